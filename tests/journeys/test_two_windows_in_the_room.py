"""Two windows in the meeting: the presenter's on the laptop, and the room's on the projector."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from surveys.curation import Theme
from tests.actors import organiser_at, stores
from tests.journeys.steps import is_asked_before_leaving, sign_in, stays
from tests.promises.server import start_server

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}


def is_in_sight(laptop: Page, what: str) -> bool:
    """Above the bar with the clock, without scrolling."""
    laptop.locator(what).wait_for()
    thing, bar = laptop.locator(what).bounding_box(), laptop.locator(".tools").bounding_box()
    assert thing is not None
    assert bar is not None
    return thing["y"] >= 0 and thing["y"] + thing["height"] <= bar["y"]


@pytest.mark.journey
def test_the_room_sees_the_note_and_the_presenter_what_comes(laptop: Page, tmp_path: Path) -> None:
    """Given a survey on microaggressions with unlocked notes and two windows of one organiser; when she picks, hides
    and answers on her laptop, the projector follows, shows the note alone and never the one that comes next."""
    organiser = organiser_at(tmp_path)
    survey = organiser.opens(set_name="microaggressions")
    for number in range(12):
        laughed = "They laughed at my accent. " * (1 + number % 2 * 15)
        stores(survey, organiser.instance, f"Story {number}. {laughed.strip()}", sharing=2)
    organiser.closes(survey)
    organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        themes = tuple(Theme(f"t{number}", f"Theme with a longer name {number}") for number in range(11))
        unlocked.change_curation(lambda kept: kept.with_themes(themes))
    server = start_server(tmp_path)
    try:
        laptop.goto(f"http://127.0.0.1:{server.port}/office/surveys/{survey.id}/meeting/presenter")
        sign_in(laptop)
        with laptop.expect_popup() as opened:
            laptop.locator("#room").click()
        room = opened.value
        room.set_viewport_size(PROJECTOR)

        laptop.locator("#next").click()
        shown, coming = laptop.locator("#the-note"), laptop.locator("[data-part=coming] .text")
        expect(room.locator("#the-note")).to_have_text(shown.inner_text())
        expect(room.get_by_text(coming.inner_text())).to_have_count(0)

        announced, place = coming.inner_text(), laptop.locator("#next").bounding_box()
        laptop.keyboard.press("PageDown")
        expect(room.locator("#the-note")).to_have_text(announced)

        expect(shown).to_have_text(announced)
        assert laptop.locator("#next").bounding_box() == place, "a button that is pressed again and again stays"
        laptop.keyboard.press("b")
        expect(laptop.locator("[data-hidden]")).to_be_visible()
        expect(room.locator("[data-screen=hidden]")).to_be_attached()
        expect(room.get_by_text(announced)).to_have_count(0)
        expect(shown).to_have_text(announced)
        laptop.keyboard.press("b")
        expect(laptop.locator("[data-hidden]")).to_have_count(0)
        expect(room.locator("#the-note")).to_have_text(announced)

        laptop.keyboard.press("d")
        assert is_in_sight(laptop, "#discussed")
        laptop.keyboard.press("Escape")
        laptop.keyboard.press("w")
        assert is_in_sight(laptop, "#save-answer")
        laptop.get_by_label("Who answers").fill("Spokesperson")
        laptop.locator("#text").fill("We will talk about it in March.")
        asked = stays(laptop)
        laptop.locator("#next").click()  # in a hurry; the words are not lost
        expect(laptop.locator("#text")).to_have_value("We will talk about it in March.")
        expect(shown).to_have_text(announced)
        assert asked == ["confirm"]
        laptop.locator("#hide").click()  # that one asks nothing: it is for a moment when something goes wrong
        expect(room.get_by_text(announced)).to_have_count(0)
        expect(laptop.locator("#text")).to_have_value("We will talk about it in March.")
        assert is_in_sight(laptop, "#save-answer")
        expect(laptop.locator("#choosing[open]")).to_have_count(0)
        laptop.locator("#hide").click()
        expect(room.locator("#the-note")).to_have_text(announced)
        laptop.locator("#save-answer").click()
        expect(laptop.locator(".answer")).to_contain_text("in March")
        expect(room.get_by_text("in March")).to_have_count(0)

        room.keyboard.press("f")
        room.wait_for_function("() => document.documentElement.matches('.full:not(.awake)')")
        expect(room.locator(".tools")).to_have_css("opacity", "0")
        room.mouse.move(50, 50)
        expect(room.locator(".tools")).to_have_css("opacity", "0.75")
    finally:
        server.is_killed()


@pytest.mark.journey
def test_words_beside_another_form_are_not_lost_without_a_question(laptop: Page, tmp_path: Path) -> None:
    """Given a page with several forms; when somebody types into one and leaves by another, the browser asks first."""
    organiser = organiser_at(tmp_path)
    survey = organiser.opens()
    server = start_server(tmp_path)
    try:
        laptop.goto(f"http://127.0.0.1:{server.port}/office/surveys/{survey.id}/actions")
        sign_in(laptop)
        laptop.get_by_text("Add an answer").first.click()
        laptop.locator("form[action$='answers/add'] textarea, form[action$=answers] textarea").first.fill("In March.")
        assert is_asked_before_leaving(laptop, laptop.locator(".back a"))
    finally:
        server.is_killed()
