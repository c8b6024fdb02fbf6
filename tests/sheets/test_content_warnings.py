"""A note that needs care is announced in every format before its words, and no other note is."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, render, sheet_as_data, sheet_from_data

WARNING = "Content warning: this note may be hard to read."
TEXTS = ["Good coffee.", "A grave story.", "More light."]


@pytest.fixture(scope="module")
def grave(make_sheet: Callable[[Sequence[str]], Sheet]) -> Sheet:
    """Three notes, the second of which needs care."""
    data = sheet_as_data(make_sheet(TEXTS))
    for note in (note for part in data["sections"] for group in part["groups"] for note in group["notes"]):
        note["needs_care"] = note["number"] == 2
    return sheet_from_data(data)


def text_of(name: str, document: bytes) -> str:
    if name == "pdf":
        return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split())
    if name == "docx":
        return "\n".join(paragraph.text for paragraph in Document(BytesIO(document)).paragraphs)
    page = MarkdownIt().render(document.decode()) if name == "markdown" else document.decode()
    return " ".join(BeautifulSoup(page, "html5lib").body.get_text(" ").split())


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_warning_stands_right_before_the_note(grave: Sheet, name: str, layout: str) -> None:
    labels = {**grave.labels, "ideas": "Ideas", "quotations": "Quotations", "quotations_explained": "Picked."}
    text = text_of(name, render(replace(grave, layout=layout, labels=labels), name))
    assert text.count(WARNING) == 1
    before, after = text.split(WARNING)
    assert "Good coffee." in before
    assert after.strip().startswith("A grave story.")


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_without_such_a_note_nothing_is_said(make_sheet: Callable[[Sequence[str]], Sheet], name: str) -> None:
    assert "Content warning" not in text_of(name, render(make_sheet(TEXTS), name))


def test_table_has_a_column_only_where_it_says_something(
    grave: Sheet, make_sheet: Callable[[Sequence[str]], Sheet]
) -> None:
    rows = list(csv.DictReader(StringIO(render(grave, "csv").decode("utf-8-sig"))))
    assert [row["content warning"] for row in rows] == ["", "yes", ""]
    assert b"warning" not in render(make_sheet(TEXTS), "csv")


def test_json_names_the_numbers(grave: Sheet, make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    assert json.loads(render(grave, "json"))["needs_care"] == [2]
    assert json.loads(render(make_sheet(TEXTS), "json"))["needs_care"] == []


@pytest.mark.parametrize("name", ["cards", "cards-8"])
def test_on_a_card_the_warning_is_in_the_middle_of_all_sizes(grave: Sheet, name: str) -> None:
    """Smaller than the number and the note, and larger than the foot, so that it is read before the note."""
    sizes: dict[str, float] = {}
    note = replace(grave.sections[0].groups[0].notes[0], text="A grave story.", needs_care=True)
    group = replace(grave.sections[0].groups[0], notes=(note,))
    sheet = replace(grave, sections=(replace(grave.sections[0], groups=(group,)),))

    def look(text: str, _page: object, _line: object, _font: object, size: float) -> None:
        sizes.update({word: size for word in ("Content", "grave", "Biases") if word in text})

    PdfReader(BytesIO(render(sheet, name))).pages[0].extract_text(visitor_text=look)
    assert sizes["Biases"] + 3 < sizes["Content"] < sizes["grave"]


def test_in_large_print_what_is_said_of_a_note_is_apart_from_its_words(grave: Sheet) -> None:
    """Further than the lines of the note from each other, above and below."""
    places: dict[str, float] = {}
    text = "A grave story.\nTwo lines."
    note = replace(grave.sections[0].groups[0].notes[0], text=text, needs_care=True, question="Which question?")
    section = replace(grave.sections[0], groups=(replace(grave.sections[0].groups[0], notes=(note,)),))

    def look(text: str, page: list[float], line: list[float], _font: object, _size: float) -> None:
        places.update({w: page[3] * line[5] + page[5] for w in ("Content", "grave", "Two", "Which") if w in text})

    sheet = replace(grave, sections=(section,), says_questions=True)
    PdfReader(BytesIO(render(sheet, "large-print"))).pages[0].extract_text(visitor_text=look)
    between = abs(places["grave"] - places["Two"])
    assert abs(places["Content"] - places["grave"]) > between + 4
    assert abs(places["Two"] - places["Which"]) > between + 4
