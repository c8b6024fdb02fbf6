"""A note that has arrived is never said to be lost, whatever became of the survey meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from surveys import ceiling as crowding
from surveys.ceiling import TooManyWriting
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields, marked
from tests.faults.test_salvage import losing_the_slot
from tests.pages import soup_of
from tests.participant.test_closure import CLOSURES, damaged, fill
from tests.participant.test_writing import typed

Meanwhile = Callable[[Organiser, Survey], object]
MEANWHILE: dict[str, Meanwhile] = {
    name: lambda organiser, survey, changes=changes: organiser.changes(survey, **changes)
    for name, changes in CLOSURES.items()
} | {
    "closed by hand": lambda organiser, survey: organiser.closes(survey),
    "full": lambda organiser, survey: fill(organiser.instance.wall_of(survey)),
}


def told(page: Any) -> str | None:
    """What a page says was stored: "nothing", "some" or "unknown"; None on thanks."""
    return marked(page, "stored")


@pytest.fixture
def fields(participant: Participant, survey: Survey) -> dict[str, Any]:
    """What a check page sends, and sends again when the browser lost the answer."""
    return hidden_fields(participant.checks(survey, "Good coffee.", "More light.")) | {"sharing": "2"}


@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE)
def test_a_lost_answer_is_thanks_whatever_became_of_the_survey(
    participant: Participant, organiser: Organiser, survey: Survey, fields: dict[str, Any], meanwhile: Meanwhile
) -> None:
    participant.posts_notes(survey, fields)
    meanwhile(organiser, survey)
    page = participant.posts_notes(survey, fields)
    assert page.status_code == 200
    assert soup_of(page).find(attrs={"data-sent": "before"})


def test_a_lost_answer_in_a_rush_is_thanks(
    participant: Participant, survey: Survey, fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full_of_people(_self: Any, _notes: int) -> bool:
        raise TooManyWriting

    participant.posts_notes(survey, fields)
    monkeypatch.setattr(crowding.Bucket, "take", is_full_of_people)
    assert participant.posts_notes(survey, fields).status_code == 200


@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE)
def test_what_has_arrived_is_told_from_what_has_not(
    participant: Participant, organiser: Organiser, survey: Survey, fields: dict[str, Any], meanwhile: Meanwhile
) -> None:
    """One answer was sent, the other was added on the way back."""
    participant.posts_notes(survey, fields | {"answer-1-text": ""})
    meanwhile(organiser, survey)
    page = participant.posts_notes(survey, fields)
    assert page.status_code == 409
    assert told(page) == "some"
    arrived = soup_of(page).find(attrs={"data-sent": "some"})
    assert [item.get_text() for item in arrived.find_all("li")] == [survey.prompts[0].text]
    assert typed(page) == ["More light."]


@pytest.mark.parametrize("step", ["", "/check"])
def test_other_words_from_a_page_that_was_sent_are_given_back_and_the_first_is_safe(
    participant: Participant, organiser: Organiser, survey: Survey, fields: dict[str, Any], step: str
) -> None:
    """Before sending nobody can know whether the words are the same."""
    participant.posts_notes(survey, fields)
    organiser.changes(survey, paused=True)
    page = participant.post(f"/s/{survey.slug}{step}", fields)
    assert told(page) == "some"
    assert typed(page) == ["Good coffee.", "More light."]


def test_what_nobody_can_know_any_more_is_not_denied(
    participant: Participant, organiser: Organiser, survey: Survey, fields: dict[str, Any]
) -> None:
    """Receipts go with the first opening after closing."""
    participant.posts_notes(survey, fields)
    for number in range(5):
        participant.sends(survey, f"Note {number}.")
    organiser.reads_all(survey)
    page = participant.posts_notes(survey, fields)
    assert told(page) == "unknown"
    assert typed(page) == ["Good coffee.", "More light."]


def test_a_wall_that_cannot_be_read_denies_nothing(
    participant: Participant, survey: Survey, instance: Instance, fields: dict[str, Any]
) -> None:
    participant.posts_notes(survey, fields)
    damaged(instance.wall_of(survey))
    page = participant.posts_notes(survey, fields)
    assert told(page) == "unknown"
    assert typed(page) == ["Good coffee.", "More light."]


def test_nothing_is_said_to_have_arrived_that_was_never_sent(
    participant: Participant, organiser: Organiser, survey: Survey, fields: dict[str, Any]
) -> None:
    organiser.changes(survey, paused=True)
    assert told(participant.posts_notes(survey, fields)) == "nothing"


def test_a_note_that_did_not_reach_its_slot_is_no_thanks(
    participant: Participant, survey: Survey, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither now nor when it is sent again: its receipt must not speak for it."""
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}
    with monkeypatch.context() as patched:
        patched.setattr(Wall, "reset_times", losing_the_slot(wall.path))
        pages = [participant.posts_notes(survey, fields)]
    pages.append(participant.posts_notes(survey, fields))
    for page in pages:
        assert page.status_code == 503
        assert told(page) == "nothing"
        assert "Good coffee." in page.text
