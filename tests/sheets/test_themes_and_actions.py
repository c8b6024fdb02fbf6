"""Themes with the numbers of their notes, and possible actions as tables of two lines, in every document."""

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

from surveys.documents.sheets import Sheet, SheetAction, SheetTheme, render

from .test_every_note_once import squeezed

SAID = (
    "Themes and possible actions",
    "Late & <late>",
    "Notes: 2, 3, 14",
    "Parents | all of them = miss it",
    "*Rotate* {{ hours }} #panic()",
    "Owner: programme chairs · State: agreed",
    "State: declined – no <room>",
    "Without a theme",
)


def test_pdf(documents: dict[str, bytes]) -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(documents["sheet.pdf"])).pages)
    assert [words for words in SAID if squeezed(words) not in squeezed(text)] == []


def test_docx(documents: dict[str, bytes]) -> None:
    document = Document(BytesIO(documents["sheet.docx"]))
    tables = [[cell.text for cell in row.cells] for table in document.tables[:3] for row in table.rows]
    assert tables[0] == ["Concern", "Parents | all of them = miss it"]
    assert tables[1][0] == "Possible action"
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    text = "\n".join(paragraphs + [cell for row in tables for cell in row])
    assert [words for words in SAID if words not in text] == []


@pytest.mark.parametrize("name", ["sheet.html", "sheet.md"])
def test_web_page_and_markdown(documents: dict[str, bytes], name: str) -> None:
    content = documents[name].decode()
    if name == "sheet.md":
        content = MarkdownIt("gfm-like", {"linkify": False}).render(content)
    soup = BeautifulSoup(content, "html5lib")
    assert [words for words in SAID if words not in soup.body.text] == []
    first = [[cell.get_text() for cell in row.select("th, td")] for row in soup.select("table")[0].select("tr")]
    assert first[0] == ["Concern", "Parents | all of them = miss it"]
    assert first[1][0] == "Possible action"


def test_json(documents: dict[str, bytes]) -> None:
    themes = json.loads(documents["sheet.json"])["themes"]
    assert [theme["notes"] for theme in themes] == [[2, 3, 14], [12], []]
    assert themes[0]["actions"][0]["owner"] == "programme chairs"


@pytest.mark.parametrize("name", ["html", "markdown", "docx"])
def test_without_themes_nothing_is_said_of_them(sheet: Sheet, name: str) -> None:
    content = render(replace(sheet, themes=()), name)
    if name == "docx":
        content = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs).encode()
    assert b"possible actions" not in content


def words_of(sheet: Sheet, name: str) -> str:
    content = render(sheet, name)
    if name == "pdf":
        return squeezed("\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
    if name == "docx":
        document = Document(BytesIO(content))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return squeezed("\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))
    return squeezed(content.decode())


@pytest.mark.parametrize("layout", ["sheet", "management-summary"])
@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_an_action_or_a_concern_alone_leaves_no_empty_line(sheet: Sheet, name: str, layout: str) -> None:
    """Nor does an action under no theme leave a heading, where there is no theme beside it."""
    labels = {"ideas": "Ideas", "quotations": "Quotations", "quotations_explained": ""} | dict(sheet.labels)
    sheet = replace(sheet, layout=layout, labels=labels)
    what = SheetAction("", "Start at 15:00.", "", "idea")
    concern = SheetAction("Rooms are cold.", "", "", "idea")
    only_what = words_of(replace(sheet, themes=(SheetTheme("", (), (what,)),)), name)
    assert ("15:00" in only_what, "Concern" in only_what, "Withoutatheme" in only_what) == (True, False, False)
    only_concern = words_of(replace(sheet, themes=(SheetTheme("", (), (concern,)),)), name)
    assert ("Roomsarecold." in only_concern, "Possibleaction" in only_concern.replace("actions", "")) == (True, False)


def test_table_names_the_theme_of_each_note(sheet: Sheet, make_sheet: Callable[[Sequence[str]], Sheet]) -> None:
    rows = list(csv.DictReader(StringIO(render(sheet, "csv").decode("utf-8-sig"))))
    assert {row["number"]: row["theme"] for row in rows if row["theme"]} == dict.fromkeys(
        ("2", "3", "14"), "Late & <late>"
    ) | {"12": "Coffee"}
    assert b"theme" not in render(make_sheet(["One."]), "csv")
