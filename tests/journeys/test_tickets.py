"""Members only, once each: thirty tickets from the printer over the hat to the notes, on phones without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from surveys.catalogue import words_between
from surveys.survey import Survey, Translation
from tests.actors import Organiser, organiser_at
from tests.facilitator.test_tickets_read_back import scanned
from tests.journeys.browsers import Browser, Chromium, Firefox
from tests.journeys.hands import Mouse
from tests.journeys.profiles import written
from tests.journeys.steps import sign_in
from tests.pages import HiddenFields
from tests.promises.server import Server, start_server

TICKETS, OTHERS = 30, 20
CHECK, SEND = "form[action*='/check'] .row button", ".row button:not(.quiet)"
LIKE, CHANGE = "The mentoring lunch is worth every minute.", "Fewer meetings after six, please."
TYPED, FRENCH = "The stairs are where ideas begin.", "La cantine réunit tout le monde."
RETURNED, REGRETTED, LATE = "These words must not vanish.", "I regret this one.", "I am too late."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Organiser, Server]]:
    folder = tmp_path_factory.mktemp("house")
    organiser = organiser_at(folder)
    server = start_server(folder)
    yield organiser, server
    server.ends()


@pytest.mark.journey
@pytest.mark.parametrize("kind", [Chromium, Firefox])
def test_thirty_tickets_from_the_printer_to_the_notes(
    house: tuple[Organiser, Server], laptop: Page, tmp_path: Path, kind: type
) -> None:
    """Given a draft with thirty tickets that are drawn and printed; when members scan or type theirs, send twice, lose
    the connection, regret or come too late; then every ticket has one voice, and no word is lost."""
    organiser, server = house
    survey = organiser.drafts(
        translations=(Translation("fr", tuple(words_between("sticky-notes", "en", "fr").items())),)
    )
    site = f"http://127.0.0.1:{server.port}"
    (tmp_path / "sheets").mkdir()
    hat = opens_with_tickets(laptop, f"{site}/office/surveys/{survey.id}", tmp_path / "sheets")
    tickets = [link.rpartition("/")[2] for link in hat]
    phone = kind(tmp_path / "profile", runs_scripts=False)
    phone.start()
    phone.resize(390, 844)

    scans(phone, first := hat.pop())
    writes_and_checks(phone, LIKE, CHANGE)
    sends(phone)
    assert shows(phone, "[data-locked='2']")
    sends_again(phone)
    scans(phone, first)
    assert shows(phone, "[data-ticket=spent]")
    assert not phone.there("textarea"), "a used ticket has no form"

    types_the_letters(phone, site, "ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    assert shows(phone, "[data-ticket=unknown][role=alert]")
    types_the_letters(phone, site, hat.pop().rpartition("/")[2])
    writes_and_checks(phone, TYPED)
    assert shows(phone, "[data-ticket=once]"), "one question has no answer yet"
    sends(phone)

    scans(phone, f"{hat.pop()}?lang=fr")
    assert shows(phone, "html[lang=fr] #answer-0")
    writes_and_checks(phone, FRENCH)
    sends(phone)
    assert shows(phone, "html[lang=fr] [data-locked='1']")

    loses_no_words(phone, server, used_elsewhere=hat.pop(), other=hat.pop())
    laptop.reload()
    expect(laptop.locator("#release")).to_be_disabled()  # five tickets are used, and ten needed while people write
    takes_back(phone, site, survey, hat.pop())
    for number in range(OTHERS):
        is_used_by_another_phone(server, hat.pop(), f"Note {number} of the others.", CHANGE if number < 3 else "")

    scans(phone, hat.pop())
    writes_and_checks(phone, LATE)
    laptop.reload()
    Mouse().press(laptop, "link", "Close the survey")
    Mouse().press(laptop, "button", "Close the survey")
    sends_too_late(phone)
    scans(phone, unused := hat.pop())
    assert shows(phone, "[data-closure=over]")

    Mouse().press(laptop, "button", "Unlock the new notes")
    expect(laptop.locator("li.note").first).to_be_visible()
    read = laptop.locator("main").inner_text()
    once = [LIKE, TYPED, FRENCH, RETURNED, *(f"Note {number} of the others." for number in range(OTHERS + 1))]
    assert {text: read.count(text) for text in once} == dict.fromkeys(once, 1)
    assert [read.count(text) for text in (CHANGE, REGRETTED, LATE)] == [4, 0, 0]
    for link in (first, unused):
        scans(phone, link)
        assert shows(phone, "[data-ticket=unknown]"), "nothing is left of the tickets"
    phone.quit()
    assert not written(phone.profile, LIKE, TYPED, FRENCH, RETURNED, REGRETTED, LATE), "no phone has a word on its disk"
    assert not written(server.folder, *tickets), "the server has no ticket in clear"


def opens_with_tickets(laptop: Page, home: str, folder: Path) -> list[str]:
    """From the draft to the open survey; the links that a camera finds on the printed slips, in any order."""
    hand = Mouse()
    laptop.goto(f"{home}/edit")
    sign_in(laptop)
    laptop.get_by_label("One ticket each").check()
    laptop.get_by_label("Number of tickets").fill(str(TICKETS))
    hand.press(laptop, "button", "Go on to opening")
    hand.press(laptop, "button", "Draw the tickets")
    with laptop.expect_download() as printed:
        laptop.get_by_role("button", name="Slips on A4").click()
    sheets = scanned(printed.value.path().read_bytes(), folder)
    laptop.get_by_label("I have the tickets").check()
    hand.press(laptop, "button", "Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    assert [len(links) for links in sheets] == [24, 6]
    return [link for links in sheets for link in links]


def shows(phone: Browser, what: str) -> bool:
    """Whether the page has it, and is no wider than the phone."""
    page, window = phone.width()
    return phone.there(what) and page <= window == 390


def scans(phone: Browser, link: str) -> None:
    phone.goto(link)


def types_the_letters(phone: Browser, site: str, code: str) -> None:
    """At the front door, small and with spaces."""
    phone.goto(site)
    phone.write("#code", code.lower().replace("-", " "))
    phone.press("form button")


def writes_and_checks(phone: Browser, *texts: str) -> None:
    for place, text in enumerate(texts):
        phone.write(f"#answer-{place}", text)
    phone.press(CHECK)
    assert shows(phone, ".note")


def sends(phone: Browser) -> None:
    phone.tick("input[name=sharing][value='1']")
    phone.press(SEND)


def sends_again(phone: Browser) -> None:
    """Somebody whose thanks did not come over the Wi-Fi: they are thanked, and what they wrote counts once."""
    phone.back()
    sends(phone)
    assert shows(phone, "[data-sent=before]")


def loses_no_words(phone: Browser, server: Server, *, used_elsewhere: str, other: str) -> None:
    """Somebody's ticket is used by another phone while they write: their words go on with another ticket."""
    scans(phone, used_elsewhere)
    writes_and_checks(phone, RETURNED)
    is_used_by_another_phone(server, used_elsewhere, f"Note {OTHERS} of the others.")
    sends(phone)
    assert shows(phone, "[data-closure='spent ticket'][role=alert]")
    assert phone.value("#words-1").strip() == RETURNED
    phone.write("#ticket", other.rpartition("/")[2])
    phone.press("form[action*='/check'] button")
    assert shows(phone, ".note")
    sends(phone)
    assert shows(phone, "[data-locked='1']")


