"""Back, Forward and reload lose nothing that was typed, and no browser writes it to its disk."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.survey import Survey
from tests.actors import organiser_at
from tests.journeys.browsers import Browser, Chromium, Firefox
from tests.promises.server import Server, start_server

WORD = "Quibbledorf"
NOTE = f"Ask {WORD} Meier about the coffee."
CHECK, SEND = "form > button:last-of-type", ".row button:not(.quiet)"
KINDS = {"chromium": Chromium, "firefox": Firefox}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Survey]]:
    folder = tmp_path_factory.mktemp("house")
    survey = organiser_at(folder).opens()
    server = start_server(folder)
    yield server, survey
    server.ends()


def written(profile: Path) -> list[str]:
    """The files of a profile that hold the word, as bytes or as UTF-16."""
    needles = WORD.encode(), WORD.encode("utf-16-le")
    files = [path for path in profile.rglob("*") if path.is_file()]
    return [path.name for path in files if any(needle in content_of(path) for needle in needles)]


def content_of(path: Path) -> bytes:
    """The bytes of a file, unpacked where Firefox packs them; none of one that the browser has just removed."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b""
    return unpacked(content[12:]) if content.startswith(b"mozLz40\0") else content


def unpacked(block: bytes) -> bytes:
    """An LZ4 block: words that stand in it, then how far back and how long what is repeated is, and so on."""
    out, at = bytearray(), 0
    while at < len(block):
        token, at = block[at], at + 1
        length, at = length_at(block, at, token >> 4)
        out += block[at : at + length]
        at += length
        if at >= len(block):
            break
        back, at = int.from_bytes(block[at : at + 2], "little"), at + 2
        length, at = length_at(block, at, token & 15)
        for _ in range(length + 4):
            out.append(out[-back])
    return bytes(out)


def length_at(block: bytes, at: int, length: int) -> tuple[int, int]:
    """A length of 15 goes on in the next bytes, until one is not 255."""
    more = 255 if length == 15 else 0
    while more == 255:
        more, at = block[at], at + 1
        length += more
    return length, at


def is_check_page(browser: Browser) -> bool:
    return "what will be kept" in browser.text()


@pytest.mark.journey
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("way", [{}, {"runs_scripts": False}], ids=["as it comes", "scripts off"])
def test_back_forward_and_reload_keep_the_words_off_the_disk(
    house: tuple[Server, Survey], tmp_path: Path, kind: type, way: dict[str, bool]
) -> None:
    """Given a note on the check page; when somebody goes back, forward, reloads, sends and goes back again, closes the
    browser and starts it again; then each page is there, the words are in the form, and in no file."""
    server, survey = house
    browser = kind(tmp_path / "profile", **way)
    browser.start()
    browser.goto(f"http://127.0.0.1:{server.port}/s/{survey.slug}")
    browser.write("#answer-0", NOTE)
    assert not written(browser.profile), "typed"
    browser.press(CHECK)
    assert is_check_page(browser)
    browser.back()
    assert browser.value("#answer-0") == NOTE
    browser.forward()
    browser.reload()
    assert is_check_page(browser)
    assert not written(browser.profile), "checked"
    browser.tick("input[name=sharing][value='1']")
    browser.press(SEND)
    browser.reload()
    assert "Thank you" in browser.text()
    browser.back()
    assert is_check_page(browser)
    browser.forward()
    assert "Thank you" in browser.text()
    browser.quit()
    assert not written(browser.profile), "sent and closed"
    browser.start()
    browser.quit()
    assert not written(browser.profile), "started again"


def test_what_firefox_packs_is_unpacked() -> None:
    """ "Quibbledorf " three times: once as it stands, then 12 back for 20 bytes, then the end."""
    assert unpacked(b"\xcfQuibbledorf \x0c\x00\x01\x40dorf") == b"Quibbledorf " * 2 + b"Quibbleddorf"


@pytest.mark.journey
def test_without_the_address_chromium_writes_it_down(house: tuple[Server, Survey], tmp_path: Path) -> None:
    """The positive control: the same words, sent by a page that is asked for by POST and reloaded."""
    server, _survey = house
    browser = Chromium(tmp_path / "profile")
    browser.start()
    browser.goto(f"http://127.0.0.1:{server.port}/")
    browser.write("#code", WORD)
    browser.press("form button")
    browser.reload()
    browser.quit()
    assert written(browser.profile)


def test_a_sealed_address_is_for_the_browser_that_was_sent_there(participant: object, survey: Survey) -> None:
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


def test_every_sealed_address_is_of_a_few_lengths(participant: object, survey: Survey) -> None:
    ours = {"Sec-Fetch-Site": "same-origin"}
    lengths = set()
    for text in ("Tea.", "A word more. " * 10, "Coffee and talk. " * 40):
        fields = {"answer-0-text": text, "answer-1-text": ""}
        answer = participant.app.test_client().post(f"/s/{survey.slug}/check", data=fields, headers=ours)
        lengths.add(len(answer.headers["Location"]))
    assert len(lengths) == 1
