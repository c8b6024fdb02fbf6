"""Reading sixty notes: finding some of them, keys, several at once, and no word in an address."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from surveys.collecting import collect, new_code
from surveys.curation import with_theme_added
from surveys.survey import Survey
from tests.actors import Organiser, organiser_at, stripped_answers
from tests.journeys.hands import Mouse
from tests.journeys.steps import sign_in
from tests.promises.server import start_server

TEXTS = (
    "The plenary ends at seven.",
    "My mentor has time.",
    "Bilerak luzeegiak dira eta inork ez du besterik entzuten.",
)


@pytest.mark.journey
def test_reading_by_filters_keys_and_several_at_once(laptop: Page, tmp_path: Path) -> None:
    """Given sixty notes; when an organiser finds, chooses, marks and withholds by keys; then a reload shows it all,
    and what was looked for is in no address."""
    organiser = organiser_at(tmp_path)
    survey = with_sixty_notes(organiser)
    server = start_server(tmp_path)
    addresses: list[str] = []
    laptop.on("request", lambda request: addresses.append(request.url))
    try:
        base = f"http://127.0.0.1:{server.port}/office"
        laptop.goto(f"{base}/sign-in")
        sign_in(laptop)
        laptop.goto(f"{base}/surveys/{survey.id}/notes")
        notes = laptop.locator("li.note")
        expect(notes).to_have_count(50)

        finds(laptop, "mentor")
        expect(notes).to_have_count(20)
        assert laptop.locator("#by-text").input_value() == "mentor", "its letters are no keys"
        for key in ("j", "c"):
            laptop.keyboard.press(key)
        expect(notes.nth(1).locator("[data-tag=care]")).to_be_visible()
        expect(notes.nth(1)).to_be_focused()
        laptop.keyboard.press("k")
        laptop.keyboard.press("h")
        laptop.keyboard.press("Space")
        laptop.keyboard.press("Enter")
        expect(notes.nth(0).locator("[data-tag=withheld]")).to_be_visible()
        for key in ("x", "j", "x"):
            laptop.keyboard.press(key)
        laptop.get_by_role("button", name="Move", exact=True).click()
        expect(laptop.locator("#to-problem")).to_be_visible()
        expect(notes.locator(".chosen:checked")).to_have_count(2)
        laptop.locator("#to").select_option(label="Mentors")
        laptop.get_by_role("button", name="Move", exact=True).click()
        expect(notes.locator("[data-tag=theme]")).to_have_count(2)

        laptop.locator("#by-text").fill("")
        laptop.locator("#by-state").select_option("unsearched")
        expect(notes.locator("[data-tag=names-not]")).to_have_count(20)
        notes.first.focus()
        with laptop.expect_navigation():
            laptop.keyboard.press("m")
        laptop.get_by_text("Bilerak").click()
        Mouse().press(laptop, "button", "Show the result")
        Mouse().press(laptop, "button", "Mask for good")
        expect(laptop.locator("[data-matching='20']")).to_be_visible()
        expect(notes.locator("[data-tag=masked]")).to_have_count(1)
        Mouse().press(laptop, "link", "Show all notes")
        laptop.locator("#by-theme").select_option(label="Mentors")
        expect(notes).to_have_count(2)
        assert not [address for address in addresses if "mentor" in address or "unsearched" in address]
    finally:
        server.is_killed()


def finds(laptop: Page, text: str) -> None:
    laptop.locator("#by-text").press_sequentially(text)
    expect(laptop.locator("[data-matching='20']")).to_be_visible()  # each letter may have asked
    laptop.keyboard.press("Enter")
    expect(laptop.locator("li.note").first).to_be_focused()


def with_sixty_notes(organiser: Organiser) -> Survey:
    survey = organiser.opens()
    for number in range(60):
        answer = replace(stripped_answers(f"{TEXTS[number % 3]} ({number})")[0], category=number % 3 or None)
        collect([answer], survey=survey, wall=organiser.instance.wall_of(survey), code=new_code())
    survey = organiser.closes(survey)
    with organiser.unlocks(survey) as unlocked:
        unlocked.release_new_notes()
        unlocked.change_curation(lambda kept: kept.with_themes(with_theme_added(kept.themes, "Mentors")))
    return survey
