"""The sheet as JSON, for other programs."""

import json
from dataclasses import asdict

from surveys.documents.sheets.labels import filled_labels
from surveys.documents.sheets.sheet import Sheet


def as_json(sheet: Sheet) -> bytes:
    """Title, edition, counts, words, themes with actions, numbers about the writers, and the notes as a flat list.

    `record` says in one line when collection was closed and what became of the notes.

    `answers` has what organisers answered to notes, by their number, and under the headings.
    `arrangement` says what the notes are sorted by: question, category or theme.
    `needs_care` has the numbers of notes with a content warning.
    """
    document = {
        "title": sheet.title,
        "edition": sheet.edition,
        "audience": sheet.audience,
        "arrangement": sheet.arrangement,
        "asked_by": sheet.asked_by,
        "counts": asdict(sheet.counts),
        "record": filled_labels(sheet)["counts"],
        "notes": [
            {"number": note.number, "prompt": prompt, "category": category, "text": note.text}
            for note, prompt, category in sheet.rows()
        ],
        "answers": _answers(sheet),
        "needs_care": [note.number for note, _prompt, _category in sheet.rows() if note.needs_care],
        "themes": [asdict(theme) for theme in sheet.themes],
        "about_you": [asdict(one) for one in sheet.about_you],
        "words": [asdict(word) for word in sheet.words],
        "contacts": sheet.contacts,
        "code_of_conduct": sheet.code_of_conduct,
        "about": sheet.labels["reduced"],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _answers(sheet: Sheet) -> dict[str, dict[str, list[dict[str, str]]]]:
    notes = {str(note.number): note.answers for note, _prompt, _category in sheet.rows()}
    headings = {section.heading: section.answers for section in sheet.sections}
    return {
        name: {key: [asdict(answer) for answer in answers] for key, answers in found.items() if answers}
        for name, found in (("notes", notes), ("headings", headings))
    }
