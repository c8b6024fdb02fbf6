"""Organisers see in which notes names were not searched: from the words each time, and nowhere else."""

from dataclasses import fields

import pytest
from bs4 import Tag

from surveys.sealing import Note
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import stores
from tests.pages import soup_of

from .conftest import AtOffice

NOTES = {
    "entzuten": ("Bilerak luzeegiak dira eta inork ez du besterik entzuten.", "names-not"),
    "王伟": ("I thank 王伟 for the long evenings in the control room.", "names-not"),
    "Spotkania": ("Spotkania są za długie i nikt nikogo nie słucha.", "names-less"),
    "meetings": ("The meetings are too long, says [a person].", ""),
    "Sitzungen": ("Die Sitzungen sind zu lang, und niemand hört zu.", ""),
}
"""By a word of each: the note, and the tag beside it."""
TAGS = {word: tag for word, (_text, tag) in NOTES.items()}


def word_of(text: Tag) -> str:
    return next(word for word in NOTES if word in text.get_text())


def tag_of(part: Tag) -> str:
    tag = part.select_one("[data-tag]")
    return str(tag["data-tag"]) if tag else ""


@pytest.fixture
def released(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> str:
    for text, _tag in NOTES.values():
        stores(survey, instance, text)
    facilitator.reads(base)
    return base


def test_the_page_of_notes_marks_them(facilitator: AtOffice, released: str) -> None:
    notes = soup_of(facilitator.get(f"{released}/notes")).select("li.note")
    assert {word_of(note.select_one(".text")): tag_of(note) for note in notes} == TAGS


def test_the_meeting_marks_them(facilitator: AtOffice, released: str) -> None:
    seen = {}
    for _ in TAGS:
        current = soup_of(facilitator.get(f"{released}/meeting")).select_one(".step input[name=note]")["value"]
        facilitator.post(f"{released}/meeting/next", note=current)
        screen = soup_of(facilitator.get(f"{released}/meeting"))
        seen[word_of(screen.find(id="the-note"))] = tag_of(screen.select_one(".screen"))
    assert seen == TAGS


def test_the_page_on_which_words_are_masked_marks_them(facilitator: AtOffice, released: str) -> None:
    tags = []
    for note in facilitator.note_ids(released):
        page = soup_of(facilitator.post(f"{released}/mask/words", note=note, page=1))
        tags += [tag["data-tag"] for tag in page.select("[data-tag]")]
    assert sorted(tags) == ["names-less", "names-not", "names-not"]


def test_nothing_of_it_is_stored_or_on_the_sheet(facilitator: AtOffice, released: str) -> None:
    assert not {"language", "names", "reach"} & {field.name for field in fields(Note)}
    version = facilitator.post(f"{released}/versions", audience="meeting").headers["Location"]
    for format_name in ("json", "markdown", "csv"):
        sheet = facilitator.get(f"{version}/{format_name}")
        assert sheet.status_code == 200, format_name
        assert "entzuten" in sheet.text
        for said in ("searched", "names-", "Polish"):
            assert said not in sheet.text
