"""The table that Excel opens with a double click where a semicolon is between cells."""

import csv
import re
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

from surveys.documents.sheets import Sheet, render
from tests.sheets.test_no_formulas import NASTY, calculated

HEAD = ["number", "question", "category", "theme", "text", "version"]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_note_is_one_line(documents: dict[str, bytes], numbers_and_texts: list[tuple[int, str]]) -> None:
    content = documents["sheet-excel.csv"]
    head, *rows = rows_of(content)
    assert head == HEAD
    expected = [[str(number), re.sub(r"\s*\n\s*", " / ", text).strip()] for number, text in numbers_and_texts]
    assert [[row[0], row[4].replace("'", "")] for row in rows] == expected
    lines = content.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 1 + len(rows) + 1
    assert all(len(line.splitlines()) <= 1 for line in lines), "no line end of another kind"


def test_line_ends_of_every_kind_become_a_stroke(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    texts = ["one\n\ntwo\x0bthree\x0cfour\x85five\u2028six\u2029seven \n eight\n", "b", "c"]
    assert (
        rows_of(render(make_sheet(texts), "csv-excel"))[1][3] == "one / two / three / four / five / six / seven / eight"
    )


def test_the_other_table_has_plain_names_of_columns(documents: dict[str, bytes]) -> None:
    """And nothing else in its head, so that programs find them."""
    head = documents["sheet.csv"].decode("utf-8-sig").partition("\r\n")[0]
    assert head == '"number","question","category","text","version","theme"'


def test_libreoffice_reads_it_and_calculates_nothing(
    make_sheet: Callable[[Sequence[str]], Sheet], tmp_path: Path
) -> None:
    table = render(make_sheet([*NASTY, "grün; weiß", "wombat"]), "csv-excel").decode()
    assert calculated(tmp_path / "sheet-excel.csv", table, ";") == 0
    read_back = (tmp_path / "sheet-excel.fods").read_text(encoding="utf-8")
    assert read_back.count(">wombat<") == 1
    assert read_back.count(">grün; weiß<") == 1


def test_excel_knows_that_it_is_utf_8(documents: dict[str, bytes]) -> None:
    assert documents["sheet-excel.csv"].startswith(b"\xef\xbb\xbf")
