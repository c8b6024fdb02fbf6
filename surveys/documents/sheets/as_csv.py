"""The sheet as CSV: as the standard has it, for programs; and as Excel opens it with a double click."""

import csv
from collections.abc import Sequence
from io import StringIO

import regex

from surveys.documents.sheets.formulas import without_formulas
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.sheets.table import ANSWERS, EM_SPACE, columns_of

ALWAYS = ("question", "category", "text", "version")
ORDER = (*ALWAYS, "theme", "warning", *ANSWERS)
ORDER_FOR_EXCEL = ("question", "category", "theme", "text", "warning", *ANSWERS, "version")

BYTE_ORDER_MARK = "\ufeff"
"""Without this Excel reads UTF-8 as Latin-1."""

# One or more line ends of any kind, with the white space around them.
LINE_ENDS = regex.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def as_csv(sheet: Sheet) -> bytes:
    """One record per note, with plain names of columns at the head (RFC 4180). No cell can become a formula.

    This is true for comma, semicolon, tab and bar, because we do not know which separator a program uses.
    Columns of themes, content warnings and answers follow where a note has one.
    """
    return _written(sheet, ORDER, ",")


def as_csv_excel(sheet: Sheet) -> bytes:
    """One line per note with a semicolon between cells, which Excel expects where numbers are written 1,5.

    Tabs become wide spaces and line ends " / ", because programs that read line by line would cut it there.
    """
    return _written(sheet, ORDER_FOR_EXCEL, ";", one_line=True)


def _written(sheet: Sheet, order: Sequence[str], separator: str, *, one_line: bool = False) -> bytes:
    columns = columns_of(sheet, order, ALWAYS)
    lines = StringIO(newline="")
    writer = csv.writer(lines, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow([sheet.labels["column_number"], *(head for head, _cells in columns)])
    for note, _question, _category in sheet.rows():
        cells = (cells.get(note.number, "") for _head, cells in columns)
        shown = (LINE_ENDS.sub(" / ", cell.strip()).replace("\t", EM_SPACE) for cell in cells) if one_line else cells
        writer.writerow([note.number, *map(without_formulas, shown)])
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()
