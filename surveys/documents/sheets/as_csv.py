"""The sheet as a table for a spreadsheet program."""

import csv
from io import StringIO

from surveys.documents.sheets.formulas import without_formulas
from surveys.documents.sheets.labels import filled_labels
from surveys.documents.sheets.sheet import Sheet

COLUMNS = ("number", "question", "category", "text", "version")

BYTE_ORDER_MARK = "\ufeff"
"""Without this Excel reads UTF-8 as Latin-1."""


def as_csv(sheet: Sheet) -> bytes:
    """One line per note: number, question, category, text, version. No cell can become a formula.

    This is true for comma, semicolon, tab and bar, because we do not know which separator a program uses.
    Columns of themes and of content warnings follow where a note has one; the last column is empty, its head says
    what became of the notes. Possible actions are only in the other formats: a table has one kind of line.
    """
    labels = filled_labels(sheet)
    themes = {number: theme.name for theme in sheet.themes for number in theme.notes}
    warned = {note.number: labels["yes"] for note, _, _ in sheet.rows() if note.needs_care}
    more = {name: cells for name, cells in (("theme", themes), ("warning", warned)) if cells}
    lines = StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    heads = (*(labels[f"column_{name}"] for name in (*COLUMNS, *more)), labels["counts"])
    writer.writerow(map(without_formulas, heads))
    for note, prompt, category in sheet.rows():
        cells = (prompt, category, note.text, sheet.edition, *(cells.get(note.number, "") for cells in more.values()))
        writer.writerow([note.number, *map(without_formulas, cells), ""])
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()
