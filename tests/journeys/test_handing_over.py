"""Handing over: a sheet by theme, late slips at its end, a short summary, quote cards and the report to the board."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from surveys.curation import Action, ActionState, Theme
from surveys.storage import Instance
from surveys.survey import Audience, Survey
from tests.actors import Organiser, organiser_at, stores, types_in
from tests.journeys.conftest import Server
from tests.journeys.hands import Mouse
from tests.journeys.steps import download, sign_in

AGREED = "Plenary sessions end at 17:00."


@pytest.mark.journey
def test_handing_over_sixty_notes(server: Server, laptop: Page, tmp_path: Path) -> None:
    """Given sixty notes that were read and grouped, with an action that was agreed; when they are handed over in each
    way; then everybody's numbers stay, what was agreed comes first, and each document has the pages that it may."""
    organiser = organiser_at(server.folder.parent)
    survey = grouped_survey(organiser, organiser.instance)
    laptop.goto(f"{server.address}/office/sign-in")
    sign_in(laptop)
    Mouse().press(laptop, "link", survey.title)
    home = laptop.url

    laptop.locator("summary", has_text="Hand over").click()
    Mouse().press(laptop, "link", "Discussion sheets")
    expect(laptop.locator("input[name=arrangement][value=theme]")).to_be_checked()
    Mouse().press(laptop, "button", "Shuffle and make the version")
    before = numbers(download(laptop, "JSON", tmp_path / "before.json"))
    sheet = text_of(download(laptop, "PDF", tmp_path / "sheet.pdf", exact=True))
    assert sheet.index("Late hours") < sheet.index(AGREED) < sheet.index("Without a theme")

    types_in(organiser, survey, *(f"The slip number {number} was in the box." for number in range(5)))
    laptop.reload()
    Mouse().press(laptop, "button", "Add them at the end")
    after = numbers(download(laptop, "JSON", tmp_path / "after.json"))
    assert before.items() <= after.items()
    assert sorted(set(after.values()) - set(before.values())) == [61, 62, 63, 64, 65]

    laptop.goto(f"{home}/summary/quotations")
    for box in laptop.locator("input[name=quote]").all()[:2]:
        box.check()
    Mouse().press(laptop, "button", "Save these quotations")
    summary = PdfReader(download(laptop, "Download as PDF", tmp_path / "summary.pdf"))
    assert len(summary.pages) <= 2
    first = summary.pages[0].extract_text()
    assert first.index(AGREED) < first.index("Late hours", first.index(AGREED))

    Mouse().press(laptop, "link", "Quote cards")
    with zipfile.ZipFile(BytesIO(download(laptop, "Download 2 cards", tmp_path / "cards.zip").read_bytes())) as cards:
        assert len(cards.namelist()) == 2 * 4 + 1

    laptop.goto(f"{home}/year")
    expect(laptop.get_by_role("button", name="Print or save as PDF")).to_be_in_viewport()
    board = PdfReader(BytesIO(laptop.pdf(format="A4")))
    assert len(board.pages) <= 3
    assert AGREED in " ".join(board.pages[0].extract_text().split())


def grouped_survey(organiser: Organiser, instance: Instance) -> Survey:
    survey = organiser.opens(audience=Audience.COLLABORATION)
    for number in range(30):
        stores(survey, instance, f"Good thing number {number}.", f"The meeting number {number} is late.", sharing=2)
    notes = organiser.reads_all(survey)
    late = tuple(note.id for note in notes if note.prompt == 1)
    action = Action("0123456789abcdef", "Parents cannot come.", AGREED, "t", "chairs", ActionState.AGREED)
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(
            lambda kept: kept.with_themes((Theme("t", "Late hours", 0, late),)).with_action_added(action)
        )
    return survey


def numbers(file: Path) -> dict[str, int]:
    return {note["text"]: note["number"] for note in json.loads(file.read_text())["notes"]}


def text_of(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)
