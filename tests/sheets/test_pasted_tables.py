"""A table that was pasted into a note keeps its columns: tabs part its cells."""

from collections.abc import Callable, Sequence
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, render
from surveys.stripping import clean

Make = Callable[[Sequence[str]], Sheet]

TABLE = clean("Name\tHours\tPay\nAnna\t42\tlittle\nMargarethe\t7\tmore")


def made(make_sheet: Make, name: str) -> BytesIO:
    return BytesIO(render(make_sheet([TABLE, "One.", "Two."]), name))


@pytest.mark.parametrize("name", ["pdf", "large-print"])
def test_cells_are_below_each_other_on_paper(make_sheet: Make, name: str) -> None:
    found: list[tuple[str, int]] = []
    for page in PdfReader(made(make_sheet, name)).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, *_: found.append((text.strip(), round(cm[4] + tm[4]))))
    begins = dict(reversed(found))
    assert begins["Hours"] == begins["42"] == begins["7"] > begins["Anna"]
    assert begins["Pay"] == begins["little"] == begins["more"] > begins["Hours"]


def test_word_has_tabs_and_a_web_page_shows_them(make_sheet: Make) -> None:
    (table,) = [one.text for one in Document(made(make_sheet, "docx")).paragraphs if "Hours" in one.text]
    assert table.endswith(TABLE)
    page = made(make_sheet, "html").read().decode()
    assert "white-space: pre-wrap" in page.partition("\n.text {")[2].partition("}")[0]
    assert TABLE in page


def test_excel_which_shows_no_tabs_has_wide_spaces(make_sheet: Make) -> None:
    cells = [one.value for row in openpyxl.load_workbook(made(make_sheet, "xlsx")).worksheets[0] for one in row]
    assert TABLE.replace("\t", "\u2003") in cells
    assert TABLE.replace("\t", "\u2003").replace("\n", " / ") in made(make_sheet, "csv-excel").read().decode()
