"""Grouping a pile of notes: themes from the categories, keys, dragging to a theme that is out of sight, undo."""

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.journeys.conftest import Server
from tests.journeys.steps import accept_invitation, check, close_and_read, open_a_survey, send, sign_in

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
NOTES = {
    "Family friendliness": "Meetings end after the children sleep.",
    "Collegiality": "People answer my questions.",
    "Professional mentorship": "My mentor has time.",
    "Biases": "Look at how talks are given out.",
    "Publication": "Reviews take a year.",
    "": "More coffee.",
}


@pytest.mark.journey
def test_grouping_by_buttons_keys_and_dragging(server: Server, phone: Page, laptop: Page) -> None:
    """Given notes in five categories; when they are grouped by one button, by keys and by dragging; then five themes
    fit the laptop and eleven the projector, each note is where it was sent after a reload, and one step undoes it."""
    sign_in(laptop, accept_invitation(laptop, server))
    code = open_a_survey(laptop)
    for category, text in NOTES.items():
        write_in_category(phone, server, code, category, text)
    close_and_read(laptop)
    laptop.goto(laptop.url.replace("/notes", "/pinboard"))

    laptop.get_by_role("button", name="Themes from the categories").click()
    expect(laptop.locator(".column")).to_have_count(6)
    assert are_all_in_sight(laptop, laptop.locator(".column"))
    laptop.get_by_role("button", name="Undo").click()
    expect(laptop.locator(".column")).to_have_count(1)
    laptop.get_by_role("button", name="Themes from the categories").click()
    expect(laptop.locator(".column")).to_have_count(6)

    expect(laptop.get_by_role("button", name="Biggest themes first")).to_be_visible()
    coffee = pin(laptop, "More coffee.")
    laptop.locator("#new-theme").press_sequentially("j 2")
    assert laptop.locator("#new-theme").input_value() == "j 2", "keys are letters while somebody types"
    laptop.locator("#new-theme").fill("")
    coffee.get_by_role("button").focus()
    laptop.keyboard.press("2")
    expect(in_column(laptop, 2).filter(has_text="More coffee.")).to_be_visible()
    coffee.get_by_role("button").focus()
    laptop.keyboard.press("t")
    expect(in_column(laptop, 2).first).to_contain_text("More coffee.")

    for number in range(6):
        laptop.locator("#new-theme").fill(f"Later {number}")
        laptop.get_by_role("button", name="Add", exact=True).click()
        expect(laptop.locator(".column")).to_have_count(7 + number)
    laptop.reload()
    expect(in_column(laptop, 2).first).to_contain_text("More coffee.")
    drag_past_the_edge(laptop, pin(laptop, "My mentor has time."), laptop.locator(".column").last)
    laptop.reload()
    expect(in_column(laptop, 11)).to_contain_text("My mentor has time.")

    with laptop.expect_response("**/move"):
        press_in_a_moment(laptop, coffee, "10")
    expect(in_column(laptop, 10)).to_contain_text("More coffee.")
    coffee.get_by_role("button").focus()
    with laptop.expect_response("**/move"):
        laptop.keyboard.press("1")  # that is all, as nothing follows
    expect(in_column(laptop, 1).filter(has_text="More coffee.")).to_be_visible()
    laptop.reload()
    expect(in_column(laptop, 1).filter(has_text="More coffee.")).to_be_visible()
    is_for_the_room(laptop)


def is_for_the_room(laptop: Page) -> None:
    """On the projector all themes are in sight, and nothing that only organisers use until they unfold it."""
    ours = laptop.locator("#new-theme, #undo, #filters, #keys, .change")
    laptop.set_viewport_size(PROJECTOR)
    laptop.goto(f"{laptop.url}/projector")
    themes = laptop.locator(".column:not(.loose)")
    expect(themes).to_have_count(11)
    assert are_all_in_sight(laptop, themes)
    assert themes.evaluate_all("all => all.every(one => one.getBoundingClientRect().bottom <= innerHeight)")
    expect(ours.filter(visible=True)).to_have_count(0)
    laptop.locator("#hands summary").click()
    expect(ours.filter(visible=True)).to_have_count(4 + 11)


def press_in_a_moment(laptop: Page, note: Locator, keys: str) -> None:
    """Both keys without the browser's way between them, which may be slow."""
    note.get_by_role("button").focus()
    laptop.evaluate(
        "keys => [...keys].forEach(key => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true})))",
        keys,
    )


def write_in_category(phone: Page, server: Server, code: str, category: str, text: str) -> None:
    phone.goto(f"{server.address}/s/{code.replace(' ', '')}")
    phone.locator("#answer-0").fill(text)
    if category:
        phone.locator("summary", has_text="Choose a category").first.click()
        phone.locator("[name=answer-0-category]").select_option(label=category)
    check(phone)
    send(phone)


def pin(laptop: Page, text: str) -> Locator:
    return laptop.locator("li.pin", has_text=text)


def in_column(laptop: Page, number: int) -> Locator:
    return laptop.locator(".column").nth(number).locator("li.pin")


def are_all_in_sight(laptop: Page, things: Locator) -> bool:
    return bool(things.evaluate_all("all => all.every(one => one.getBoundingClientRect().right <= innerWidth)"))


def drag_past_the_edge(laptop: Page, note: Locator, column: Locator) -> None:
    """Hold the note at the right edge until the column has come into sight, and let it go there."""
    box, board = note.bounding_box(), laptop.locator("#board").bounding_box()
    assert box is not None
    assert board is not None
    laptop.mouse.move(box["x"] + 30, box["y"] + 20)
    laptop.mouse.down()
    laptop.mouse.move(box["x"] + 60, box["y"] + 40, steps=5)
    edge = board["x"] + board["width"] - 60  # browsers themselves scroll only at the last pixels
    for shake in range(200):
        laptop.mouse.move(edge - shake % 2, board["y"] + 250)
        laptop.wait_for_timeout(30)
        if are_all_in_sight(laptop, column):
            break
    let_go_over(laptop, column)
    expect(column.locator("li.pin")).to_have_count(1)


def let_go_over(laptop: Page, column: Locator) -> None:
    """When the board has come to rest; what the server answers is waited for, or a reload would be quicker."""
    before = None
    while (there := column.locator(".pins").bounding_box()) != before:
        assert there is not None
        before = there
        laptop.mouse.move(there["x"] + 40, there["y"] + 60, steps=8)
        laptop.wait_for_timeout(300)
    with laptop.expect_response(lambda answer: answer.request.method == "POST"):
        laptop.mouse.up()
