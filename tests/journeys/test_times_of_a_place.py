"""A closing time on the clock of a place, from the draft to the phone, and changed while people write."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.actors import organiser_at, today
from tests.journeys.hands import Mouse
from tests.journeys.steps import check, send, sign_in
from tests.promises.server import start_server


@pytest.mark.journey
def test_the_closing_time_moves_while_somebody_writes(laptop: Page, phone: Page, tmp_path: Path) -> None:
    """Given a draft that closes at 14:35 in Geneva; when the time moves while somebody writes, they lose nothing.

    Then a closing time that has passed closes the survey, after a question.
    """
    organiser = organiser_at(tmp_path)
    draft = organiser.drafts(asked_by="CMS Diversity Office")
    day = datetime.now(ZoneInfo("Europe/Zurich")).date() + timedelta(days=3)
    server = start_server(tmp_path)
    try:
        at = f"http://127.0.0.1:{server.port}"
        laptop.goto(f"{at}/office/surveys/{draft.id}/edit")
        sign_in(laptop)
        chooses_to_close(laptop, day.isoformat(), "14:35", "Europe/Zurich")
        Mouse().press(laptop, "button", "Go on to opening")
        Mouse().press(laptop, "button", "Open the survey")
        expect(laptop.locator("[data-invite]")).to_contain_text("in 3 days, 14:35 Geneva")

        phone.goto(f"{at}/s/{draft.slug}")
        expect(phone.locator("[data-asked-by]")).to_contain_text("CMS Diversity Office")
        expect(phone.locator("[data-until]")).to_contain_text("14:35 Geneva time")
        phone.locator("#answer-0").fill("The mentoring lunch.")

        Mouse().press(laptop, "link", "Change times and contacts")
        chooses_to_close(laptop, day.isoformat(), "17:05", "America/Chicago")
        laptop.get_by_label("Who people can turn to").fill("The ombudsperson, building 500")
        Mouse().press(laptop, "button", "Save the changes")
        expect(laptop.locator("[data-deed=changed-closing]")).to_have_count(1)

        check(phone)
        send(phone)
        phone.goto(f"{at}/s/{draft.slug}")
        expect(phone.locator("[data-until]")).to_contain_text("17:05 Fermilab time")
        expect(phone.locator("body")).to_contain_text("building 500")

        Mouse().press(laptop, "link", "Change times and contacts")
        laptop.get_by_role("group", name="Closes").get_by_label("Day").fill(today().isoformat())
        laptop.get_by_label("Time", exact=True).fill("00:00")
        laptop.get_by_label("Time zone").select_option("Pacific/Kiritimati")
        Mouse().press(laptop, "button", "Save the changes")
        Mouse().press(laptop, "button", "Close the survey now")
        expect(laptop.locator(".pill.now-closed")).to_be_visible()
    finally:
        server.is_killed()


def chooses_to_close(laptop: Page, day: str, time: str, zone: str) -> None:
    """Fill the closing time in, on the page of a draft or of an open survey."""
    closes = laptop.get_by_role("group", name="Closes")
    closes.get_by_label("Day").fill(day)
    closes.get_by_label("Time").fill(time)
    laptop.get_by_label("Time zone").select_option(zone)
