"""The workbook: one row for each note, the numbers on a second sheet, strings only, no trace; read by two programs."""

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from surveys.documents.sheets import Sheet, SheetAnswer, render
from tests.sheets.test_no_formulas import NASTY

TITLE = "Sticky & notes"


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def with_first_note(sheet: Sheet, **changes: Any) -> Sheet:
    section = sheet.sections[0]
    group = section.groups[0]
    notes = (replace(group.notes[0], **changes), *group.notes[1:])
    section = replace(section, groups=(replace(group, notes=notes), *section.groups[1:]))
    return replace(sheet, sections=(section, *sheet.sections[1:]))


@pytest.fixture(scope="module")
def workbook(documents: dict[str, bytes]) -> Any:
    return read(documents["sheet.xlsx"])


def rows_of(workbook: Any) -> list[dict[str, Any]]:
    head, *rows = workbook["Notes"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_each_note_is_in_its_row_as_typed(workbook: Any, numbers_and_texts: list[tuple[int, str]]) -> None:
    rows = rows_of(workbook)
    assert [(row["number"], row["text"]) for row in rows] == numbers_and_texts
    assert [row["question"] for row in rows] == ["One thing I like"] * 10 + ["One thing to change"] * 5
    assert [row["category"] for row in rows] == ["Biases"] * 5 + [None] * 10
    assert {row["number"]: row["theme"] for row in rows if row["theme"]} == {
        **dict.fromkeys((2, 3, 14), "Late & <late>"),
        12: "Coffee",
    }
    assert "content warning" not in rows[0]


def test_warnings_and_answers_have_columns_where_there_are_any(sheet: Sheet) -> None:
    answered = with_first_note(sheet, needs_care=True, answers=(SheetAnswer("Chair", "=1+1"),))
    first, second, *_ = rows_of(read(render(answered, "xlsx")))
    assert (first["content warning"], first["answer to the note"]) == ("yes", "Chair: =1+1")
    assert (second["content warning"], second["answer to the note"]) == (None, None)


def types_in(page: Any) -> set[str]:
    return {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}


def test_text_is_a_string_and_only_numbers_are_numbers(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    """Neither a formula nor a link nor a number that was a note; in titles and headings too."""
    made = make_sheet([*NASTY, "1234", "https://example.org", "TRUE", "1e5"])
    titled = replace(made, title="=1+1", contacts="+41 22 767", sections=(replace(made.sections[0], heading="=2+2"),))
    workbook = read(render(titled, "xlsx"))
    assert {cell.data_type for cell in workbook["Notes"]["A"][1:]} == {"n"}
    for column in list(workbook["Notes"].columns)[1:]:
        assert {cell.data_type for cell in column if cell.value is not None} <= {"s"}
    assert types_in(workbook["Numbers"]) == {"s", "n"}
    assert not any(page._hyperlinks for page in workbook)


def test_libreoffice_calculates_nothing_and_reads_every_note(
    make_sheet: Callable[[Sequence[str]], Sheet], tmp_path: Path
) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(render(make_sheet([*NASTY, "b", "wombat"]), "xlsx"))
    options = ["--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    written_as = "fods:OpenDocument Spreadsheet Flat XML"
    command = ["soffice", *options, "--convert-to", written_as, "--outdir", str(tmp_path), str(tmp_path / "sheet.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read_back = (tmp_path / "sheet.fods").read_text(encoding="utf-8")
    assert "table:formula=" not in read_back
    assert read_back.count(">wombat<") == 1


def test_second_sheet_has_the_record_and_the_totals(workbook: Any, sheet: Sheet) -> None:
    page = workbook["Numbers"]
    lines = [(name, number) for name, number in page.iter_rows(max_col=2, values_only=True) if name]
    assert lines[:2] == [(TITLE, None), ("Version K7QF · For the people at the meeting", None)]
    assert "15 of 18 notes are in this sheet." in lines[2][0]
    assert "Do not guess who wrote a note." in lines[4][0]
    assert lines[5:] == [
        ("What became of the notes", "Number of notes"),
        ("Notes collected", 18),
        ("In this sheet", 15),
        ("For the organisers only", 2),
        ("Withheld: could identify someone", 1),
        ("With masked words", 1),
        ("By question", "Number of notes"),
        ("One thing I like", 10),
        ("One thing to change", 5),
        ("Total", 15),
        ("By category", "Number of notes"),
        ("Biases", 5),
        ("Without a category", 10),
        ("Total", 15),
        ("By theme", "Number of notes"),
        ("Late & <late>", 3),
        ("Coffee", 1),
        ("Without a theme", 11),
        ("Total", 15),
        ("Words that come up often", "Number of notes"),
        *((one.word, one.notes) for one in sheet.words),
    ]


def test_a_note_that_was_withheld_later_keeps_its_row_and_is_not_counted_twice(sheet: Sheet) -> None:
    workbook = read(render(with_first_note(sheet, text="[withheld]", is_withheld=True), "xlsx"))
    assert rows_of(workbook)[0]["text"] == "[withheld]"
    assert [row for row in workbook["Numbers"].iter_rows(max_col=2, values_only=True) if row[0] == "Biases"] == [
        ("Biases", 4)
    ]


def test_it_can_be_filtered_and_printed(workbook: Any, sheet: Sheet) -> None:
    page = workbook["Notes"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:E16"
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.page_setup.fitToHeight, page.print_title_rows) == (0, "$1:$1")
    letter = read(render(replace(sheet, paper="us-letter"), "xlsx"))
    assert {int(one.page_setup.paperSize) for one in letter} == {1}


def test_a_page_in_arabic_runs_from_the_right(sheet: Sheet, workbook: Any) -> None:
    arabic = read(render(replace(sheet, language="ar"), "xlsx"))
    assert [bool(page.sheet_view.rightToLeft) for page in (*arabic, *workbook)] == [True, True, False, False]
    aligned = {row[0].value: row[4].alignment for row in workbook["Notes"].iter_rows(min_row=2)}
    assert (aligned[9].horizontal, aligned[9].readingOrder) == ("right", 2)
    assert (aligned[1].horizontal, aligned[1].readingOrder) == ("left", 1)


@pytest.mark.parametrize("label", ["[a/b]:*?'", "x" * 50, "", "Numbers"])
def test_every_translation_of_a_name_makes_a_workbook(sheet: Sheet, label: str) -> None:
    """Excel repairs or refuses a workbook whose sheets have other names."""
    named = read(render(replace(sheet, labels={**sheet.labels, "sheet_of_notes": label}), "xlsx"))
    assert len(set(named.sheetnames)) == 2
    assert all(re.fullmatch(r"[^\[\]:*?/\\]{1,31}", name) for name in named.sheetnames)


def test_the_longest_note_is_whole_and_its_row_is_as_high_as_rows_get(
    make_sheet: Callable[[Sequence[str]], Sheet],
) -> None:
    long = "word " * 760
    page = read(render(make_sheet(["short", long, "c"]), "xlsx"))["Notes"]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == long)
    assert cell.font.size < 11
    assert page.row_dimensions[cell.row].height <= 409
    assert page.row_dimensions[2].height < 25


def test_no_trace(documents: dict[str, bytes]) -> None:
    """Neither who made it, nor when, nor with which program."""
    package = ZipFile(BytesIO(documents["sheet.xlsx"]))
    properties = read(documents["sheet.xlsx"]).properties
    core = package.read("docProps/core.xml").decode()
    assert re.findall(r"<dc:(\w+)>([^<]*)", core) == [("title", "Sticky &amp; notes")]
    assert properties.title == TITLE
    assert "dcterms:" not in core
    assert "docProps/app.xml" not in package.namelist()
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in package.infolist()} == {0}
    for name in package.namelist():
        assert not re.search(rb"fileVersion|calcPr|app\.xml|xlsxwriter|Microsoft Excel", package.read(name)), name
