"""A flood: a ceiling for each survey and none for an address, and every word stays with its writer."""

from contextlib import suppress

import pytest
from flask import Flask

from surveys import ceiling as crowding
from surveys.ceiling import TooManyWriting, count_notes
from surveys.collecting import new_code
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from surveys.web.stripping_queue import may_strip
from tests.actors import Organiser, Participant, hidden_fields, marked, stores
from tests.pages import soup_of


@pytest.fixture
def fields(participant: Participant, survey: Survey) -> dict[str, object]:
    return hidden_fields(participant.checks(survey, "Good coffee.", "More light.")) | {"sharing": "2"}


@pytest.fixture
def flooded(survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch) -> Survey:
    """At its ceiling in this minute, but for one note."""
    monkeypatch.setattr(crowding, "monotonic", lambda: 600.0)
    monkeypatch.setattr(crowding, "SPARE_SLOTS", 1)  # nothing is blurred
    with suppress(TooManyWriting):
        for _ in range(650):
            count_notes(1, survey, instance=instance)
    return survey


def test_at_the_ceiling_nothing_of_a_sending_is_taken_and_every_word_is_kept(
    participant: Participant, flooded: Survey, wall: Wall, fields: dict[str, object], organiser: Organiser
) -> None:
    """There is room for one of its two notes."""
    page = participant.posts_notes(flooded, fields)
    assert page.status_code == 503
    assert marked(page, "closure") == "crowded"
    assert soup_of(page).find(attrs={"data-stored": "nothing"})
    assert "Good coffee." in page.text
    assert "More light." in page.text
    assert wall.count_used() == 0
    other = organiser.opens()
    assert participant.sends(other, "Another survey.", "Two notes.").status_code == 200


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
    assert wall.count_used() == 2


def test_what_has_arrived_does_not_count_again(
    participant: Participant, flooded: Survey, instance: Instance, wall: Wall
) -> None:
    """Browsers send a form again by themselves. The ceiling has room for one note: the one that is new."""
    code = stores(flooded, instance, "Good coffee.")
    fields = hidden_fields(participant.checks(flooded, "Good coffee.", "More light.", code=code)) | {"sharing": "2"}
    for _ in range(3):
        assert participant.posts_notes(flooded, fields).status_code == 200
    assert wall.count_used() == 2
    assert participant.sends(flooded, "Another.").status_code == 503


def test_a_note_that_is_not_what_was_shown_counts_for_nothing(
    participant: Participant, flooded: Survey, fields: dict[str, object]
) -> None:
    one = fields | {"answer-1-text": ""}
    for _ in range(3):
        assert participant.posts_notes(flooded, one | {"answer-0-shown": "Other words."}).status_code == 422
    assert participant.posts_notes(flooded, one).status_code == 200


@pytest.mark.parametrize("step", ["", "/check", "/notes"])
def test_where_too_many_wait_to_be_searched_every_form_comes_back_as_it_is(
    participant: Participant, survey: Survey, wall: Wall, fields: dict[str, object], step: str
) -> None:
    """And its button sends it again, when there is time for it."""
    typed = fields | {"answer-0-text": "Ask Olga Petrova about coffee.", "sharing": "1"}
    turned_away = may_strip.set(False)
    page = participant.post(f"/s/{survey.slug}{step}", typed)
    may_strip.reset(turned_away)
    assert page.status_code == 503
    assert wall.count_used() == 0
    kept = hidden_fields(page)
    assert {name: kept[name] for name in ("answer-0-text", "answer-1-text", "code", "sharing")} == {
        name: typed[name] for name in ("answer-0-text", "answer-1-text", "code", "sharing")
    }
    assert participant.post(f"/s/{survey.slug}/check", kept).status_code == 200


def test_a_room_of_a_hundred_behind_one_address_is_no_flood(app: Flask, survey: Survey, wall: Wall) -> None:
    """Through the pages, within seconds."""
    page = hidden_fields(Participant(app).checks(survey, "Good coffee."))
    for _ in range(100):
        assert Participant(app).posts_notes(survey, page | {"sharing": "2", "code": new_code()}).status_code == 200
    assert wall.count_used() == 100
