"""From the invitation to an open survey: few clicks, few screens, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server
from tests.journeys.steps import type_two_words

MOST_CLICKS = MOST_SCREENS = 6
"""Before the first visit had its two words, there were eight clicks and nine screens."""


@pytest.mark.journey
def test_from_the_invitation_to_an_open_survey(laptop: Page, server: Server) -> None:
    """Given an invitation; when somebody makes an account, shows that the passphrase is written down, and takes a
    ready-made survey; then it is open after at most six clicks and six screens."""
    screens, clicks = [laptop.goto(server.invitation)], 0
    laptop.get_by_label("Your name").fill("Ines")

    def click(name: str) -> None:
        nonlocal clicks
        with laptop.expect_navigation() as moved:
            laptop.get_by_role("button", name=name).first.click()
        clicks, screens[len(screens) :] = clicks + 1, [moved.value]

    click("Make my account")
    expect(laptop.get_by_role("button", name="Print")).to_be_visible()
    type_two_words(laptop)
    click("Go on to my first survey")
    click("Start with this")
    click("Save and go on to opening")
    click("Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    assert clicks <= MOST_CLICKS
    assert len(screens) <= MOST_SCREENS
    assert all(screen and screen.ok for screen in screens)
