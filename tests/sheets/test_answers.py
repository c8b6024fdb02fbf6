"""What organisers answer in the name of a role is in every format: below its question, its note and its theme."""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from surveys.documents.sheets import Sheet, SheetAnswer, SheetTheme, render, sheet_as_data, sheet_from_data

from .test_every_note_once import squeezed

TO_QUESTION = SheetAnswer("Spokesperson", "We read *all* of {{ them }} & more.")
TO_NOTE = SheetAnswer("Programme chairs", "From March on: 16:00.\nNot later.")
TO_THEME = SheetAnswer("Diversity Office", "نعم، في آذار.")
WORDS = ("Answer", "Spokesperson", "{{ them }} & more.", "Programme chairs", "16:00.", "Not later.", "Diversity Office")


@pytest.fixture(scope="module")
def answered(sheet: Sheet) -> Sheet:
    """An answer to the first question, to note 1 and to the first theme."""
    (first, *groups), (theme, *themes) = sheet.sections[0].groups, sheet.themes
    note, *notes = first.notes
    changed = replace(first, notes=(replace(note, answers=(TO_NOTE,)), *notes))
    section = replace(sheet.sections[0], groups=(changed, *groups), answers=(TO_QUESTION,))
    with_answer = SheetTheme(theme.name, theme.notes, theme.actions, (TO_THEME,))
    return replace(sheet, sections=(section, *sheet.sections[1:]), themes=(with_answer, *themes))


def text_of(sheet: Sheet, name: str) -> str:
    content = render(sheet, name)
    if name == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if name == "docx":
        return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
    return content.decode() if name != "markdown" else MarkdownIt().render(content.decode())


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "markdown"])
def test_each_document_says_who_answers_and_what(answered: Sheet, name: str) -> None:
    text = squeezed(text_of(answered, name).replace("&amp;", "&"))
    assert [words for words in WORDS if squeezed(words) not in text] == []


def test_where_nobody_answered_nothing_is_said_of_answers(sheet: Sheet) -> None:
    assert squeezed("Answer ·") not in squeezed(text_of(sheet, "docx"))
    assert "answer to the note" not in render(sheet, "csv").decode()


def test_a_table_has_the_answers_beside_the_note_that_they_are_about(answered: Sheet) -> None:
    rows = list(csv.DictReader(StringIO(render(answered, "csv").decode("utf-8-sig"))))
    assert rows[0]["answer to the note"] == "Programme chairs: From March on: 16:00.\nNot later."
    assert rows[1]["answer to the theme"].startswith("Diversity Office: ")
    assert [bool(row["answer to the question"]) for row in rows] == [
        row["question"] == "One thing I like" for row in rows
    ]
    assert sum(bool(row["answer to the note"]) for row in rows) == 1


def test_programs_get_them_too(answered: Sheet) -> None:
    document = json.loads(render(answered, "json"))
    assert document["answers"]["notes"]["1"][0]["role"] == "Programme chairs"
    assert document["answers"]["headings"]["One thing I like"][0]["text"] == TO_QUESTION.text
    assert document["themes"][0]["answers"][0]["text"] == TO_THEME.text


def test_a_sheet_keeps_them_on_its_way_to_a_published_page(answered: Sheet) -> None:
    assert sheet_from_data(json.loads(json.dumps(sheet_as_data(answered)))) == answered


def test_a_page_that_an_older_program_published_has_none(answered: Sheet) -> None:
    data = sheet_as_data(answered)
    for part in (*data["sections"], *data["themes"], data["sections"][0]["groups"][0]["notes"][0]):
        del part["answers"]
    assert sheet_from_data(data).themes[0].answers == ()
