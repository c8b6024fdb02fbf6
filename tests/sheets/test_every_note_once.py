"""Each format is read back by another program: every note is there once, under the same number, as typed."""

import csv
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO

import html5lib
import pytest
from bs4 import BeautifulSoup
from docx import Document
from markdown_it import MarkdownIt
from PIL import Image
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, render
from surveys.documents.word_cloud import WordCount

EVERYWHERE = ("K7QF", "One thing I like", "Biases", "Without a category", "Sticky & notes", "No notes.")
COUNTS = (
    "Closed on 31 March 2026. Version K7QF. 15 of 18 notes are in this sheet. 2 are for the organisers only."
    " 1 was withheld (could identify someone: 1). Words are masked in 1 of the 15."
)


def squeezed(text: str) -> str:
    """Without any white space and zero-width breaks: a page breaks lines where it must."""
    return re.sub(r"[\s\u200b]+", "", text)


def as_typed(text: str) -> str:
    """Without what lets no line break: placeholders are held together, and no page begins like a formula."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_json(sheet: Sheet, documents: dict[str, bytes]) -> None:
    document = json.loads(documents["sheet.json"])
    expected = [
        {"number": note.number, "prompt": prompt, "category": category, "text": note.text}
        for note, prompt, category in sheet.rows()
    ]
    assert document["edition"] == "K7QF"
    assert document["notes"] == expected
    assert document["record"] == COUNTS
    assert [note["number"] for note in expected] == list(range(1, 16))


def test_csv(documents: dict[str, bytes], numbers_and_texts: list[tuple[int, str]]) -> None:
    rows = list(csv.DictReader(StringIO(documents["sheet.csv"].decode("utf-8-sig"), newline="")))
    texts = [re.sub(r"'(?=[=+@|-])", "", row["text"]) for row in rows]  # see test_no_formulas.py
    assert list(zip([int(row["number"]) for row in rows], texts, strict=True)) == numbers_and_texts
    assert {row["version"] for row in rows} == {"K7QF"}


def test_html(documents: dict[str, bytes], numbers_and_texts: list[tuple[int, str]]) -> None:
    page = documents["sheet.html"].decode()
    html5lib.HTMLParser(strict=True).parse(page)
    soup = BeautifulSoup(page, "html5lib")
    notes = soup.select(".notes li")
    read = [(int(n.select_one(".number").text), as_typed(n.select_one(".text").text)) for n in notes]
    assert read == numbers_and_texts
    assert not soup.select("script, link, [onclick]")
    assert soup.img["src"].startswith("data:image/svg+xml;base64,")
    for words in (*EVERYWHERE, COUNTS):
        assert words in soup.body.text


def test_docx(documents: dict[str, bytes], numbers_and_texts: list[tuple[int, str]]) -> None:
    document = Document(BytesIO(documents["sheet.docx"]))
    notes = [p.text.removeprefix("\t").split("\t", 1) for p in document.paragraphs if p.style.name == "Note"]
    assert [(int(number), as_typed(text)) for number, text in notes] == numbers_and_texts
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["One thing I like", "One thing to change", "Anything else?"]
    assert "K7QF" in document.sections[0].header.paragraphs[0].text
    for words in (*EVERYWHERE, COUNTS):
        assert words in text


def test_markdown(documents: dict[str, bytes], numbers_and_texts: list[tuple[int, str]]) -> None:
    html = MarkdownIt("commonmark").enable("table").render(documents["sheet.md"].decode())
    soup = BeautifulSoup(html, "html5lib")
    text = soup.body.text
    for words in (*EVERYWHERE, COUNTS):
        assert words in text
    numbers = [int(strong.text) for strong in soup.select("p > strong") if strong.text.isdigit()]
    assert numbers == [number for number, _ in numbers_and_texts]
    for number, note in numbers_and_texts:
        assert squeezed(text).count(squeezed(f"{number} {note}")) == 1
    assert not soup.select("ul, ol, blockquote, code, pre, a, b")
    assert len(soup.select("table")) == 3, "the possible actions"
    assert len(soup.select("h1, h2, h3")) == 1 + 5 + 2 + 3


def test_pdf(documents: dict[str, bytes], numbers_and_texts: list[tuple[int, str]]) -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(documents["sheet.pdf"])).pages)
    for words in (*EVERYWHERE, COUNTS):
        assert squeezed(words) in squeezed(text)
    latin = [(number, note) for number, note in numbers_and_texts if note.isascii() and len(note) < 1000]
    assert len(latin) > 8
    for number, note in latin:
        assert squeezed(text).count(squeezed(f"{number}{note}")) == 1
    numbers = [number for number, _ in numbers_and_texts if re.search(rf"^ *{number}\b", text, re.MULTILINE)]
    assert numbers == list(range(1, 16))


def test_picture(documents: dict[str, bytes]) -> None:
    assert Image.open(BytesIO(documents["word-cloud.png"])).size == (1600, 800)


def test_too_few_notes_for_words(make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    """Each format says that there are not enough notes yet."""
    sheet = make_sheet(["One note.", "Another one.", "A third."])
    assert not sheet.words
    for name in ("html", "markdown"):
        assert "Not enough notes yet" in render(sheet, name).decode()
    assert "Not enough notes yet" in PdfReader(BytesIO(render(sheet, "pdf"))).pages[-1].extract_text()
    assert any("Not enough" in p.text for p in Document(BytesIO(render(sheet, "docx"))).paragraphs)
    assert Image.open(BytesIO(render(sheet, "word-cloud"))).size == (1600, 800)


@pytest.mark.parametrize(("words", "has_picture"), [(14, False), (15, True)])
def test_few_words_stand_as_a_list_without_a_picture(sheet: Sheet, words: int, has_picture: bool) -> None:
    counted = tuple(WordCount(f"word{number}", 3) for number in range(words))
    page = render(replace(sheet, words=counted), "html").decode()
    assert ("<img" in page) == has_picture
    assert "word8" in page
