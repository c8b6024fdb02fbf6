"""Meeting mode: one note at a time, only what may be read aloud, the same on every laptop."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from surveys.curation import Theme
from surveys.sealing import NoteId
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, stores
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import assert_marked

NUMBER_OF_NOTES = 6


@pytest.fixture
def room(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> str:
    """Six released notes that may be read aloud, two for the sheet, two for the organisers; where the meeting is."""
    for number in range(NUMBER_OF_NOTES):
        stores(survey, instance, f"Aloud {number}.", sharing=2)
    for sharing in (0, 0, 1, 1):
        stores(survey, instance, f"Quiet with sharing {sharing}.", sharing=sharing)
    facilitator.reads(base)
    return f"{base}/meeting"


def screen(facilitator: AtOffice, room: str) -> BeautifulSoup:
    return soup_of(facilitator.get(room))


def text_on(facilitator: AtOffice, room: str) -> str:
    note = screen(facilitator, room).find(id="the-note")
    return note.get_text() if note else ""


def shows(facilitator: AtOffice, room: str) -> str:
    """What the screen shows in place of a note."""
    return str(screen(facilitator, room).select_one(".said")["data-screen"])


def message(facilitator: AtOffice, room: str) -> str:
    """What the page says, once, about the step before."""
    return screen(facilitator, room).select_one("[role=status]").get_text().strip()


def current(facilitator: AtOffice, room: str) -> str:
    """The note that every form of the page was made for."""
    return str(screen(facilitator, room).select_one(".step input[name=note]")["value"])


def step(facilitator: AtOffice, room: str, name: str = "next", **fields: object) -> str:
    note = current(facilitator, room)
    answer = facilitator.post(f"{room}/{name}", **{"note": note} | fields)
    assert answer.status_code == 303, answer.text
    return text_on(facilitator, room)


def id_of(organiser: Organiser, survey: Survey, text: str) -> NoteId:
    return next(note.id for note in organiser.peeks(survey) if note.text == text)


def test_every_note_that_may_be_read_aloud_comes_once_and_no_other(facilitator: AtOffice, room: str) -> None:
    seen = [step(facilitator, room) for _ in range(NUMBER_OF_NOTES)]
    assert sorted(seen) == [f"Aloud {number}." for number in range(NUMBER_OF_NOTES)]
    assert step(facilitator, room) == ""
    assert shows(facilitator, room) == "finished"
    assert "Aloud" in step(facilitator, room, "start-over")


def test_nothing_is_shown_before_somebody_asks(facilitator: AtOffice, room: str) -> None:
    assert text_on(facilitator, room) == ""
    assert shows(facilitator, room) == "ready"


def test_a_reload_and_a_second_laptop_show_the_same(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, room: str
) -> None:
    shown = step(facilitator, room)
    assert shown == text_on(facilitator, room)
    with organiser.unlocks(survey) as unlocked:
        picks = unlocked.curation().picks
    assert picks.current == id_of(organiser, survey, shown)


def test_a_screen_that_shows_what_is_known_is_not_fetched_again(facilitator: AtOffice, room: str) -> None:
    step(facilitator, room)
    now = facilitator.get(room.removesuffix("meeting") + "revision").get_json()["revision"]
    assert screen(facilitator, room).find(id="stage")["data-revision"] == str(now)


def test_a_key_pressed_on_two_laptops_is_one_step(facilitator: AtOffice, room: str) -> None:
    step(facilitator, room)
    note = current(facilitator, room)
    facilitator.post(f"{room}/next", note=note)
    second = text_on(facilitator, room)
    facilitator.post(f"{room}/next", note=note)
    facilitator.post(f"{room}/set-aside", note=note)
    assert text_on(facilitator, room) == second


def test_withheld_note_leaves_the_screen_and_does_not_come(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str, room: str
) -> None:
    shown = step(facilitator, room)
    note = id_of(organiser, survey, shown)
    facilitator.post(f"{base}/notes/withhold", note=note.hex(), reason="hurts")
    assert shown not in facilitator.get(room).text
    assert shows(facilitator, room) == "gone"
    assert shown not in [step(facilitator, room) for _ in range(8)]
    assert shown not in [step(facilitator, room, "back") for _ in range(8)]


@pytest.mark.parametrize("name", ["skip", "set-aside", "discussed"])
def test_what_was_dealt_with_gives_way_to_the_next(facilitator: AtOffice, room: str, name: str) -> None:
    first = step(facilitator, room)
    others = [step(facilitator, room, name), *(step(facilitator, room) for _ in range(NUMBER_OF_NOTES - 2))]
    assert first not in others
    assert len({*others, ""}) == NUMBER_OF_NOTES
    assert step(facilitator, room) == (first if name == "skip" else "")


def test_back_shows_the_one_before(facilitator: AtOffice, room: str) -> None:
    first, second = step(facilitator, room), step(facilitator, room)
    assert step(facilitator, room, "back") == first
    assert step(facilitator, room) == second


def test_note_that_needs_care_is_announced_before_its_words_are_sent(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, room: str
) -> None:
    with organiser.unlocks(survey) as unlocked:
        for note in unlocked.notes():
            unlocked.change_curation(lambda kept, note=note: kept.with_care(note.id, needed=True))
    assert step(facilitator, room) == ""
    page = facilitator.get(room).text
    assert shows(facilitator, room) == "announced"
    assert "Aloud" not in page
    assert step(facilitator, room, "reveal").startswith("Aloud")
    assert step(facilitator, room) == ""
    assert "Aloud" not in facilitator.get(room).text


def test_picked_from_a_theme_only(facilitator: AtOffice, organiser: Organiser, survey: Survey, room: str) -> None:
    ids = [id_of(organiser, survey, f"Aloud {number}.") for number in (1, 4)]
    quiet = id_of(organiser, survey, "Quiet with sharing 1.")
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, themes=(Theme("abc", "Hours", 0, (*ids, quiet)),)))
    facilitator.post(f"{room}/choose", among="tabc")
    seen = {text_on(facilitator, room), step(facilitator, room), step(facilitator, room)}
    assert seen == {"Aloud 1.", "Aloud 4.", ""}
    assert "Theme: Hours" in facilitator.get(room).text
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: kept.without_theme("abc"))
    assert shows(facilitator, room) == "none-here"
    facilitator.post(f"{room}/choose", among="tabc")
    assert message(facilitator, room)


def test_picked_from_a_question_without_notes_says_so(facilitator: AtOffice, room: str) -> None:
    facilitator.post(f"{room}/choose", among="q1")
    assert shows(facilitator, room) == "none-here"
    facilitator.post(f"{room}/choose", among="q0")
    assert text_on(facilitator, room).startswith("Aloud")


def test_action_typed_on_the_spot_stands_under_the_theme_of_the_note(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, base: str, room: str
) -> None:
    shown = step(facilitator, room)
    note = id_of(organiser, survey, shown)
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, themes=(Theme("abc", "Hours", 0, (note,)),)))
    step(facilitator, room, "discussed", action="Rotate the  hours.")
    facilitator.post(f"{room}/discussed", note=note.hex(), action="Rotate the hours.")
    with organiser.unlocks(survey) as unlocked:
        curation = unlocked.curation()
    assert [(action.action, action.theme) for action in curation.actions] == [("Rotate the hours.", "abc")]
    assert curation.picks.discussed == {note}
    assert "Rotate the hours." in facilitator.get(f"{base}/actions").text


def test_what_was_typed_for_a_note_that_is_gone_from_the_screen_is_kept(
    facilitator: AtOffice, base: str, room: str
) -> None:
    step(facilitator, room)
    note = current(facilitator, room)
    step(facilitator, room)
    facilitator.post(f"{room}/discussed", note=note, concern="Late plenaries", action="Rotate the hours.")
    assert "Late plenaries" in facilitator.get(f"{base}/actions").text


def test_action_that_is_too_long_comes_back_with_its_words(facilitator: AtOffice, base: str, room: str) -> None:
    step(facilitator, room)
    note, typed = current(facilitator, room), {"concern": "x" * 401, "action": "rotate " * 60}
    answer = facilitator.post(f"{room}/discussed", note=note, **typed)
    assert answer.status_code == 422
    assert_marked(answer, {"concern", "action"})
    shown = {name: soup_of(answer).find(id=name).get_text().strip() for name in typed}
    assert shown == {name: text.strip() for name, text in typed.items()}
    assert soup_of(answer).select_one("#discussing[open] #mistakes")
    assert soup_of(answer).select_one("#discussing[open] input[name=note]")["value"] == note
    assert "rotate" not in facilitator.get(f"{base}/actions").text


def test_release_in_the_room_keeps_to_the_rule(facilitator: AtOffice, written: Survey, base: str) -> None:
    """Twelve wrote while the survey is open: seven are shown, and then there are not enough new ones."""
    room = f"{base}/meeting"
    assert shows(facilitator, room) == "locked"
    facilitator.post(f"{room}/release")
    unlocked = message(facilitator, room)
    facilitator.post(f"{room}/release")
    assert message(facilitator, room) not in ("", unlocked)
    seen = {step(facilitator, room) for _ in range(9)} - {""}
    assert len(seen) == 12 - written.minimum


def test_too_few_notes_are_said_without_a_number(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for number in range(survey.minimum + 2):
        stores(survey, instance, f"Aloud {number}.")
    facilitator.post(f"{base}/meeting/release")
    page = facilitator.get(f"{base}/meeting")
    assert soup_of(page).select_one("[role=status]").get_text().strip()
    said = re.sub(r"\d\d:\d\d", "", soup_of(page).find(id="stage").get_text())  # when the count is taken again
    assert str(survey.minimum + 2) not in said


def test_no_exact_number_of_notes_left_is_shown(facilitator: AtOffice, room: str) -> None:
    assert screen(facilitator, room).select_one("p[data-at-least]")["data-at-least"] == "5"
    step(facilitator, room)
    step(facilitator, room)
    left = screen(facilitator, room).select_one("p[data-at-least]")
    assert (left["data-at-least"], re.findall(r"\d+", left.get_text())) == ("0", ["5"])


def test_when_no_note_may_be_read_aloud_the_page_says_so(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for _ in range(5):
        stores(survey, instance, "Quiet.", sharing=1)
    facilitator.reads(base)
    assert shows(facilitator, f"{base}/meeting") == "none-aloud"
    assert "Quiet." not in facilitator.get(f"{base}/meeting").text


def test_long_notes_are_set_smaller(facilitator: AtOffice, survey: Survey, instance: Instance, base: str) -> None:
    texts = ["Short.", "Long. " * 100, "会议。" * 200, "Line.\n" * 12, "Medium " * 12]
    for text in texts:
        stores(survey, instance, text)
    facilitator.reads(base)
    sizes = {}
    for _ in texts:
        shown = step(facilitator, f"{base}/meeting")
        sizes[shown[:4]] = int(screen(facilitator, f"{base}/meeting").find(id="the-note")["data-size"])
    assert sizes == {"Shor": 1, "Long": 7, "会议。会": 8, "Line": 6, "Medi": 3}


def test_unknown_step_is_not_found(facilitator: AtOffice, room: str) -> None:
    assert facilitator.post(f"{room}/delete").status_code == 404
    assert facilitator.get(f"{room}/next").status_code in (404, 405)


def test_a_note_that_nobody_has_read_is_announced_where_stories_can_be_grave(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    survey = organiser.opens(sensitive=True)
    for number in range(NUMBER_OF_NOTES):
        stores(survey, instance, f"Aloud {number}.", sharing=2)
    base = f"/office/surveys/{survey.id}"
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    room = f"{base}/meeting"
    assert step(facilitator, room) == ""
    assert shows(facilitator, room) == "announced"
    assert "Aloud" not in facilitator.get(room).text
    assert "Aloud" in step(facilitator, room, "reveal")
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: kept.with_read(unlocked.released_ids()))
    assert "Aloud" in step(facilitator, room)


def test_elsewhere_an_unread_note_is_shown_at_once(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for number in range(NUMBER_OF_NOTES):
        stores(survey, instance, f"Aloud {number}.", sharing=2)
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}/release")
    assert "Aloud" in step(facilitator, f"{base}/meeting")


def test_closed_survey_with_too_few_notes_offers_to_reopen(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance, base: str
) -> None:
    stores(survey, instance, "A lonely note.", sharing=2)
    organiser.closes(survey)
    page = soup_of(facilitator.get(f"{base}/meeting"))
    assert page.select_one(".said a.button")["href"].endswith("/reopen")
    assert not page.select("#release")
