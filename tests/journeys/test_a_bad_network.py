"""A network that comes and goes: no page shows what the server does not have, and none waits for ever."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.actors import Organiser, organiser_at, stores
from tests.journeys.browsers import eventually
from tests.journeys.steps import sign_in, turns_its_clock
from tests.promises.server import Server, start_server


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Organiser, Server]]:
    folder = tmp_path_factory.mktemp("office")
    organiser = organiser_at(folder)
    server = start_server(folder)
    yield organiser, server
    server.is_killed()


@pytest.fixture
def home(laptop: Page, office: tuple[Organiser, Server]) -> str:
    """The address of a closed survey with notes that were read, for somebody who is signed in."""
    organiser, server = office
    survey = organiser.opens()
    for number in range(8):
        stores(survey, organiser.instance, f"Note {number}.", sharing=2)
    organiser.closes(survey)
    organiser.reads_all(survey)
    laptop.goto(f"http://127.0.0.1:{server.port}/office/surveys/{survey.id}")
    sign_in(laptop)
    return laptop.url


@pytest.mark.journey
def test_the_pinboard_puts_back_a_note_whose_move_was_lost(laptop: Page, home: str) -> None:
    """Given a theme; when a note is moved there while the network is away; then it is back where it was once the
    board can ask again, because nobody else sees it in the theme."""
    laptop.goto(f"{home}/pinboard")
    laptop.locator("#new-theme").fill("Time")
    laptop.get_by_role("button", name="Add", exact=True).click()
    columns = laptop.locator(".column")
    expect(columns).to_have_count(2)
    laptop.context.set_offline(True)
    columns.nth(0).locator(".act").first.focus()
    laptop.keyboard.press("1")
    expect(columns.nth(1).locator(".pin")).to_have_count(1)
    says = laptop.locator("#connection")
    expect(says).to_have_attribute("data-state", "lost")
    expect(says).to_be_visible()
    laptop.context.set_offline(False)
    expect(columns.nth(1).locator(".pin")).to_have_count(0)
    expect(says).to_have_attribute("data-state", "back")
    expect(says).to_be_hidden()


@pytest.mark.journey
def test_the_meeting_goes_on_after_a_step_without_an_answer(laptop: Page, home: str) -> None:
    """Given the meeting on the screen; when a step gets no answer; then the page says so, and the next step works."""
    turns_its_clock(laptop)
    laptop.goto(f"{home}/meeting")
    laptop.locator("#next").click()
    shown = laptop.locator("#the-note").inner_text()
    asked: list[Route] = []
    laptop.route("**/meeting/next", lambda route: asked.append(route))  # neither an answer nor a failure

    def has_asked() -> bool:
        laptop.keyboard.press("PageDown")  # once it has asked, it waits for the answer
        return bool(asked)

    eventually(has_asked)
    laptop.clock.fast_forward("10:00:00")
    expect(laptop.locator("#trouble")).not_to_be_empty()
    band = laptop.get_by_role("status").and_(laptop.locator("#trouble")).bounding_box()
    assert (band["x"], band["y"], band["width"]) == (0, 0, laptop.viewport_size["width"]), "nobody overlooks it"
    laptop.unroute("**/meeting/next")
    laptop.keyboard.press("PageDown")
    expect(laptop.locator("#the-note")).not_to_have_text(shown)


@pytest.mark.journey
def test_questions_without_an_answer_do_not_pile_up(laptop: Page, home: str) -> None:
    """Given the meeting on the screen; when the server does not answer what changed; then the page waits with the next
    question, because a browser has six connections and a step needs one of them."""
    asked: list[Route] = []
    laptop.route("**/revision", lambda route: asked.append(route))  # neither an answer nor a failure
    laptop.clock.install()
    laptop.add_init_script("AbortSignal.timeout = () => new AbortController().signal")  # however slow this machine is
    laptop.goto(f"{home}/meeting")
    for _ in range(10):
        laptop.clock.run_for(1_000)
    assert len(asked) == 1
