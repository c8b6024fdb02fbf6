"""Nobody scrolls for the next step of a survey, on a phone or on a laptop."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.actors import organiser_at, stores_notes
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.hands import Mouse
from tests.journeys.steps import sign_in
from tests.promises.server import start_server


@pytest.mark.journey
def test_main_action_is_on_the_first_screen_in_every_stage(laptop: Page, tmp_path: Path) -> None:
    """Given a survey in each stage, and long forms; the main button is in sight at once; a fold opens by a click."""
    organiser = organiser_at(tmp_path)
    written, read = organiser.opens(), organiser.opens()
    for survey in (written, read):
        stores_notes(survey, organiser.instance, 6)
    organiser.reads_all(read)
    stages = (organiser.drafts(), organiser.drafts(contacts=""), written, organiser.closes(organiser.opens()), read)
    server = start_server(tmp_path)
    try:
        laptop.goto(f"http://127.0.0.1:{server.port}/office/sign-in")
        sign_in(laptop)
        homes = [f"http://127.0.0.1:{server.port}/office/surveys/{survey.id}" for survey in stages]
        for address in (*homes, f"{homes[0]}/open", f"{homes[-1]}/paper", f"{homes[-1]}/versions"):
            laptop.goto(address)
            for screen in (PHONE, LAPTOP):
                laptop.set_viewport_size(screen)
                box = laptop.locator("main .main").bounding_box()
                assert box["y"] + box["height"] <= screen["height"]
                assert laptop.evaluate("document.documentElement.scrollWidth") == screen["width"]
        laptop.goto(f"{homes[0]}/open")
        bar = laptop.locator(".stay").bounding_box()["y"]
        for warning in laptop.locator("main .told").all():
            box = warning.bounding_box()
            assert box["y"] + box["height"] <= bar, "what should be known before it opens is read before the button"
        laptop.set_viewport_size(PHONE)
        for page in ("notes", "pinboard"):
            laptop.goto(f"{homes[-1]}/{page}")
            edges = [box.bounding_box() for box in laptop.locator(".filters > div").all()]
            assert max(box["x"] + box["width"] for box in edges) <= PHONE["width"]
        laptop.goto(f"http://127.0.0.1:{server.port}/s/{written.slug}")
        for place, words in enumerate(
            ("The seminar on Friday, and that Anna Rossi helped.", "More women as conveners.")
        ):
            laptop.locator(f"#answer-{place}").fill(words)
        laptop.get_by_role("button", name="See what we will store").click()
        send = laptop.get_by_role("button", name="Send", exact=True)
        box, result = send.bounding_box(), laptop.get_by_role("button", name="Show the result").bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"]
        assert result["width"] < PHONE["width"] / 2
        laptop.goto(homes[-1])
        Mouse().press(laptop, "link", "Published page")
        laptop.wait_for_url("**/published")
    finally:
        server.is_killed()
