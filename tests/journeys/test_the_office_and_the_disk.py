"""Slips, passphrases and recovery keys: Back and reload in the office write nothing of them to the browser's disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from surveys.survey import Survey
from tests.actors import PASSPHRASE, RECOVERY_KEY, organiser_at
from tests.journeys.browsers import Browser, Chromium, Firefox
from tests.journeys.profiles import kept_passwords, written
from tests.promises.server import start_server

WORD = "Quibbledorf"
SLIP = f"Ask {WORD} Meier about the coffee."
KINDS = {"chromium": Chromium, "firefox": Firefox}
FORM = "main form button"


@dataclass(frozen=True)
class House:
    """A server with a closed survey, into which slips are typed."""

    office: str
    closed: Survey

    def signs_in(self, browser: Browser, passphrase: str) -> None:
        browser.write("#name", "Ines")
        browser.write("#passphrase", passphrase)
        browser.press(FORM)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    organiser = organiser_at(folder)
    closed = organiser.closes(organiser.opens())
    server = start_server(folder)
    yield House(f"http://127.0.0.1:{server.port}/office", closed)
    server.ends()


def searched_until_it_has_started_again(browser: Browser, *words: str) -> None:
    assert not written(browser.profile, *words), "open"
    browser.close_tab()
    assert not written(browser.profile, *words), "tab closed"
    browser.quit()
    assert not written(browser.profile, *words), "browser closed"
    browser.start()
    browser.quit()
    assert not written(browser.profile, *words), "started again"
    assert not kept_passwords(browser.profile)


@pytest.mark.journey
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_slips_stay_off_the_disk(house: House, tmp_path: Path, kind: type) -> None:
    """Given a slip on the check page; when an organiser goes back, forward and reloads, also with "Change my words";
    then the words are there, and in no file."""
    browser = kind(tmp_path / "profile")
    browser.start()
    browser.goto(f"{house.office}/surveys/{house.closed.id}/paper")
    house.signs_in(browser, PASSPHRASE)
    browser.write("#box-0-0", SLIP)
    browser.press(FORM)
    browser.back()
    browser.forward()
    browser.reload()
    assert "[a person]" in browser.text()
    browser.press("button[formaction$='/paper']")
    browser.reload()
    assert browser.value("#box-0-0") == SLIP
    browser.back()
    browser.press("button.main")
    assert "1" in browser.text_of("[role=status]")
    browser.back()
    assert "[a person]" in browser.text()
    searched_until_it_has_started_again(browser, WORD)


@pytest.mark.journey
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_keys_stay_off_the_disk(house: House, tmp_path: Path, kind: type) -> None:
    """Given a wrong passphrase, a wrong recovery key and the right one; when each answer is reloaded and visited again;
    then what was typed and what was drawn is in no file."""
    browser = kind(tmp_path / "profile")
    browser.start()
    browser.goto(f"{house.office}/sign-in")
    house.signs_in(browser, WORD)
    browser.reload()
    assert browser.text_of("[role=alert]")
    for recovery_key in (WORD, RECOVERY_KEY):
        browser.goto(f"{house.office}/recover")
        browser.write("#name", "Ines")
        browser.write("#recovery_key", recovery_key)
        browser.press(FORM)
        browser.reload()
        browser.back()
        browser.forward()
    drawn = [browser.text_of("#passphrase"), browser.text_of("#recovery-key")]
    browser.write("#typed", WORD)
    browser.press(FORM)
    browser.reload()
    assert browser.text_of("#typed-problem")
    searched_until_it_has_started_again(browser, WORD, RECOVERY_KEY, *drawn)
