"""Microaggressions, in one meeting: written at its start, picked minutes later, while the survey stays open."""

import pytest
from playwright.sync_api import Page, expect

from surveys.survey import Sharing
from tests.actors import the_clock_turns
from tests.journeys.conftest import Server
from tests.journeys.hands import Mouse
from tests.journeys.steps import accept_invitation, others_write, save_the_draft, sign_in, write

PEOPLE = 12


@pytest.mark.journey
def test_microaggressions_in_one_meeting(server: Server, phone: Page, laptop: Page) -> None:
    """Given twelve people who wrote; when the facilitator asks for new notes, seven are opened and three are
    picked without repeats; when she closes, the rest is opened."""
    hand = Mouse()
    sign_in(laptop, accept_invitation(laptop, server))
    code = open_with_a_minimum_of_five(laptop, hand)
    mine, *theirs = (f"Story {number}: they laughed at my accent again." for number in range(PEOPLE))
    write(phone, server, code, mine, Sharing.ALOUD)
    others_write(server, code, theirs, Sharing.ALOUD)

    the_clock_turns(server.instance)
    hand.press(laptop, "link", "Meeting")
    hand.press_here(laptop, "button", "Unlock the new notes")
    expect(laptop.get_by_role("button", name="Pick a note")).to_be_visible()
    seen: set[str] = set()
    for _ in range(3):
        laptop.keyboard.press("PageDown")
        expect(laptop.locator("[data-screen=announced]")).to_be_visible()
        laptop.keyboard.press("v")
        expect(laptop.locator("#the-note")).to_contain_text("Story")
        laptop.wait_for_function(
            "seen => !seen.includes(document.querySelector('#the-note').textContent)", arg=list(seen)
        )
        seen.add(laptop.locator("#the-note").text_content())
    assert len(seen) == 3
    shown = laptop.locator("#the-note").inner_text()
    laptop.reload()
    expect(laptop.locator("#the-note")).to_have_text(shown)

    hand.press(laptop, "link", "Leave")
    hand.press(laptop, "link", "Notes")
    expect(laptop.locator("li.note")).to_have_count(7)
    hand.press(laptop, "link", "Microaggressions")
    hand.press(laptop, "link", "Close the survey")
    hand.press(laptop, "button", "Close the survey")
    hand.press(laptop, "button", "Unlock the new notes")
    expect(laptop.locator("li.note")).to_have_count(PEOPLE)


def open_with_a_minimum_of_five(laptop: Page, hand: Mouse) -> str:
    hand.press(laptop, "link", "Choose a ready-made survey")
    card = laptop.locator("li.card", has_text="Microaggressions in our daily work")
    with laptop.expect_navigation():
        card.get_by_role("button", name="Start with this").click()
    hand.press_on(laptop, laptop.locator("details.limits > summary"))
    hand.write(laptop, "How many notes are unlocked together", "5")
    save_the_draft(laptop, hand)
    hand.press(laptop, "link", "Open the survey")
    hand.press(laptop, "button", "Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    return laptop.locator("dd.code").inner_text().replace(" ", "")
