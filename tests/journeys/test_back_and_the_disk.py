"""Back, Forward and reload lose nothing that was typed, and no browser writes it to its disk."""

import base64
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from surveys.survey import Survey
from surveys.web import carrying
from tests.actors import Organiser, organiser_at
from tests.journeys.browsers import Browser, Chromium, Firefox
from tests.journeys.profiles import kept_passwords, unpacked, written
from tests.promises.server import Server, start_server

WORD = "Quibbledorf"
NOTE = f"Ask {WORD} Meier about the coffee."
CHECK, SEND = ".row button", ".row button:not(.quiet)"
CHANGE = ".row button.quiet"
WAYS: dict[str, tuple[type, dict[str, bool]]] = {
    "chromium": (Chromium, {}),
    "chromium without page memory": (Chromium, {"has_page_memory": False}),
    "chromium without scripts": (Chromium, {"runs_scripts": False}),
    "firefox": (Firefox, {}),
    "firefox without page memory": (Firefox, {"has_page_memory": False}),
}


@dataclass(frozen=True)
class House:
    """A server with an open survey, and a closed one into which slips are typed."""

    server: Server
    survey: Survey
    closed: Survey

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    organiser = organiser_at(folder)
    survey, closed = organiser.opens(), organiser.closes(organiser.opens())
    server = start_server(folder)
    yield House(server, survey, closed)
    server.ends()


def is_check_page(browser: Browser) -> bool:
    return "This is what we will store" in browser.text()


def page_of_the_form(browser: Browser, house: House) -> None:
    browser.goto(f"{house.address}/s/{house.survey.slug}")


@pytest.mark.journey
@pytest.mark.parametrize(("kind", "way"), WAYS.values(), ids=WAYS)
def test_back_forward_and_reload_keep_the_words_off_the_disk(
    house: House, tmp_path: Path, kind: type, way: dict[str, bool]
) -> None:
    """Given a note on the check page; when somebody goes back, forward, reloads, sends and goes back again, closes the
    tab, then the browser, and starts it again; then each page is there, the words are in the form, and in no file."""
    browser = kind(tmp_path / "profile", **way)
    browser.start()
    page_of_the_form(browser, house)
    browser.write("#answer-0", NOTE)
    assert not written(browser.profile, WORD), "typed"
    for link in ("a[href$='what-we-keep']", "a[href$='take-back']"):
        browser.press(link)
        browser.close_newest_tab()
    assert browser.value("#answer-0") == NOTE
    browser.press(CHECK)
    assert is_check_page(browser)
    browser.back()
    remembered = NOTE if way.get("has_page_memory", True) else ""  # "Change my words" brings them there
    assert browser.value("#answer-0") == remembered
    browser.forward()
    browser.reload()
    assert is_check_page(browser)
    browser.press(CHANGE)
    browser.reload()
    assert browser.value("#answer-0") == NOTE, "with Change my words they are there in any browser"
    browser.press(CHECK)
    assert not written(browser.profile, WORD), "checked"
    browser.tick("input[name=sharing][value='1']")
    browser.press(SEND)
    browser.reload()
    assert "Thank you" in browser.text()
    browser.back()
    assert is_check_page(browser)
    browser.forward()
    assert "Thank you" in browser.text()
    if isinstance(browser, Firefox):
        assert not browser.offers_to_keep_a_password()
    assert not written(browser.profile, WORD), "sent"
    browser.close_tab()
    assert not written(browser.profile, WORD), "tab closed"
    browser.quit()
    assert not written(browser.profile, WORD), "browser closed"
    browser.start()
    browser.quit()
    assert not written(browser.profile, WORD), "started again"
    assert not kept_passwords(browser.profile)


def test_what_firefox_packs_is_unpacked() -> None:
    """ "Quibbledorf " three times: once as it stands, then 12 back for 20 bytes, then the end."""
    assert unpacked(b"\xcfQuibbledorf \x0c\x00\x01\x40dorf") == b"Quibbledorf " * 2 + b"Quibbleddorf"


@pytest.mark.journey
def test_without_the_address_chromium_writes_it_down(house: House, tmp_path: Path) -> None:
    """The positive control: the same words, sent by a page that is asked for by POST and reloaded."""
    browser = Chromium(tmp_path / "profile")
    browser.start()
    browser.goto(f"{house.address}/")
    browser.write("#code", WORD)
    browser.press("form button")
    browser.reload()
    browser.quit()
    assert written(browser.profile, WORD)


@pytest.mark.journey
def test_a_word_in_an_address_is_found_where_firefox_packs_it(house: House, tmp_path: Path) -> None:
    """The positive control: Firefox keeps the tab of a closed browser in a packed file."""
    browser = Firefox(tmp_path / "profile")
    browser.start()
    browser.goto(f"{house.address}/?{WORD}")
    browser.quit()
    assert "sessionstore.jsonlz4" in written(browser.profile, WORD)


def test_a_sealed_address_is_for_the_browser_that_was_sent_there(
    participant: Any, organiser: Organiser, survey: Survey
) -> None:
    """Passed on or typed, it leads to an empty form; tampered with, to a page that says so."""
    ours = {"Sec-Fetch-Site": "same-origin"}
    client = participant.app.test_client()
    sent = client.post(f"/s/{survey.slug}/check", data={"answer-0-text": NOTE, "answer-1-text": ""}, headers=ours)
    assert sent.status_code == 303
    address = sent.headers["Location"]
    assert re.search(r"/page/[\w=-]+$", address)
    page = client.get(address, headers=ours)
    assert page.status_code == 200
    assert WORD in page.text
    assert page.headers["Cache-Control"] == "no-store"
    for headers in ({}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "cross-site"}):
        away = client.get(address, headers=headers)
        assert away.status_code == 303
        assert away.headers["Location"] == f"/s/{survey.slug}"
    assert client.get(address[:-9] + "A" * 9, headers=ours).status_code == 410
    for slug, status in ((organiser.opens().slug, 410), ("elsewhere", 404)):
        assert client.get(address.replace(survey.slug, slug), headers=ours).status_code == status


def test_a_sealed_address_tells_no_time_and_ends(
    participant: Any, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address has no clock; after an hour its key is gone from memory, even if the clock is turned back."""
    ours = {"Sec-Fetch-Site": "same-origin"}
    client = participant.app.test_client()
    sent = client.post(f"/s/{survey.slug}/check", data={"answer-0-text": NOTE, "answer-1-text": ""}, headers=ours)
    address, began = sent.headers["Location"], time.monotonic()
    content = base64.urlsafe_b64decode(address.rpartition("/")[2])
    assert not [at for at in range(16) if abs(int.from_bytes(content[at : at + 8]) - time.time()) < 3_600]
    for later, status in ((30 * 60, 200), (62 * 60, 410), (0, 410)):
        monkeypatch.setattr(carrying, "monotonic", lambda later=later: began + later)
        assert client.get(address, headers=ours).status_code == status, later


def test_every_sealed_address_is_of_a_few_lengths(participant: Any, survey: Survey) -> None:
    ours = {"Sec-Fetch-Site": "same-origin"}
    lengths = set()
    for text in ("Tea.", "A word more. " * 10, "Coffee and talk. " * 40):
        fields = {"answer-0-text": text, "answer-1-text": ""}
        answer = participant.app.test_client().post(f"/s/{survey.slug}/check", data=fields, headers=ours)
        lengths.add(len(answer.headers["Location"]))
    assert len(lengths) == 1
