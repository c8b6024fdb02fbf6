"""When no note can be taken: a kind page that says why, with every word that was typed."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, code_of, hidden_fields, marked, stores
from tests.pages import soup_of
from tests.participant.test_writing import typed

CLOSURES: dict[str, dict[str, object]] = {
    "paused": {"paused": True},
    "early": {"opens_at": datetime.now() + timedelta(days=3)},
    "over": {"closes_at": datetime.now() - timedelta(hours=1)},
}


@pytest.mark.parametrize("closure", CLOSURES)
def test_the_link_says_where_the_survey_stands(
    participant: Participant, organiser: Organiser, survey: Survey, closure: str
) -> None:
    organiser.changes(survey, **CLOSURES[closure])
    page = participant.get(f"/s/{survey.slug}")
    assert page.status_code == 200
    assert marked(page, "closure") == closure
    assert "<textarea" not in page.text


@pytest.mark.parametrize("step", ["check", "notes"])
@pytest.mark.parametrize("closure", CLOSURES)
def test_words_that_come_too_late_or_too_early_are_given_back(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall, closure: str, step: str
) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.", "More light.")) | {"sharing": "2"}
    organiser.changes(survey, **CLOSURES[closure])
    page = participant.post(f"/s/{survey.slug}/{step}", fields)
    assert page.status_code == 409
    assert marked(page, "closure") == closure
    assert typed(page) == ["Good coffee.", "More light."]
    assert wall.count_used() == 0


def fill(wall: Wall, *, but: int = 0) -> None:
    """Leave this many blank slots."""
    with closing(sqlite3.connect(wall.path)) as connection, connection:
        connection.execute("UPDATE slots SET used = 1 WHERE slot > ?", [but])


@pytest.mark.parametrize(("left", "is_told"), [(0, True), (4, True), (5, False)])
def test_a_full_survey_says_so_before_anybody_writes(
    participant: Participant, survey: Survey, wall: Wall, left: int, is_told: bool
) -> None:
    """As roughly as organisers are told: who fills a survey up does not learn when the last notes come."""
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}
    for file in (participant.app.extensions["instance"].sessions).glob("*"):
        file.unlink()  # what was counted is forgotten with time
    fill(wall, but=left)
    page = participant.get(f"/s/{survey.slug}")
    assert (marked(page, "closure") == "full") is is_told
    assert ("<textarea" in page.text) is not is_told
    kept = participant.post(f"/s/{survey.slug}/check", fields)
    assert kept.status_code == (409 if is_told else 200)
    assert not is_told or typed(kept) == ["Good coffee."]


@pytest.mark.parametrize("step", ["", "/check", "/notes"])
@pytest.mark.parametrize("closure", CLOSURES)
def test_no_page_has_a_button_that_cannot_work(
    participant: Participant, organiser: Organiser, survey: Survey, closure: str, step: str
) -> None:
    """Changing words meanwhile gives them to copy; only after a pause trying again can help."""
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}
    organiser.changes(survey, **CLOSURES[closure])
    page = participant.post(f"/s/{survey.slug}{step}", fields)
    assert page.status_code == 409
    assert soup_of(page).find(attrs={"data-closure": closure})
    assert typed(page) == ["Good coffee."]
    assert bool(soup_of(page).find("button")) is (closure == "paused")


def test_participants_are_served_without_a_folder_of_sessions(
    participant: Participant, survey: Survey, instance: Instance
) -> None:
    participant.get("/")  # the first request of a day makes it
    shutil.rmtree(instance.sessions)
    assert "<textarea" in participant.get(f"/s/{survey.slug}").text


def test_after_closing_by_hand_nothing_is_taken(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall
) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}
    organiser.closes(survey)
    assert participant.posts_notes(survey, fields).status_code == 409
    assert wall.count_used() == 0


def test_a_draft_is_not_open_yet(participant: Participant, organiser: Organiser) -> None:
    draft = organiser.drafts()
    page = participant.get(f"/s/{draft.slug}")
    assert page.status_code == 200
    assert marked(page, "closure") == "early"
    assert participant.checks(draft, "Good coffee.").status_code == 409


def test_the_opening_hour_is_said(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    organiser.changes(survey, opens_at=datetime(2031, 2, 3, 14))
    page = participant.get(f"/s/{survey.slug}")
    assert "3 February 2031" in page.text
    assert "14:00" in page.text


def test_after_a_pause_the_same_words_can_be_sent(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}
    organiser.changes(survey, paused=True)
    kept = participant.posts_notes(survey, fields)
    organiser.changes(survey, paused=False)
    check = participant.post(f"/s/{survey.slug}/check", hidden_fields(kept))
    assert participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2"}).status_code == 200
    assert [note.text for note in organiser.peeks(survey)] == ["Good coffee."]


@pytest.fixture
def tiny(organiser: Organiser, instance: Instance) -> Survey:
    """A survey whose wall has three slots."""
    survey = organiser.opens()
    instance.wall_of(survey).destroy()
    instance.wall_of(survey).build(3)
    (instance.sessions / f"{survey.id}.room").write_text("5")  # counted minutes ago, when there was room
    return survey


def test_a_full_wall_gives_the_words_back(
    participant: Participant, tiny: Survey, instance: Instance, organiser: Organiser
) -> None:
    for number in range(3):
        stores(tiny, instance, f"Note {number}.")
    page = participant.sends(tiny, "Good coffee.", "More light.")
    assert page.status_code == 409
    assert marked(page, "closure") == "full"
    assert not soup_of(page).find("button")
    assert typed(page) == ["Good coffee.", "More light."]
    assert sorted(note.text for note in organiser.peeks(tiny)) == ["Note 0.", "Note 1.", "Note 2."]


def test_a_wall_that_fills_up_in_the_middle_of_a_form_says_what_has_arrived(
    participant: Participant, tiny: Survey, instance: Instance, organiser: Organiser
) -> None:
    """One of two notes found the last slot: the page says which."""
    for number in range(2):
        stores(tiny, instance, f"Note {number}.")
    check = participant.checks(tiny, "Good coffee.", "More light.")
    page = participant.posts_notes(tiny, hidden_fields(check) | {"sharing": "2"})
    assert page.status_code == 409
    assert code_of(page) == code_of(check)
    stored = {note.text for note in organiser.peeks(tiny)} - {"Note 0.", "Note 1."}
    assert {*typed(page)} == {"Good coffee.", "More light."} - stored, "exactly what was not stored, to copy"
    assert [item.get_text() for item in soup_of(page).find(attrs={"data-sent": "some"}).find_all("li")] == [
        prompt.text
        for prompt, text in zip(tiny.prompts, ("Good coffee.", "More light."), strict=True)
        if text in stored
    ]


def damaged(wall: Wall) -> None:
    wall.path.write_bytes(b"garbage" * 2_000)


def missing(wall: Wall) -> None:
    wall.path.unlink()


def emptied(wall: Wall) -> None:
    wall.path.write_bytes(b"")


@pytest.mark.parametrize("harm", [damaged, missing, emptied])
def test_a_wall_that_cannot_be_read_is_named_with_what_helps(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall, harm: Callable[[Wall], None]
) -> None:
    other = organiser.opens()
    harm(wall)
    page = participant.get(f"/s/{survey.slug}")
    assert page.status_code == 503
    assert wall.path.name in page.text
    assert "restore" in page.text
    assert participant.sends(other, "Good coffee.").status_code == 200, "other surveys work on"


def test_a_damaged_wall_takes_no_code(participant: Participant, survey: Survey, wall: Wall) -> None:
    damaged(wall)
    assert participant.takes_back(survey, "AAAA-2222-AAAA-2222").status_code == 503


def test_a_missing_office_is_named_too(participant: Participant, survey: Survey, instance: Instance) -> None:
    """While the server runs; a start without an office makes a new one."""
    participant.get("/")
    instance.office.unlink()
    page = participant.get(f"/s/{survey.slug}")
    assert page.status_code == 503
    assert "office.sqlite" in page.text
