"""In full screen the room looks on: what is for organisers alone is not on the projector."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from surveys.ceiling import TooManyWriting, count_notes
from tests.actors import organiser_at
from tests.journeys.steps import sign_in
from tests.promises.server import start_server


@pytest.mark.journey
def test_what_is_said_of_a_flood_is_not_on_the_projector(laptop: Page, tmp_path: Path) -> None:
    """Given a survey that somebody floods; when the organiser is in full screen, the notice is not shown."""
    organiser = organiser_at(tmp_path)
    survey = organiser.opens()
    server = start_server(tmp_path)
    with suppress(TooManyWriting):
        while True:
            count_notes(1, survey, instance=organiser.instance)
    try:
        laptop.goto(f"http://127.0.0.1:{server.port}/office/surveys/{survey.id}/meeting")
        sign_in(laptop)
        notice = laptop.locator("#crowding")
        for is_full in (False, True, False):
            laptop.wait_for_function("is_full => !!document.fullscreenElement === is_full", arg=is_full)
            expect(notice).to_be_visible(visible=not is_full)
            expect(laptop.locator("#stage")).to_be_visible()
            laptop.keyboard.press("f")
    finally:
        server.is_killed()
