"""A flood: a ceiling for each survey and none for an address, and every word stays with its writer."""

import pytest
from flask import Flask

from surveys.collecting import new_code
from surveys.participant import crowding
from surveys.storage import Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields


@pytest.fixture
def fields(participant: Participant, survey: Survey) -> dict[str, object]:
    return hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}


@pytest.fixture
def flooded(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> Survey:
    """Three hundred sendings in this minute, for a hundred people."""
    monkeypatch.setattr(crowding, "monotonic", lambda: 600.0)
    for _ in range(300):
        crowding.count_sending(survey)
    return survey


def test_three_sendings_a_minute_for_each_person_are_taken(
    participant: Participant, flooded: Survey, wall: Wall, fields: dict[str, object], organiser: Organiser
) -> None:
    page = participant.posts_notes(flooded, fields)
    assert page.status_code == 503
    assert "Many people are writing at this moment" in page.text
    assert "Good coffee." in page.text
    assert wall.count_used() == 0
    other = organiser.opens()
    assert participant.sends(other, "Another survey.").status_code == 200


def test_what_was_kept_is_sent_in_the_next_minute(
    participant: Participant, flooded: Survey, wall: Wall, fields: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the button of the page, with the code that it had."""
    kept = hidden_fields(participant.posts_notes(flooded, fields))
    monkeypatch.setattr(crowding, "monotonic", lambda: 660.0)
    check = participant.post(f"/s/{flooded.slug}/check", kept)
    again = hidden_fields(check) | {"sharing": "2"}
    assert again["code"] == fields["code"]
    assert participant.posts_notes(flooded, again).status_code == 200
    assert wall.count_used() == 1


def test_a_room_of_a_hundred_behind_one_address_is_no_flood(app: Flask, survey: Survey, wall: Wall) -> None:
    """Through the pages, within seconds."""
    page = hidden_fields(Participant(app).checks(survey, "Good coffee."))
    for _ in range(100):
        assert Participant(app).posts_notes(survey, page | {"sharing": "2", "code": new_code()}).status_code == 200
    assert wall.count_used() == 100
