"""From the invitation to the projector, and a week later the same again; old surveys are put away."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.actors import organiser_at, stores, the_clock_turns, today
from tests.journeys.hands import Mouse
from tests.journeys.steps import sign_in, turns_its_clock
from tests.promises.server import start_server


@pytest.mark.journey
def test_an_organiser_invites_shows_the_code_and_asks_again(laptop: Page, phone: Page, tmp_path: Path) -> None:
    """Given an open survey; when its invitation is copied and people write, the projector keeps up by itself.

    Then a second click on *Ask again* leads to the draft of the first, and a title is found while it is typed.
    """
    organiser = organiser_at(tmp_path)
    closes = datetime.combine(today() + timedelta(days=2), time(14, 30))
    after = {"after_thanks": "Want a mentor?", "after_thanks_link": "https://mentors.example.org/"}
    survey = organiser.opens(asked_by="CMS Diversity Office", closes_at=closes, **after)
    for title in ("Career lunch", "Coding lunch", "Mentoring", "Awards", "Talk"):
        organiser.drafts(title=title)
    server = start_server(tmp_path)
    try:
        at = f"http://127.0.0.1:{server.port}"
        home = f"{at}/office/surveys/{survey.id}"
        laptop.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=at)
        turns_its_clock(laptop)
        laptop.goto(f"{home}/invitation-text")
        sign_in(laptop)
        laptop.locator("[data-copy=chat]").click()
        expect(laptop.locator("[data-copy=chat]")).to_have_text("Copied")
        assert survey.slug in laptop.evaluate("navigator.clipboard.readText()")
        with laptop.expect_download() as download:
            laptop.get_by_role("link", name="QR code as PNG").click()
        assert download.value.path().read_bytes().startswith(b"\x89PNG")

        laptop.goto(f"{home}/poster?view=projector")
        picture = laptop.locator("article > img").bounding_box()
        assert picture is not None
        assert picture["x"] + picture["width"] <= 1280
        for _ in range(12):
            stores(survey, organiser.instance, "More seminars, please.")
        the_clock_turns(organiser.instance)
        laptop.clock.fast_forward("01:00")
        expect(laptop.locator("[data-tally]")).to_have_attribute("data-tally", "10")

        phone.goto(f"{at}/s/{survey.slug}")
        assert "mentors.example.org" not in phone.content()

        laptop.goto(f"{home}/rounds")
        Mouse().press(laptop, "button", "Ask again with these times")
        expect(laptop.locator("#closes_time")).to_have_value("14:30")
        expect(laptop.locator("#closes_day")).to_have_value((closes + timedelta(days=7)).date().isoformat())

        laptop.goto(f"{at}/office/")
        laptop.locator("#find").press_sequentially("LUNCH car")
        expect(laptop.locator("[data-row]:visible")).to_have_count(1)
        laptop.get_by_role("button", name="Archive Career lunch").click()
        expect(laptop.locator("details[data-group=archived]")).to_contain_text("Career lunch")
    finally:
        server.is_killed()
