"""In a document the word cloud is beside a table of the same words, with their numbers."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from bs4 import BeautifulSoup
from docx import Document

from surveys.documents.sheets import Sheet, render
from surveys.documents.word_cloud import WordCount

WORDS = tuple(WordCount(f"subject{number}", 90 - number) for number in range(30))
IN_TABLE = [(word.word, str(word.notes)) for word in WORDS[:20]]


@pytest.fixture
def wordy(sheet: Sheet) -> Sheet:
    return replace(sheet, words=WORDS)


def test_docx(wordy: Sheet) -> None:
    document = Document(BytesIO(render(wordy, "docx")))
    left, right = next(table.rows[0].cells for table in document.tables if "subject0" in table.rows[0].cells[-1].text)
    assert left._tc.xpath(".//pic:pic")
    assert [tuple(line.text.split("\t")) for line in right.paragraphs] == IN_TABLE
    shape = document.inline_shapes[-1]
    assert shape.width / shape.height == pytest.approx(1.25, abs=0.01)


def test_html(wordy: Sheet) -> None:
    beside = BeautifulSoup(render(wordy, "html").decode(), "html5lib").select_one("div.cloud")
    assert beside is not None
    assert [child.name for child in beside.find_all(recursive=False)] == ["img", "ol"]
    assert [tuple(line.text.split()) for line in beside.select("li")] == IN_TABLE


def test_pdf(wordy: Sheet) -> None:
    """The words of the picture are outlines, so that each is read once."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(render(wordy, "pdf"))).pages)
    for word, notes in IN_TABLE:
        assert f"{word} {notes}" in " ".join(text.split())
        assert text.split().count(word) == 1
    assert "subject20" not in text
