"""What people do in the journeys, step by step."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Dialog, Locator, Page, expect
from pypdf import PdfReader

from surveys.storage import open_office, survey_by_slug
from surveys.survey import Sharing
from tests.actors import PASSPHRASE, stores
from tests.journeys.conftest import Server
from tests.journeys.hands import Hand, Mouse

LIKE = "I like that Lukas Meier explains everything twice. Ask lukas.meier@cern.ch, he is kind."
CHECK = "form[action$='/check'] button"
"""The button under the questions."""
SEND = "form[action$='/notes'] button:not([formaction])"
GIVES_UP = """AbortSignal.timeout = pause => {
  const question = new AbortController();
  setTimeout(() => question.abort(), 1000 * pause);
  return question.signal;
};"""
"""By the clock of the page, which a journey can turn; and so late that no question is given up on a slow machine."""
SLIP = "The mentoring lunch: ask Lukas Meier."
CHANGE = "Fewer meetings at 18:00, please; my daughter waits for me then."


def accept_invitation(laptop: Page, server: Server) -> str:
    laptop.goto(server.invitation)
    laptop.get_by_label("Your name").fill("Ines")
    Mouse().press(laptop, "button", "Make my account")
    passphrase = laptop.locator("#passphrase").inner_text()
    laptop.goto(f"{server.address}/office/sign-in")
    return passphrase


def type_two_words(laptop: Page) -> None:
    """The two boxes under a new passphrase: each asks for one of its words, by number."""
    words = laptop.locator("#passphrase").inner_text().split()
    for box in laptop.get_by_label("Word ").all():
        box.fill(words[int(str(box.get_attribute("name")).removeprefix("word-")) - 1])


def sign_in(laptop: Page, passphrase: str = PASSPHRASE) -> None:
    """On the way to any page of the office, and on to it."""
    laptop.get_by_label("Your name").fill("Ines")
    laptop.get_by_label("Passphrase").fill(passphrase)
    Mouse().press(laptop, "button", "Sign in")
    expect(laptop.get_by_label("Passphrase")).to_have_count(0)


def open_a_survey(laptop: Page) -> str:
    """From the catalogue to an open survey; gives back the code on the poster."""
    hand = Mouse()
    hand.press(laptop, "link", "Choose a ready-made survey")
    hand.press(laptop, "button", "Start with this")
    hand.press(laptop, "button", "Save")
    hand.press(laptop, "link", "Open the survey")
    hand.press(laptop, "button", "Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    return laptop.locator("dd.code").inner_text()


def save_the_draft(laptop: Page, hand: Hand) -> None:
    """At once, although it may be saving itself at that moment."""
    hand.press(laptop, "button", "Save the draft")


def write_two_notes(phone: Page, server: Server, code: str) -> None:
    phone.goto(server.address)
    phone.get_by_label("Code").fill(code)
    with phone.expect_navigation():
        phone.locator("form button").click()
    button = phone.locator(CHECK)
    assert button.bounding_box()["y"] < 844, "the form fits one phone screen"
    phone.locator("#answer-0").fill(LIKE)
    phone.locator("#answer-1").fill(CHANGE)
    check(phone)
    expect(phone.locator(".note").first).to_contain_text("[a person]")
    expect(phone.locator(".note").first).to_contain_text("[an e-mail address]")
    expect(phone.locator(".note").first).not_to_contain_text("Lukas")
    send(phone)


def write(phone: Page, server: Server, code: str, text: str, sharing: Sharing = Sharing.SHEET) -> None:
    phone.goto(f"{server.address}/s/{code.replace(' ', '')}")
    phone.locator("#answer-0").fill(text)
    check(phone)
    send(phone, sharing)


def others_write(server: Server, code: str, texts: Iterable[str], sharing: Sharing = Sharing.SHEET) -> None:
    """One note each, by the library: their phones do what the phone of the journey does."""
    with open_office(server.instance.office, read_only=True) as office:
        survey = survey_by_slug(office, code.replace(" ", ""))
    for text in texts:
        stores(survey, server.instance, text, sharing=sharing.value)


def check(phone: Page) -> None:
    """On to the page that shows what will be stored."""
    with phone.expect_navigation():
        phone.locator(CHECK).click()


def send(phone: Page, sharing: Sharing = Sharing.SHEET) -> None:
    phone.locator(f"input[name=sharing][value='{sharing.value}']").check()
    with phone.expect_navigation():
        phone.locator(SEND).click()
    expect(phone.locator("[data-locked]")).to_be_visible()


def close_and_read(laptop: Page) -> None:
    laptop.reload()
    hand = Mouse()
    hand.press(laptop, "link", "Close the survey")
    hand.press(laptop, "button", "Close the survey")
    hand.press(laptop, "button", "Unlock the new notes")
    expect(laptop.locator("li.note").first).to_be_visible()


def mask(laptop: Page, word: str) -> None:
    note = laptop.locator("li.note", has_text=word)
    with laptop.expect_navigation():
        note.get_by_role("button", name="Mask words").click()
    laptop.get_by_text(word, exact=True).click()
    Mouse().press(laptop, "button", "Show the result")
    expect(laptop.locator("p.note")).to_contain_text("[…]")
    Mouse().press(laptop, "button", "Mask for good")
    expect(laptop.get_by_text(word)).to_have_count(0)


def type_in_from_paper(laptop: Page) -> None:
    """From the page of notes and back to it: three slips, one of them with two lines and a name."""
    notes = laptop.url
    hand = Mouse()
    hand.press(laptop, "link", "← ")
    hand.press(laptop, "link", "Type in notes from paper")
    boxes = laptop.get_by_role("group", name="One thing I like in CMS")
    boxes.get_by_label("in the discussion sheet").fill(f"{SLIP}\nI learn “a lot” there.\n\nThe canteen.")
    boxes.get_by_label("Only the organisers").fill("The quiet room.")
    hand.press(laptop, "button", "See what we will store")
    expect(laptop.locator(".note")).to_have_count(3)
    expect(laptop.locator(".note", has_text="Ask")).not_to_contain_text("Lukas")
    hand.press(laptop, "button", "Store these 3 notes")
    expect(laptop.get_by_role("status").first).to_contain_text("3")
    laptop.goto(notes)


def print_slips(laptop: Page, paper: str) -> int:
    """How many sheets of paper come out of the printer."""
    with laptop.context.new_page() as slips:
        slips.goto(re.sub(r"(/surveys/\w+).*", r"\1/paper/slip", laptop.url))
        return len(PdfReader(BytesIO(slips.pdf(format=paper))).pages)


def make_a_version(laptop: Page) -> None:
    Mouse().press(laptop, "button", "I have read these")
    Mouse().press(laptop, "link", "Make the discussion sheet")
    Mouse().press(laptop, "button", "Shuffle and make the version")
    expect(laptop.get_by_role("heading", name="Version")).to_be_visible()


def turns_its_clock(laptop: Page) -> None:
    """From the next page on, `laptop.clock.fast_forward` makes time pass, also until a question is given up."""
    laptop.clock.install()
    laptop.add_init_script(GIVES_UP)


def download(laptop: Page, name: str, path: Path, *, exact: bool = False) -> Path:
    with laptop.expect_download() as waiting:
        laptop.get_by_role("link", name=name, exact=exact).click()
    waiting.value.save_as(path)
    return path


def stays(laptop: Page) -> list[str]:
    """What the next question of the page or of the browser was; the organiser does not want to go on."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    laptop.once("dialog", answer)
    return asked


def is_asked_before_leaving(laptop: Page, link: Locator) -> bool:
    """Whether the browser asks when somebody follows a link; they stay on the page."""
    asked, page = stays(laptop), laptop.url
    with laptop.expect_event("dialog"):
        link.click()
    return (asked, laptop.url) == (["beforeunload"], page)
