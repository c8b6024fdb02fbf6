"""What is told of the writers stands in every document but the table of notes."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, render, sheet_as_data, sheet_from_data
from surveys.numbers.about_you import Fractions

from .test_every_note_once import squeezed

ABOUT_YOU = (
    Fractions("Career <stage>", 117, (("doctoral | student", 29, "25 ± 4 %"), ("other or not said", 88, "75 ± 4 %"))),
    Fractions("Region", 0, ()),
)
SAID = (
    "About the writers",
    "Career <stage>",
    "Answers: 117",
    "doctoral | student",
    "25 ± 4 %",
    "Too few answers to show.",
)


@pytest.fixture(scope="module")
def asking(sheet: Sheet) -> Sheet:
    return replace(sheet, about_you=ABOUT_YOU)


def text_of(name: str, content: bytes) -> str:
    if name == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if name == "docx":
        document = Document(BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    if name == "html":
        return BeautifulSoup(content, "html5lib").body.get_text(" ")
    return content.decode().replace("\\", "")


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_documents(asking: Sheet, name: str) -> None:
    text = squeezed(text_of(name, render(asking, name)))
    assert [words for words in SAID if squeezed(words) not in text] == []


def test_the_management_summary(asking: Sheet) -> None:
    text = squeezed(
        text_of("pdf", render(replace(asking, layout="management-summary", labels={**asking.labels, **SUMMARY}), "pdf"))
    )
    assert [words for words in SAID if squeezed(words) not in text] == []


SUMMARY = dict.fromkeys(("ideas", "tallies", "tallies_explained", "quotations", "quotations_explained"), "")


def test_json(asking: Sheet) -> None:
    assert json.loads(render(asking, "json"))["about_you"][0] == {
        "question": "Career <stage>",
        "answers": 117,
        "rows": [["doctoral | student", 29, "25 ± 4 %"], ["other or not said", 88, "75 ± 4 %"]],
    }


def test_it_comes_back_from_data(asking: Sheet) -> None:
    assert sheet_from_data(json.loads(json.dumps(sheet_as_data(asking)))).about_you == ABOUT_YOU


@pytest.mark.parametrize("name", ["html", "markdown", "docx", "csv"])
def test_nothing_is_said_where_nothing_was_asked(sheet: Sheet, asking: Sheet, name: str) -> None:
    assert "About the writers" not in text_of(name, render(asking if name == "csv" else sheet, name))
