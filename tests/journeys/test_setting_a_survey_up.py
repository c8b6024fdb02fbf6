"""From the invitation to an open survey: few clicks, few screens, and nothing that was typed is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.actors import organiser_at
from tests.journeys.conftest import Server
from tests.journeys.hands import Mouse
from tests.journeys.steps import is_asked_before_leaving, sign_in, turns_its_clock, type_two_words
from tests.promises.server import start_server

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
    click("Go on to opening")
    click("Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    assert clicks <= MOST_CLICKS
    assert len(screens) <= MOST_SCREENS
    assert all(screen and screen.ok for screen in screens)


@pytest.mark.journey
def test_a_draft_saves_itself_and_every_step_can_be_undone(laptop: Page, tmp_path: Path) -> None:
    """Given a draft; when somebody types, loses the connection, removes a question and takes that back; then the page
    says what is saved, and a reload has it. A second window with other words is compared, not overwritten."""
    organiser = organiser_at(tmp_path)
    server = start_server(tmp_path)
    address = f"http://127.0.0.1:{server.port}/office/surveys/{organiser.drafts().id}/edit"
    title, questions, state = laptop.locator("#title"), laptop.locator(".question"), laptop.locator("#saving")
    try:
        laptop.goto(address)
        sign_in(laptop)
        title.fill("Typed without a button")
        expect(state).to_have_attribute("data-state", "saved")
        laptop.context.set_offline(True)
        title.fill("Typed in a tunnel")
        expect(state).to_have_attribute("data-state", "offline")
        assert is_asked_before_leaving(laptop, laptop.locator(".back a"))
        laptop.context.set_offline(False)
        expect(state).to_have_attribute("data-state", "saved")
        laptop.goto(address)
        expect(title).to_have_value("Typed in a tunnel")
        Mouse().press(laptop, "button", "Remove question 1")
        expect(questions).to_have_count(1)
        Mouse().press(laptop, "button", "Undo")
        expect(questions).to_have_count(2)
        other = laptop.context.new_page()
        other.goto(address)
        other.locator("#title").fill("Of another window")
        expect(other.locator("#saving")).to_have_attribute("data-state", "saved")
        title.fill("Of this window")
        expect(state).to_have_attribute("data-state", "clash")
        Mouse().press(laptop, "button", "Save the draft")
        expect(laptop.locator("[data-conflict]")).to_be_visible()
        assert is_asked_before_leaving(laptop, laptop.locator(".back a"))
        laptop.get_by_label("Of this window").check()
        Mouse().press(laptop, "button", "Save with these choices")
        expect(laptop.get_by_role("heading", level=1)).to_have_text("Of this window")
    finally:
        server.is_killed()


@pytest.mark.journey
def test_a_button_stays_under_the_mouse_while_a_draft_saves_itself(laptop: Page, tmp_path: Path) -> None:
    """Given a draft that begins to save itself when *Save the draft* is held down, and a slow server whose answer, that
    there is a mistake, comes while one under the field is; then nothing moves until it is released, and it acts."""
    organiser, held = organiser_at(tmp_path), list[Route]()
    server = start_server(tmp_path)
    address = f"http://127.0.0.1:{server.port}/office/surveys/{organiser.drafts().id}"
    try:
        laptop.goto(f"{address}/edit")
        sign_in(laptop)
        laptop.locator("#title").fill("Typed and saved at once")
        hold_down(laptop, "save")
        with laptop.expect_navigation():
            laptop.mouse.up()
        expect(laptop.get_by_role("heading", level=1)).to_have_text("Typed and saved at once")
        laptop.goto(f"{address}/edit")
        laptop.route("**/edit", lambda route: held.append(route) if is_sent_by_itself(route) else route.continue_())
        with laptop.expect_request(lambda request: request.method == "POST"):
            laptop.locator("#prompts-1-text").fill("")
        hold_down(laptop, "up-1")
        with laptop.expect_response(lambda answer: answer.request.method == "POST"):
            held[0].continue_()
        laptop.evaluate(TWO_FRAMES)
        with laptop.expect_navigation():
            laptop.mouse.up()
        expect(laptop.locator("#prompts-0-text")).to_have_value("")
    finally:
        server.is_killed()


TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def hold_down(laptop: Page, button: str) -> None:
    thing = laptop.locator(f"form.draft button:not(.first)[value={button}]")
    thing.evaluate("one => one.scrollIntoView({block: 'center'})")
    thing.hover()
    laptop.mouse.down()
    laptop.evaluate(TWO_FRAMES)


def is_sent_by_itself(route: Route) -> bool:
    return "button=auto" in (route.request.post_data or "")


@pytest.mark.journey
def test_only_our_own_page_says_that_a_draft_is_saved(laptop: Page, tmp_path: Path) -> None:
    """Given a network that answers with a page of its own, and a phone beside the form that could not be loaded; when
    somebody types; then it is saved only when our server has it, and the page says so then."""
    organiser = organiser_at(tmp_path)
    server, draft = start_server(tmp_path), organiser.drafts()
    address = f"http://127.0.0.1:{server.port}/office/surveys/{draft.id}"
    title, state = laptop.locator("#title"), laptop.locator("#saving")
    try:
        turns_its_clock(laptop)
        laptop.route("**/preview", lambda route: route.abort())
        laptop.goto(f"{address}/edit")
        sign_in(laptop)
        laptop.route(
            "**/edit", lambda route: route.fulfill(body="<h1>Welcome to our hotel</h1>", content_type="text/html")
        )
        title.fill("Typed in a hotel")
        expect(state).to_have_attribute("data-state", "offline")
        laptop.unroute("**/edit")
        laptop.clock.fast_forward("01:00")
        expect(state).to_have_attribute("data-state", "saved")
        laptop.goto(address)
        expect(laptop.get_by_role("heading", level=1)).to_have_text("Typed in a hotel")
    finally:
        server.is_killed()
