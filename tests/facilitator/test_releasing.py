"""The release rule is one sentence, one button and one number, wherever an organiser meets them."""

from dataclasses import replace
from time import time

import pytest
from flask import Flask

from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, stores, stores_notes, the_clock_turns
from tests.pages import soup_of

from .conftest import AtOffice
from .test_trail import trail_of

PLACES = ("", "/notes", "/meeting")
TO_SHOW = "/release", "/meeting/release"


@pytest.fixture
def instance(app: Flask) -> Instance:
    """One whose clock turns when a test says so, and not between two of its pages."""
    now = time()
    app.extensions["instance"] = replace(app.extensions["instance"], clock=lambda: now)
    return app.extensions["instance"]


def needed(facilitator: AtOffice, address: str) -> str:
    """What a page says is needed for a release."""
    return " ".join(soup_of(facilitator.get(address)).find(id="needed").get_text().split())


def counted(facilitator: AtOffice, address: str) -> str:
    """The number of the tally on a page, in its words."""
    page = soup_of(facilitator.get(address))
    return page.find(class_="count").strong.get_text()


def test_what_is_needed_is_the_same_sentence_in_three_places(
    facilitator: AtOffice, survey: Survey, base: str, instance: Instance
) -> None:
    """Nothing came; enough came; all was shown and what stays waits."""
    for notes in (0, 12, 0):
        for _ in range(notes):
            stores(survey, instance, "More seminars, please.")
        the_clock_turns(instance)
        told = {needed(facilitator, f"{base}{place}") for place in PLACES}
        assert len(told) == 1
        assert str(2 * survey.minimum) in told.pop()
        facilitator.post(f"{base}/release")


def test_the_button_is_the_same_in_three_places(facilitator: AtOffice, survey: Survey, base: str) -> None:
    buttons = {soup_of(facilitator.get(f"{base}{place}")).find("button", id="release").get_text() for place in PLACES}
    assert len(buttons) == 1


@pytest.mark.parametrize("place", ["", "/notes"])
def test_the_button_can_be_pressed_as_soon_as_the_shown_count_allows_it(
    facilitator: AtOffice, survey: Survey, base: str, instance: Instance, place: str
) -> None:
    for can_be_pressed in (False, True):
        stores_notes(survey, instance, survey.minimum)
        the_clock_turns(instance)
        button = soup_of(facilitator.get(f"{base}{place}")).find("button", id="release")
        assert button.has_attr("disabled") is not can_be_pressed


def test_a_button_that_can_be_pressed_says_no_more_than_the_count(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    """Twelve are needed and "at least 10" is shown: only a try, which the trail shows, says more."""
    survey = organiser.opens(minimum=6)
    stores_notes(survey, instance, 11)
    the_clock_turns(instance)
    base = f"/office/surveys/{survey.id}"
    assert not soup_of(facilitator.get(base)).find("button", id="release").has_attr("disabled")
    assert facilitator.post(f"{base}/release").status_code == 409


@pytest.mark.parametrize(("notes", "told"), [(0, "fewer than 5"), (9, "at least 5"), (14, "at least 10")])
def test_the_projector_shows_the_number_of_the_tally(
    facilitator: AtOffice, survey: Survey, base: str, instance: Instance, notes: int, told: str
) -> None:
    """The same as the survey's page, whatever has come since the clock turned."""
    for _ in range(notes):
        stores(survey, instance, "More seminars, please.")
    the_clock_turns(instance)
    for _ in range(5):
        stores(survey, instance, "One more, please.")
    assert counted(facilitator, f"{base}/poster?view=projector") == told
    assert counted(facilitator, base) == told


@pytest.mark.parametrize("address", TO_SHOW)
def test_a_refused_try_is_in_the_trail(
    facilitator: AtOffice, survey: Survey, base: str, instance: Instance, address: str
) -> None:
    before = trail_of(facilitator, base)
    for _ in range(2):
        facilitator.post(f"{base}{address}")
    refused = trail_of(facilitator, base)[len(before) :]
    assert [deed for deed, _sentence in refused] == ["asked-too-early"] * 2


@pytest.mark.parametrize("address", TO_SHOW)
def test_a_refused_try_after_closing_is_in_the_trail(facilitator: AtOffice, base: str, address: str) -> None:
    facilitator.post(f"{base}/close")
    facilitator.post(f"{base}{address}")
    assert trail_of(facilitator, base)[-1][0] == "asked-too-early"