def takes_back(phone: Browser, site: str, survey: Survey, link: str) -> None:
    scans(phone, link)
    writes_and_checks(phone, REGRETTED)
    sends(phone)
    phone.tick("summary")
    code = phone.text_of(".receipt")
    phone.goto(f"{site}/s/{survey.slug}/take-back")
    phone.write("#code", code)
    phone.press("form button")
    assert shows(phone, "[data-message=done]")
    scans(phone, link)
    assert shows(phone, "[data-ticket=spent]"), "a ticket does not come back"


def sends_too_late(phone: Browser) -> None:
    sends(phone)
    assert shows(phone, "[data-closure=over]")
    assert phone.value("#words-1").strip() == LATE


def is_used_by_another_phone(server: Server, link: str, *texts: str) -> None:
    """The same pages, without a browser around them."""
    status, page, _headers = server.ask(f"/t/{link.rpartition('/')[2]}")
    answers = {f"answer-{place}-text": text for place, text in enumerate((*texts, "", "")[:2])}
    slug = str(re.search(r'action="/s/(\w+)/check"', page)[1])
    for step, fields in (("check", answers), ("notes", {"sharing": "1"})):
        status, page, _headers = server.ask(f"/s/{slug}/{step}", hidden(page) | fields)
        assert status == 200, page
    assert "data-locked" in page


def hidden(page: str) -> dict[str, str]:
    reader = HiddenFields()
    reader.feed(page)
    return reader.values
