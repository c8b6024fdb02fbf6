"""The windows of a meeting: what the room sees, what only the presenter sees, and how notes are called."""

import json

from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, the_clock_turns
from tests.pages import soup_of

from .conftest import AtOffice
from .test_meeting import current, id_of, room, step

__all__ = ["room"]


def test_the_room_has_the_note_and_nothing_to_press(facilitator: AtOffice, room: str) -> None:
    shown = step(facilitator, room)
    page = soup_of(facilitator.get(f"{room}/screen"))
    assert page.find(id="the-note").get_text() == shown
    assert not page.select("#stage :is(form, a, button)")


def test_what_comes_is_at_the_presenters_only_and_then_comes(facilitator: AtOffice, room: str) -> None:
    step(facilitator, room)
    coming = soup_of(facilitator.get(f"{room}/presenter")).select_one("[data-part=coming] .text").get_text()
    assert coming not in facilitator.get(f"{room}/screen").text
    assert coming not in facilitator.get(room).text
    assert step(facilitator, room) == coming


def test_a_hidden_note_is_in_no_window_of_the_room(facilitator: AtOffice, room: str) -> None:
    shown = step(facilitator, room)
    assert step(facilitator, room, "hide") == ""
    assert shown not in facilitator.get(f"{room}/screen").text
    assert shown in facilitator.get(f"{room}/presenter").text
    assert step(facilitator, room, "show") == shown


def test_a_form_of_the_presenter_leads_back_to_that_window(facilitator: AtOffice, room: str) -> None:
    step(facilitator, room)
    answer = facilitator.post(f"{room}/next", note=current(facilitator, room), view="presenter")
    assert answer.headers["Location"] == f"{room}/presenter"


def test_a_note_is_called_by_the_newest_version_for_the_meeting_that_has_it(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str, room: str
) -> None:
    shown = step(facilitator, room)
    places = [f"{room}", f"{room}/screen", f"{room}/presenter", f"{base}/pinboard"]
    assert not [place for place in places if soup_of(facilitator.get(place)).select("[data-place]")]
    facilitator.post(f"{base}/versions", audience="meeting")
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    sheet = json.loads(facilitator.client.get(f"{version}/json").data)
    number = next(note["number"] for note in sheet["notes"] if note["text"] == shown)
    called = f"{sheet['edition']} · {number}"
    for place in places[:3]:
        assert soup_of(facilitator.get(place)).select_one("[data-place]").get_text().endswith(called), place
    pin = soup_of(facilitator.get(places[3])).find(id=f"n{id_of(organiser, survey, shown).hex()}")
    assert pin.select_one("[data-place]").get_text() == called


def test_the_join_code_is_in_the_corner_when_asked_for_while_people_can_write(
    facilitator: AtOffice, organiser: Organiser, written: Survey, base: str
) -> None:
    screens = [f"{base}/meeting", f"{base}/meeting/screen", f"{base}/pinboard/projector"]

    def corners() -> list[int]:
        return [len(soup_of(facilitator.get(screen)).select(".join img")) for screen in screens]

    assert corners() == [0, 0, 0]
    facilitator.post(f"{base}/meeting/code", shown="1")
    assert corners() == [1, 1, 1]
    assert written.slug[:5] in soup_of(facilitator.get(screens[1])).select_one(".join").get_text()
    organiser.closes(written)
    assert corners() == [0, 0, 0]


def test_unlocking_cannot_be_pressed_while_it_is_too_early(
    facilitator: AtOffice, written: Survey, instance: Instance, base: str
) -> None:
    windows = [f"{base}/meeting", f"{base}/meeting/presenter"]
    assert not [one for one in windows if soup_of(facilitator.get(one)).find(id="release").has_attr("disabled")]
    facilitator.post(f"{base}/meeting/release")
    the_clock_turns(instance)
    for window in windows:
        page = soup_of(facilitator.get(window))
        assert page.find(id="release").has_attr("disabled"), window
        assert page.find(id=page.find(id="release")["aria-describedby"]), "and the page says why"
