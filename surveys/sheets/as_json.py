"""The sheet as JSON, for other programs."""

import json
from dataclasses import asdict

from surveys.sheets.sheet import Sheet


def as_json(sheet: Sheet) -> bytes:
    """Title, edition, audience, counts, words, themes with actions, and the notes as a flat list by their numbers."""
    document = {
        "title": sheet.title,
        "edition": sheet.edition,
        "audience": sheet.audience,
        "counts": asdict(sheet.counts),
        "notes": [
            {"number": note.number, "prompt": prompt, "category": category, "text": note.text}
            for note, prompt, category in sheet.rows()
        ],
        "themes": [asdict(theme) for theme in sheet.themes],
        "words": [asdict(word) for word in sheet.words],
        "about": sheet.labels["reduced"],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
