"""Nothing becomes a formula in a spreadsheet: whatever separator it was told, nor in a web page that it opens."""

import csv
import re
import subprocess
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.documents.sheets import Sheet, render

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
FORMULA = re.compile(r"""[\s"]*[=+\-@＝＋－＠]""")
NASTY = (
    "=1+1",
    "a;=1+1",
    "a; =1+1",
    'a;"=1+1',
    'a;"=1+1;b',
    "a\t=1+1",
    "\t=1+1",
    "a|=1+1",
    "a\n=1+1",
    "a\n\n =1+1",
    "a\r=1+1",
    "a,=1+1",
    '"=1+1',
    '";=1+1',
    '"",=1+1',
    "a;;=1+1;;",
    "a;@SUM(A1)",
    "a;+1+1",
    "a;-1+1",
    "a;＝1+1",
    'x;=HYPERLINK("http://x","y")',
    "=1;=1,=1|=1\t=1\n=1",
    "a;=cmd|' /C calc'!A0",
)


def table(make_sheet: Callable[[Sequence[str]], Sheet], *texts: str) -> str:
    return render(make_sheet([*texts, "b", "c"]), "csv").decode("utf-8-sig")


def cells(make_sheet: Callable[[Sequence[str]], Sheet], text: str) -> list[str]:
    return [row["text"] for row in csv.DictReader(StringIO(table(make_sheet, text), newline=""))]


def formulas(content: str, separator: str, **options: Any) -> list[str]:
    rows = csv.reader(StringIO(content, newline=""), delimiter=separator, **options)
    return [cell for row in rows for cell in row if FORMULA.match(cell)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+41", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("http://x"."y")', "|x", "%x", "\rx", "\tx"]
)
def test_signs_of_a_formula_get_an_apostrophe(make_sheet: Callable[[Sequence[str]], Sheet], text: str) -> None:
    assert cells(make_sheet, text)[0] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["a = b", "1 - 2", "(=1)", "'quoted'", "", '"x"', "a\nb,c;d", "well-known, 50 % (+3)", "a; b, c | d"]
)
def test_other_text_stays_as_it_is(make_sheet: Callable[[Sequence[str]], Sheet], text: str) -> None:
    assert cells(make_sheet, text)[0] == text


@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
def test_no_separator_makes_a_formula(make_sheet: Callable[[Sequence[str]], Sheet], separator: str) -> None:
    assert formulas(table(make_sheet, *NASTY), separator) == []
    assert formulas(table(make_sheet, *NASTY), separator, quoting=csv.QUOTE_NONE) == []


@given(st.text(alphabet='=+-@;,|\t\n\r "a1＝', max_size=12), st.sampled_from(sorted(SEPARATORS.values())))
def test_nor_does_any_text(make_sheet: Callable[[Sequence[str]], Sheet], text: str, separator: str) -> None:
    assert formulas(table(make_sheet, text), separator) == []


def test_every_note_can_still_be_read(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    """Nothing is added but apostrophes, nothing is lost."""
    rows = [row["text"] for row in csv.DictReader(StringIO(table(make_sheet, *NASTY), newline=""))]
    assert [row.replace("'", "") for row in rows[: len(NASTY)]] == [text.replace("'", "") for text in NASTY]


def test_every_cell_is_quoted(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    """A number and an empty cell too."""
    assert re.fullmatch(r'("([^"]|"")*"(,|\r\n|$))+', table(make_sheet, "x").rstrip())


@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
def test_libreoffice_calculates_nothing(
    make_sheet: Callable[[Sequence[str]], Sheet], tmp_path: Path, separator: str
) -> None:
    control = f'"1"{separator}"=1+1"\n'  # shows that formulas would be seen
    assert calculated(tmp_path / "control.csv", control, separator) == 1
    assert calculated(tmp_path / "sheet.csv", table(make_sheet, *NASTY), separator) == 0


def test_libreoffice_calculates_nothing_in_the_web_page(
    make_sheet: Callable[[Sequence[str]], Sheet], tmp_path: Path
) -> None:
    control = "<!doctype html><title>x</title><ol><li><p>=1+1</p></li></ol>"
    assert calculated(tmp_path / "control.html", control) == 1
    assert calculated(tmp_path / "sheet.html", render(make_sheet([*NASTY, "b", "c"]), "html").decode()) == 0


def calculated(path: Path, content: str, separator: str = "") -> int:
    """How many cells LibreOffice takes for formulas."""
    path.write_text(content, encoding="utf-8", newline="")
    read_as = f"Text - txt - csv (StarCalc):{ord(separator)},34,76,1" if separator else "HTML (StarCalc)"
    options = ["--headless", f"-env:UserInstallation=file://{path.parent}/profile", f"--infilter={read_as}"]
    written_as = "fods:OpenDocument Spreadsheet Flat XML"
    command = ["soffice", *options, "--convert-to", written_as, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(".fods").read_text(encoding="utf-8").count("table:formula=")


def test_excel_knows_that_it_is_utf_8(documents: dict[str, bytes]) -> None:
    assert documents["sheet.csv"].startswith(b"\xef\xbb\xbf")
