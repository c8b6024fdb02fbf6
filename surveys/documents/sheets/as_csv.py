"""The sheet as a table for a spreadsheet program."""

import csv
from io import StringIO

from surveys.documents.sheets.formulas import without_formulas
from surveys.documents.sheets.labels import answer_in_words, filled_labels
from surveys.documents.sheets.sheet import Sheet

COLUMNS = ("number", "question", "category", "text", "version")

BYTE_ORDER_MARK = "\ufeff"
"""Without this Excel reads UTF-8 as Latin-1."""


def as_csv(sheet: Sheet) -> bytes:
    """One line per note: number, question, category, text, version. No cell can become a formula.

    This is true for comma, semicolon, tab and bar, because we do not know which separator a program uses.
    Columns of themes, content warnings and answers follow where a note has one; the last column is empty, its head
    says what became of the notes. Possible actions are only in the other formats: a table has one kind of line.
    """
    labels = filled_labels(sheet)
    themes = {number: theme.name for theme in sheet.themes for number in theme.notes}
    warned = {note.number: labels["yes"] for note, _, _ in sheet.rows() if note.needs_care}
    every = {"theme": themes, "warning": warned, **_answers(sheet)}
    more = {name: cells for name, cells in every.items() if cells}
    lines = StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    heads = (*(labels[f"column_{name}"] for name in (*COLUMNS, *more)), labels["counts"])
    writer.writerow(map(without_formulas, heads))
    for note, prompt, category in sheet.rows():
        cells = (prompt, category, note.text, sheet.edition, *(cells.get(note.number, "") for cells in more.values()))
        writer.writerow([note.number, *map(without_formulas, cells), ""])
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()


def _answers(sheet: Sheet) -> dict[str, dict[int, str]]:
    """What was answered to a note, its theme and its question, by the number of the note."""
    notes = {note.number: note.answers for note, _, _ in sheet.rows()}
    themes = {number: theme.answers for theme in sheet.themes for number in theme.notes}
    under = {section.heading: section.answers for section in sheet.sections}
    questions = {note.number: under.get(question, ()) for note, question, _ in sheet.rows()}
    columns = {"answer": notes, "answer_to_theme": themes, "answer_to_question": questions}
    return {
        name: {
            number: "\n".join(answer_in_words(answer, sheet.labels) for answer in answers)
            for number, answers in column.items()
            if answers
        }
        for name, column in columns.items()
    }
