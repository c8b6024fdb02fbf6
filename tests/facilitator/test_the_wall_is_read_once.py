"""However much a page of the office says of the notes, it reads the wall once. What it writes there comes on top.

What the same session unlocked within a minute, it does not read again: `test_the_memory_of_a_wall.py`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

import pytest

from surveys.collecting import Answer, new_code
from surveys.storage import Instance
from surveys.stripping import clean, strip
from surveys.survey import Sharing, Survey
from tests.actors import Organiser, the_clock_turns
from tests.pages import soup_of

from .conftest import AtOffice, remembers_nothing
from .test_notes import mask_fields

_OPENED: list[list[str]] = []
"""The walls that were opened, for each who watches."""


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "sqlite3.connect" and "/walls/" in str(arguments[0]):
        for opened in _OPENED:
            opened.append(arguments[0])


WHILE_OPEN = 2
"""Every page asks the wall of an open survey whether it is closed, and the tally what lay there at the turn."""
sys.addaudithook(_hook)  # Python offers no way to remove one: it listens only while somebody watches


@contextmanager
def watching() -> Iterator[list[str]]:
    """Each opening of the file of a wall. It has not changed for a moment, so that each opening has a reason."""
    sleep(0.1)
    opened: list[str] = []
    _OPENED.append(opened)
    try:
        yield opened
    finally:
        _OPENED.remove(opened)


@pytest.mark.parametrize(
    "page",
    ["", "/notes", "/pinboard", "/pinboard/projector", "/meeting", "/versions", "/summary", "/summary/quotations"],
)
def test_a_page_of_a_closed_survey_opens_the_wall_once(
    facilitator: AtOffice, read: Survey, base: str, page: str
) -> None:
    remembers_nothing(facilitator)
    with watching() as opened:
        assert facilitator.get(f"{base}{page}").status_code == 200
    assert len(opened) == 1


@pytest.mark.parametrize("page", ["", "/notes", "/meeting"])
def test_a_page_of_an_open_survey_reads_the_wall_once(
    facilitator: AtOffice, written: Survey, instance: Instance, base: str, page: str
) -> None:
    facilitator.post(f"{base}/release")
    facilitator.get(base)  # how full it is was looked up by now
    the_clock_turns(instance)
    remembers_nothing(facilitator)
    with watching() as opened:
        assert facilitator.get(f"{base}{page}").status_code == 200
    assert len(opened) == 1 + WHILE_OPEN


def test_a_release_while_people_write_reads_the_wall_once(facilitator: AtOffice, written: Survey, base: str) -> None:
    facilitator.get(base)  # the first request of a server sets the times of all files back
    remembers_nothing(facilitator)
    with watching() as opened:
        assert facilitator.post(f"{base}/release").status_code == 303
    assert len(opened) == 1 + WHILE_OPEN


def test_the_release_at_closing_reads_the_wall_once_and_ends_it(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    facilitator.post(f"{base}/close")
    remembers_nothing(facilitator)
    with watching() as opened:
        assert facilitator.post(f"{base}/release").status_code == 303
    assert len(opened) == 2, "the other time, codes end"


@pytest.mark.parametrize("act", ["withhold", "give-back", "care"])
def test_an_act_on_a_note_reads_the_wall_once_also_where_a_published_page_follows(
    facilitator: AtOffice, read: Survey, base: str, act: str
) -> None:
    note = facilitator.note_ids(base)[0]
    if act == "give-back":
        facilitator.post(f"{base}/notes/withhold", note=note, reason="spam")
    remembers_nothing(facilitator)
    with watching() as opened:
        fields = {"note": note, "reason": "spam", "needed": "1", "alike": "1"}
        assert facilitator.post(f"{base}/notes/{act}", **fields).status_code == 303
    assert len(opened) == 1


def test_masking_reads_the_wall_for_its_seals_and_the_published_page_follows(
    facilitator: AtOffice, read: Survey, base: str
) -> None:
    fields = mask_fields(facilitator, base, facilitator.note_ids(base)[0], "seminar")
    remembers_nothing(facilitator)
    with watching() as opened:
        assert facilitator.post(f"{base}/mask", **fields).status_code == 303
    assert len(opened) == 3, "once for the note, once for its seal, and once it is overwritten"
    link = soup_of(facilitator.get(f"{base}/published")).select_one("a[href*='/r/']")
    assert facilitator.client.get(link["href"]).text.count("[…]") == 1


def test_what_was_typed_in_is_read_by_the_same_page(organiser: Organiser, read: Survey) -> None:
    """What a page has read of the wall does not outlive what the page itself puts there."""
    text = clean("The library is open late.")
    with organiser.unlocks(read) as unlocked:
        before = len(unlocked.notes())
        unlocked.take_from_paper([Answer(0, None, Sharing.ALOUD, text, dict, strip(text).text)], new_code())
        assert len(unlocked.notes()) == before + 1
