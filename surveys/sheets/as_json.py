"""The sheet as JSON, for other programs."""

import json
from dataclasses import asdict

from surveys.sheets.sheet import Sheet


def as_json(sheet: Sheet) -> bytes:
    """Title, edition, audience, counts, words, themes with actions, the notes as a flat list by their numbers.

    `needs_care` has the numbers of notes with a content warning.
    """
    document = {
        "title": sheet.title,
        "edition": sheet.edition,
        "audience": sheet.audience,
        "counts": asdict(sheet.counts),
        "notes": [
            {"number": note.number, "prompt": prompt, "category": category, "text": note.text}
            for note, prompt, category in sheet.rows()
        ],
        "needs_care": [note.number for note, _prompt, _category in sheet.rows() if note.needs_care],
        "themes": [asdict(theme) for theme in sheet.themes],
        "words": [asdict(word) for word in sheet.words],
        "about": sheet.labels["reduced"],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
