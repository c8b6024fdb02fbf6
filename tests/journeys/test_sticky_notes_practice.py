"""The sticky-notes practice, from opening to a published sheet with themes and actions, and a management summary."""

from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server
from tests.journeys.hands import Keyboard
from tests.journeys.steps import accept_invitation, close_and_read, mask, others_write, sign_in, write

NOTES = (
    "No meeting after 18:00, I have to fetch my children.",
    "A room for children in the plenary week would let me come.",
    "More talks by students.",
    "I like the coffee corner on the second floor.",
    "The agenda comes too late for a visa.",
    "Somebody should answer the questions of newcomers on Fridays.",
)


@pytest.mark.journey
def test_sticky_notes_practice_with_the_keyboard_alone(
    server: Server, phone: Page, laptop: Page, tmp_path: Path
) -> None:
    """Given notes for everyone in the collaboration; when they are read, grouped, answered and published; then the
    page behind the secret link and the management summary hold what they may, and follow a later mask."""
    hand = Keyboard()
    sign_in(laptop, accept_invitation(laptop, server))
    code = open_for_everyone(laptop, hand)
    write(phone, server, code, NOTES[0])
    others_write(server, code, NOTES[1:])
    close_and_read(laptop)
    hand.press(laptop, "button", "I have read these")

    group(laptop, hand)
    answer(laptop, hand)
    link = publish(laptop, hand)
    summary = quote_and_download(laptop, hand, tmp_path / "management-summary.pdf")

    phone.goto(link)
    for words in ("Children and hours", "A second room with two carers", "co-chairs", *NOTES):
        expect(phone.locator("body")).to_contain_text(words)
    assert "Children and hours" in summary
    assert "A second room with two carers" in summary
    assert "More talks by students." in summary
    assert "coffee corner" not in summary, "nobody picked it"

    hand.press(laptop, "link", "Yellow sticky notes")
    hand.press(laptop, "link", "Notes")
    mask(laptop, "newcomers")
    phone.reload()
    expect(phone.locator("body")).not_to_contain_text("newcomers")
    expect(phone.locator("body")).to_contain_text("[…]")


def open_for_everyone(laptop: Page, hand: Keyboard) -> str:
    hand.press(laptop, "link", "Choose a ready-made survey")
    hand.press(laptop, "button", "Start with this")
    hand.tick(laptop, laptop.get_by_label("Everyone in the collaboration"))
    hand.press(laptop, "button", "Save the draft")
    hand.press(laptop, "link", "Open the survey")
    hand.press(laptop, "button", "Open the survey")
    expect(laptop.locator(".pill.now-open")).to_be_visible()
    return laptop.locator("dd.code").inner_text()


def group(laptop: Page, hand: Keyboard) -> None:
    hand.press(laptop, "link", "Pinboard")
    hand.write(laptop, "New theme", "Children and hours")
    hand.press_here(laptop, "button", "Add")
    expect(laptop.get_by_role("heading", name="Children and hours")).to_be_visible()
    for text in NOTES[:2]:
        pin = laptop.locator("li.pin", has_text=text)
        hand.press_on(laptop, pin.get_by_role("button"))
        hand.press_here(laptop, "button", "Children and hours")
        expect(laptop.locator("section.colour-0 li.pin, section.colour-1 li.pin", has_text=text)).to_be_visible()


def answer(laptop: Page, hand: Keyboard) -> None:
    hand.press(laptop, "link", "Yellow sticky notes")
    hand.press(laptop, "link", "Possible actions")
    if not laptop.get_by_label("Concern").first.is_visible():
        hand.press_on(laptop, laptop.locator("summary", has_text="Add a possible action").first)
    hand.write(laptop, "Concern", "Parents cannot come to the plenary.")
    hand.write(laptop, "Possible action", "A second room with two carers.")
    hand.write(laptop, "Owner", "co-chairs")
    hand.press(laptop, "button", "Add")
    expect(laptop.get_by_text("A second room with two carers.").first).to_be_visible()


def publish(laptop: Page, hand: Keyboard) -> str:
    """A version is made and published; gives back the secret link."""
    hand.press(laptop, "link", "Yellow sticky notes")
    hand.press(laptop, "link", "Discussion sheets")
    hand.press(laptop, "button", "Shuffle and make the version")
    hand.press(laptop, "link", "Discussion sheets")
    hand.press(laptop, "link", "Yellow sticky notes")
    hand.press(laptop, "link", "Published page")
    hand.press(laptop, "button", "Publish")
    return laptop.get_by_label("Link").first.input_value()


def quote_and_download(laptop: Page, hand: Keyboard, path: Path) -> str:
    hand.press(laptop, "link", "Yellow sticky notes")
    hand.press(laptop, "link", "Management summary")
    hand.press(laptop, "link", "Choose quotations")
    hand.tick(laptop, laptop.locator("li.note", has_text="More talks by students.").get_by_role("checkbox"))
    hand.press(laptop, "button", "Save these quotations")
    with laptop.expect_download() as waiting:
        hand.press_here(laptop, "link", "Download as PDF")
    waiting.value.save_as(path)
    return " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
