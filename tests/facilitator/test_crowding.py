"""What organisers see of a flood and of a wall that fills up, and what they can do: pause, new link, make room."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from surveys import ceiling as crowding
from surveys.lifecycle import stages
from surveys.settings import PROJECT
from surveys.storage import Instance, acts_on, open_office
from surveys.survey import Survey
from tests.actors import floods, stores
from tests.pages import soup_of

from .conftest import AtOffice


def nearly_fill(survey: Survey, instance: Instance) -> None:
    wall = instance.wall_of(survey)
    with closing(sqlite3.connect(wall.path)) as database, database:
        database.execute("UPDATE slots SET used = 1 WHERE slot <= ?", [wall.count_slots() * 9 // 10])
    crowding.recount(survey, instance=instance)


TROUBLES = {"flooded": floods, "nearly-full": nearly_fill}
Trouble = Callable[[Survey, Instance], object]


@pytest.mark.parametrize("place", ["", "/meeting"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_organisers_are_told_at_once_in_words_and_offered_what_helps(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str, place: str, trouble: str
) -> None:
    assert soup_of(facilitator.get(base + place)).find(attrs={"data-crowding": True}) is None
    TROUBLES[trouble](survey, instance)
    told = soup_of(facilitator.get(base + place)).find(attrs={"data-crowding": trouble})
    assert told["role"] == "alert"
    assert not re.search(r"\d", told.get_text())
    ways = {tag.get("href") or tag.get("action") for tag in told.select("a, form")}
    assert {way.rpartition("/")[2] for way in ways} == {"pause", "new-link", "make-room"}


def test_making_room_asks_first_and_stands_in_the_trail(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    stores(survey, instance, "More seminars, please.")
    nearly_fill(survey, instance)
    wall = instance.wall_of(survey)
    kept = sorted(sealed for _slot, sealed in wall.read().notes)
    assert facilitator.get(f"{base}/make-room").status_code == 200
    assert wall.count_slots() == 1_024
    assert facilitator.post(f"{base}/make-room").status_code == 303
    assert wall.count_slots() == 2_048
    assert sorted(sealed for _slot, sealed in wall.read().notes) == kept
    with open_office(instance.office, read_only=True) as office:
        assert "made room for more notes" in [act.act for act in acts_on(office, survey.id)]
    assert soup_of(facilitator.get(base)).find(attrs={"data-crowding": True}) is None


def test_after_making_room_people_write_again(
    survey: Survey, instance: Instance, facilitator: AtOffice, base: str
) -> None:
    with closing(sqlite3.connect(instance.wall_of(survey).path)) as database, database:
        database.execute("UPDATE slots SET used = 1")
    crowding.recount(survey, instance=instance)
    facilitator.post(f"{base}/make-room")
    stores(survey, instance, "More seminars, please.")
    assert instance.wall_of(survey).count_used() == 1_025


def test_where_there_is_room_none_is_made(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    assert facilitator.post(f"{base}/make-room").status_code == 409
    assert instance.wall_of(survey).count_slots() == 1_024


def test_a_wall_becomes_eight_times_as_large_at_most(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "LARGEST_GROWTH", 2)
    floods(survey, instance)
    assert facilitator.post(f"{base}/make-room").status_code == 303
    floods(survey, instance)
    page = facilitator.post(f"{base}/make-room")
    assert page.status_code == 409
    assert instance.wall_of(survey).count_slots() == 2_048


def test_a_closed_survey_is_given_no_room(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    nearly_fill(survey, instance)
    facilitator.post(f"{base}/close")
    assert facilitator.post(f"{base}/make-room").status_code == 409
    assert instance.wall_of(survey).count_slots() == 1_024


def test_in_the_meeting_it_stands_closed_among_the_tools_and_not_in_full_screen(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    """The room looks at the projector."""
    floods(survey, instance)
    told = soup_of(facilitator.get(f"{base}/meeting")).select_one(".tools details#crowding:not([open])")
    assert told.select_one("[data-crowding]")
    assert ":fullscreen #crowding { display: none; }" in (PROJECT / "static/css/meeting.css").read_text()
