"""What we keep: the page and the schema are equal, and the form names who is responsible and until when."""

import re
import sqlite3
from contextlib import closing
from dataclasses import fields
from typing import Any

import pytest

from surveys.collecting import new_code
from surveys.sealing import Note
from surveys.sealing.payload import _HEADER
from surveys.storage import TICKET_SIZE, Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, marked, stores
from tests.pages import soup_of


def rows_on_page(participant: Participant, survey: Survey) -> list[list[str]]:
    """The names in each table of the page, in their order."""
    soup = soup_of(participant.get(f"/s/{survey.slug}/what-we-keep"))
    return [[name.get_text() for name in table.select("th code")] for table in soup.find_all("table")]


def test_the_page_names_every_column_of_the_wall_and_no_other(
    participant: Participant, survey: Survey, wall: Wall
) -> None:
    """A column that somebody adds to a wall has to be explained to those who write."""
    assert list(dict.fromkeys(columns_of(wall))) == rows_on_page(participant, survey)[0]


def columns_of(wall: Wall) -> list[str]:
    with closing(sqlite3.connect(wall.path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [row[1] for table in tables for row in database.execute(f"PRAGMA table_info({table})")]


def test_with_tickets_the_page_says_what_is_stored_of_them_and_what_nobody_promises(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    with_tickets = organiser.opens(codes=tuple(new_code() for _ in range(6)))
    assert rows_on_page(participant, with_tickets) == rows_on_page(participant, survey)
    page = participant.get(f"/s/{with_tickets.slug}/what-we-keep")
    assert f"({TICKET_SIZE} bytes)" in page.text
    assert "Mail systems remember who got which ticket" in page.text
    assert marked(page, "tickets") == "6"
    without = participant.get(f"/s/{survey.slug}/what-we-keep").text
    assert not [words for words in (f"({TICKET_SIZE} bytes)", "Mail systems", "data-voices") if words in without]


def test_the_page_names_everything_inside_the_lock_and_no_more(participant: Participant, survey: Survey) -> None:
    inside = rows_on_page(participant, survey)[1]
    around_the_note = {"version", "length"}
    assert set(inside) - around_the_note == {field.name for field in fields(Note)}
    in_front_of_the_text = len(_HEADER.unpack(bytes(_HEADER.size)))
    assert len(inside) == in_front_of_the_text + len(["text"])


def test_the_example_is_a_row_like_those_on_the_wall(
    participant: Participant, survey: Survey, wall: Wall, instance: Any
) -> None:
    stores(survey, instance, "The coffee is good.")
    before = wall.path.read_bytes()
    page = participant.get(f"/s/{survey.slug}/what-we-keep").text
    assert wall.path.read_bytes() == before, "the example is stored nowhere"
    with closing(sqlite3.connect(wall.path)) as database:
        of_a_row = "SELECT length(sealed), substr(sealed, 1, 3), length(receipt) FROM slots JOIN receipts USING (slot)"
        sealed, start, receipt = database.execute(f"{of_a_row} WHERE used = 1").fetchone()
        slots = database.execute("SELECT count(*) FROM slots").fetchone()[0]
    assert f"<b>\u2066{start.hex(' ')}"[:9] in page
    for told in (f"({sealed:,} bytes)", f"({receipt:,} bytes)", f"among {slots:,}"):
        assert told in page


@pytest.mark.parametrize("path", ["", "/what-we-keep"])
def test_who_is_responsible_and_until_when_is_said_where_people_write(
    participant: Participant, survey: Survey, path: str
) -> None:
    participant.app.config |= {"CONTROLLER": "the Diversity Office", "OPERATOR": "the computing group"}
    page = participant.get(f"/s/{survey.slug}{path}").text
    for named in ("the Diversity Office", "the computing group", f"{survey.delete_on.day} {survey.delete_on:%B %Y}"):
        assert named in page


def test_the_check_page_says_who_is_responsible_beside_who_may_unlock(participant: Participant, survey: Survey) -> None:
    participant.app.config["CONTROLLER"] = "the Diversity Office"
    assert (
        "the Diversity Office" in soup_of(participant.checks(survey, "Thanks.")).select_one("[data-holders]").get_text()
    )


def test_plain_words_come_before_the_row(participant: Participant, survey: Survey) -> None:
    """Who reads it, how long, what nobody can promise; slots and bytes are for those who read on."""
    main = soup_of(participant.get(f"/s/{survey.slug}/what-we-keep")).main
    headings = [(place, tag) for place, tag in enumerate(main.find_all(True)) if tag.name == "h2"]
    first_table = [tag.name for tag in main.find_all(True)].index("table")
    assert len([tag for place, tag in headings if place < first_table]) >= 4


@pytest.mark.parametrize(("changes", "way"), [({}, "close"), ({"paused": True}, "back"), ({"state": "closed"}, "back")])
def test_only_a_form_waits_behind_the_page(
    participant: Participant, organiser: Organiser, survey: Survey, changes: dict[str, Any], way: str
) -> None:
    """Where no note is taken, the page was opened in the same tab, and closing it would lead nowhere."""
    organiser.changes(survey, **changes)
    assert marked(participant.get(f"/s/{survey.slug}/what-we-keep"), "way-back") == way
    draft = organiser.drafts()
    assert marked(participant.get(f"/s/{draft.slug}/what-we-keep"), "way-back") == "back"


def test_the_bytes_of_the_example_follow_each_other_from_left_to_right(
    participant: Participant, organiser: Organiser
) -> None:
    """On a Persian page, numbers that are beside each other would be read from the last to the first."""
    page = participant.get(f"/s/{organiser.opens(language='fa').slug}/what-we-keep")
    assert len(re.findall("\u2066[0-9a-f]{2}(?: [0-9a-f]{2}){5}\u2069 …", page.text)) == 2
