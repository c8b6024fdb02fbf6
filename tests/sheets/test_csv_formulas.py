"""No cell of the CSV can become a formula."""

import csv
from io import StringIO

import pytest

from surveys.sheets import render


def cells(make_sheet, text):
    lines = render(make_sheet([text, "b", "c"]), "csv").decode("utf-8-sig")
    return [row["text"] for row in csv.DictReader(StringIO(lines, newline=""))]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+41", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", '=HYPERLINK("http://x","y")', "|x", "%x"],
)
def test_signs_of_a_formula_get_an_apostrophe(make_sheet, text):
    assert cells(make_sheet, text)[0] == f"'{text}"


@pytest.mark.parametrize("text", ["a = b", "1 - 2", "(=1)", "'quoted'", "", '"x"', "a\nb,c;d"])
def test_other_text_stays_as_it_is(make_sheet, text):
    assert cells(make_sheet, text)[0] == text


def test_excel_knows_that_it_is_utf_8(documents):
    assert documents["sheet.csv"].startswith(b"\xef\xbb\xbf")
