"""The sheet as an Excel workbook: one row for each note, and the numbers on a second sheet. Never a formula."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from html import escape
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZipFile

import regex

from surveys.directions import direction_of, is_right_to_left
from surveys.documents.sheets.labels import filled_labels
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.sheets.table import ANSWERS, EM_SPACE, Cells, columns_of
from surveys.documents.sheets.totals import Totals, totals_of
from surveys.documents.sheets.zipping import NOT_XML, zipped

ORDER = ("question", "category", "theme", "text", "warning", *ANSWERS)
ALWAYS = ("question", "text")
WIDTHS = {"question": 24, "category": 14, "theme": 16, "text": 75, "warning": 10}
NUMBER_WIDTH, ANSWER_WIDTH, NAME_WIDTH, COUNT_WIDTH = 9, 36, 70, 18
"""Of columns, in digits of the usual type."""

USUAL, SMALL, SUBHEADING, HEADING = 11, 8, 13, 16
"""Sizes of type, in points."""
LEADING = 1.37
HEIGHT_OF_HEAD, HIGHEST_ROW, BELOW = 32.0, 409.0, 3.0
"""In points; Excel has no higher row, so a note that needs one gets smaller type."""
LETTER = 1.1
"""The width of a letter in digits: a little more than in Calibri, because not everybody has it."""

LONGEST_CELL = 32_767
LONGEST_NAME = 31
LONGEST_FOOT = 200

PAPER = {"a4": 9, "us-letter": 1}
INK, SOFT, RULE, SHADE = "#1f1d1a", "#5d5850", "#bdb5a6", "#f3efe6"

# Letters of twice the width.
WIDE = regex.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60\U0001f300-\U0003fffd]")

# What the name of a sheet may not have.
NOT_IN_NAMES = regex.compile(r"[\[\]:*?/\\]|\A'+|'+\Z")

CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)
# What says which program wrote the file, and that the program should calculate: there is nothing to calculate.
OF_A_PROGRAM = regex.compile(rb"<(?:Relationship|Override)[^>]*docProps/app\.xml[^>]*/>|<(?:fileVersion|calcPr)[^>]*/>")

Styles = Callable[..., Any]
"""Gives the format with these properties; the same one each time."""


def as_xlsx(sheet: Sheet) -> bytes:
    """Two sheets of strings and numbers; the properties hold the title and nothing else."""
    import xlsxwriter

    package = BytesIO()
    workbook = xlsxwriter.Workbook(package, {"in_memory": True})  # it writes no temporary file
    styles = _styles(workbook)
    _write_notes(sheet, _page(sheet, workbook, "sheet_of_notes"), styles)
    _write_numbers(sheet, _page(sheet, workbook, "sheet_of_numbers"), styles)
    workbook.close()
    return _without_trace(sheet, package)


def _styles(workbook: Any) -> Styles:
    """A workbook has few formats, and each cell names one."""
    made: dict[tuple[tuple[str, Any], ...], Any] = {}
    usual = {"font_color": INK, "valign": "top", "text_wrap": True}

    def style(**properties: Any) -> Any:
        key = tuple(properties.items())
        if key not in made:
            made[key] = workbook.add_format(usual | properties)
        return made[key]

    return style


def _page(sheet: Sheet, workbook: Any, name: str) -> Any:
    """An empty sheet that prints well."""
    page = workbook.add_worksheet(_name_of_page(sheet.labels[name], workbook))
    if direction_of(sheet.language) == "rtl":
        page.right_to_left()
    page.set_paper(PAPER[sheet.paper])
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.8)
    title = sheet.title[:LONGEST_FOOT].replace("&", "&&")
    page.set_footer(f"&L{title} · {filled_labels(sheet)['version']}&R&P / &N")
    return page


def _name_of_page(label: str, workbook: Any) -> str:
    """What Excel takes for a name, in the words of the reader; two sheets never have the same one."""
    name = NOT_IN_NAMES.sub("", label)[:LONGEST_NAME].strip()
    taken = {one.get_name().lower() for one in workbook.worksheets()}
    return name if name and name.lower() not in taken else f"{len(taken) + 1}"


def _write_notes(sheet: Sheet, page: Any, styles: Styles) -> None:
    """A head that stays in sight, with filters, and one row for each note; only the number is a number."""
    columns = columns_of(sheet, ORDER, ALWAYS)
    widths = {sheet.labels[f"column_{name}"]: width for name, width in WIDTHS.items()}
    across = [widths.get(head, ANSWER_WIDTH) for head, _cells in columns]
    style = styles(bold=True, bg_color=SHADE, bottom=2, bottom_color=INK, valign="vcenter")
    heads = [(sheet.labels["column_number"], NUMBER_WIDTH), *((columns[i][0], width) for i, width in enumerate(across))]
    for column, (head, width) in enumerate(heads):
        page.set_column(column, column, width)
        page.write_string(0, column, head, style)
    page.set_row(0, HEIGHT_OF_HEAD)
    row = _write_rows(sheet, page, styles, [cells for _head, cells in columns], across)
    page.autofilter(0, 0, row, len(columns))
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.set_landscape()


def _write_rows(sheet: Sheet, page: Any, styles: Styles, columns: Sequence[Cells], across: Sequence[int]) -> int:
    """One row for each note; returns the number of the last one."""
    row, rule = 0, {"bottom": 4, "bottom_color": RULE}
    number, blank = styles(bold=True, align="center", **rule), styles(**rule)

    @lru_cache(1_000)  # many notes have the same question
    def look_of(text: str, width: int) -> tuple[float, Any]:
        height, size = _height(text, width, USUAL), USUAL
        if height > HIGHEST_ROW:
            height, size = _height(text, width, SMALL), SMALL
        return height, styles(**_along(text), font_size=size, **rule)

    for row, (note, _question, _category) in enumerate(sheet.rows(), 1):
        page.write_number(row, 0, note.number, number)
        highest = USUAL * LEADING
        for column, (cells, width) in enumerate(zip(columns, across, strict=True), 1):
            if text := cells.get(note.number, "").replace("\t", EM_SPACE):
                height, style = look_of(text, width)
                page.write_string(row, column, text[:LONGEST_CELL], style)
                highest = max(highest, height)
            else:
                page.write_blank(row, column, None, blank)
        page.set_row(row, min(highest + BELOW, HIGHEST_ROW))
    return row


def _height(text: str, width: int, size: int) -> float:
    """Of a cell in points, about; not every program finds it when it opens a workbook."""
    letters = width * USUAL / size / LETTER
    wide = 0 if text.isascii() else len(WIDE.findall(text))
    if "\n" not in text:
        return ceil((len(text) + wide) / letters) * size * LEADING
    share = 1 + wide / len(text)
    return sum(ceil(len(line) * share / letters) or 1 for line in text.split("\n")) * size * LEADING


def _along(text: str) -> dict[str, Any]:
    """Which way a cell runs."""
    return {"align": "right", "reading_order": 2} if is_right_to_left(text) else {"align": "left", "reading_order": 1}


def _write_numbers(sheet: Sheet, page: Any, styles: Styles) -> None:
    """What became of the notes, and how many are under each heading; the head is that of every format."""
    labels, begin = filled_labels(sheet), {"align": "right" if direction_of(sheet.language) == "rtl" else "left"}
    page.set_column(0, 0, NAME_WIDTH)
    page.set_column(1, 1, COUNT_WIDTH)
    lines = partial(_write_lines, page, styles)
    row = lines(0, [sheet.title], **begin, bold=True, font_size=HEADING)
    row = lines(row, [f"{labels['version']} · {labels['audience']}"], **begin, font_color=SOFT)
    row = lines(row + 1, [labels["counts"], labels["counts_of_notes"], labels["reduced"]], **begin)
    words = Totals(labels["words"], tuple((one.word, one.notes) for one in sheet.words))
    for table in (*totals_of(sheet), *([words] if words.rows else [])):
        row = _write_totals(page, styles, row + 1, table, labels, begin)
    if people := [line for line in (sheet.contacts, sheet.code_of_conduct) if line]:
        lines(lines(row + 1, [labels["contacts"]], **begin, bold=True, font_size=SUBHEADING), people, **begin)


def _write_lines(page: Any, styles: Styles, row: int, lines: Iterable[str], **look: Any) -> int:
    """Each in a row of its own; returns the row after them."""
    for line in lines:
        page.write_string(row, 0, line[:LONGEST_CELL], styles(**_along(line) | look))
        page.set_row(row, min(HIGHEST_ROW, _height(line, NAME_WIDTH, look.get("font_size", USUAL))))
        row += 1
    return row


def _write_totals(
    page: Any, styles: Styles, row: int, table: Totals, labels: Mapping[str, str], begin: Mapping[str, str]
) -> int:
    """A table with its head, and the sum where there is one; returns the row after it."""
    end = {"align": "left" if begin["align"] == "right" else "right"}
    head, rule, foot = {"bottom": 2, "bottom_color": INK}, {"bottom": 4, "bottom_color": RULE}, {"top": 1}
    page.write_string(row, 1, labels["number_of_notes"], styles(**head, **end, valign="bottom", font_color=SOFT))
    row = _write_lines(page, styles, row, [table.title], **head, **begin, bold=True, font_size=SUBHEADING)
    for name, number in table.rows:
        page.write_number(row, 1, number, styles(**rule, **end))
        row = _write_lines(page, styles, row, [name], **rule, **begin)
    if table.total is not None:
        page.write_number(row, 1, table.total, styles(**foot, **end, bold=True))
        row = _write_lines(page, styles, row, [labels["total"]], **foot, **begin, bold=True)
    return row


def _without_trace(sheet: Sheet, package: BytesIO) -> bytes:
    """The same workbook without the day on which it was made and without the name of a program."""
    with ZipFile(package) as parts:
        files = {name: parts.read(name) for name in parts.namelist() if name != "docProps/app.xml"}
    for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
        files[name] = OF_A_PROGRAM.sub(b"", files[name])
    files["docProps/core.xml"] = CORE.format(title=escape(NOT_XML.sub("", sheet.title), quote=False)).encode()
    return zipped(files)
