"""The sheet as a table: what its columns hold, for spreadsheets and for CSV."""

from collections.abc import Collection, Mapping, Sequence

from surveys.documents.sheets.labels import answer_in_words
from surveys.documents.sheets.sheet import Sheet, SheetAnswer

Cells = Mapping[int, str]
"""What is in one column, by the number of the note; nothing for some of them."""

EM_SPACE = "\u2003"
"""For a tab, where a program shows none, or not in every direction."""

ANSWERS = ("answer", "answer_to_theme", "answer_to_question")


def columns_of(sheet: Sheet, order: Sequence[str], always: Collection[str]) -> list[tuple[str, Cells]]:
    """The columns after the number, in this order, each with its head; beside those of `always`, only what has a cell.

    Possible actions are only in the other formats: a table has one kind of line.
    """
    columns = _columns(sheet)
    names = (name for name in order if name in always or any(columns[name].values()))
    return [(sheet.labels[f"column_{name}"], columns[name]) for name in names]


def _columns(sheet: Sheet) -> dict[str, Cells]:
    rows = list(sheet.rows())
    under = {section.heading: section.answers for section in sheet.sections}
    answers = (
        {note.number: note.answers for note, _question, _category in rows},
        {number: theme.answers for theme in sheet.themes for number in theme.notes},
        {note.number: under.get(question, ()) for note, question, _category in rows},
    )
    return {
        "question": {note.number: question for note, question, _category in rows},
        "category": {note.number: category for note, _question, category in rows},
        "theme": {number: theme.name for theme in sheet.themes for number in theme.notes},
        "text": {note.number: note.text for note, _question, _category in rows},
        "warning": {note.number: sheet.labels["yes"] for note, _question, _category in rows if note.needs_care},
        "version": {note.number: sheet.edition for note, _question, _category in rows},
        **{name: _in_words(sheet, cells) for name, cells in zip(ANSWERS, answers, strict=True)},
    }


def _in_words(sheet: Sheet, answered: Mapping[int, Sequence[SheetAnswer]]) -> Cells:
    return {
        number: "\n".join(answer_in_words(answer, sheet.labels) for answer in answers)
        for number, answers in answered.items()
    }
