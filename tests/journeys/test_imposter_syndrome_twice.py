"""Imposter syndrome: collected before the meeting, picked from on the day, and again next year."""

import pytest
from playwright.sync_api import Page, expect

from surveys.survey import Sharing
from tests.journeys.conftest import Server
from tests.journeys.hands import Mouse
from tests.journeys.steps import accept_invitation, close_and_read, others_write, sign_in, write

STORIES = 9


@pytest.mark.journey
def test_imposter_syndrome_in_two_rounds(server: Server, phone: Page, laptop: Page) -> None:
    """Given experiences collected before the day; when they are closed and one is picked, and a next round is made
    and closed; then both rounds stand side by side."""
    hand = Mouse()
    sign_in(laptop, accept_invitation(laptop, server))
    hand.press(laptop, "link", "Choose a ready-made survey")
    with laptop.expect_navigation():
        laptop.locator("li.card", has_text="Imposter syndrome").get_by_role("button", name="Start with this").click()
    hand.press(laptop, "button", "Save the draft")
    code = open_it(laptop, hand)
    collect(phone, server, code)
    close_and_read(laptop)
    hand.press(laptop, "button", "I have read these")

    home = laptop.url
    hand.press(laptop, "link", "Meeting")
    hand.press_here(laptop, "button", "Pick a note")
    expect(laptop.locator("#the-note")).to_contain_text("the others know everything")

    laptop.goto(home)
    hand.press(laptop, "link", "Rounds")
    hand.press(laptop, "button", "Make the next round")
    hand.press(laptop, "button", "Save the draft")
    second = open_it(laptop, hand)
    assert second != code
    collect(phone, server, second)
    close_and_read(laptop)
    hand.press(laptop, "button", "I have read these")
    hand.press(laptop, "link", "Rounds")
    columns = laptop.locator("table.rounds").first.locator("thead th")
    expect(columns).to_have_count(3)
    expect(laptop.locator("table.rounds tr.all td strong").first).to_have_text(str(STORIES))


def open_it(laptop: Page, hand: Mouse) -> str:
    hand.press(laptop, "link", "Open the survey")
    hand.press(laptop, "button", "Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    return laptop.locator("dd.code").inner_text().replace(" ", "")


def collect(phone: Page, server: Server, code: str) -> None:
    mine, *theirs = (f"Story {number}: the others know everything and I only pretend." for number in range(STORIES))
    write(phone, server, code, mine, Sharing.ALOUD)
    others_write(server, code, theirs, Sharing.ALOUD)
