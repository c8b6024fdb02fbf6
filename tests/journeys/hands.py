"""How somebody uses a page: with a mouse, or with nothing but the keyboard."""

from typing import Literal

from playwright.sync_api import Locator, Page

Role = Literal["button", "link"]
MOST_TABS = 400


def unfold(hand: "Mouse | Keyboard", page: Page, role: Role, name: str) -> None:
    """Open the fold of a survey's page in which the thing is, where nothing by that name is in sight."""
    page.wait_for_load_state()
    folded = page.locator("details.fold:not([open])", has=page.get_by_role(role, name=name, include_hidden=True))
    if not page.get_by_role(role, name=name).count() and folded.count():
        hand.press_on(page, folded.first.locator("> summary"))


class Mouse:
    """Clicks."""

    def press(self, page: Page, role: Role, name: str) -> None:
        unfold(self, page, role, name)
        page.get_by_role(role, name=name).first.click()

    def press_on(self, page: Page, thing: Locator) -> None:
        thing.click()

    def write(self, page: Page, label: str, text: str) -> None:
        page.get_by_label(label).first.fill(text)

    def tick(self, page: Page, thing: Locator) -> None:
        thing.check()


class Keyboard:
    """Tab, Enter, Space and letters: the mouse lies in the drawer."""

    def press(self, page: Page, role: Role, name: str) -> None:
        unfold(self, page, role, name)
        self.press_on(page, page.get_by_role(role, name=name).first)

    def press_on(self, page: Page, thing: Locator) -> None:
        self._reach(page, thing)
        page.keyboard.press("Enter")

    def write(self, page: Page, label: str, text: str) -> None:
        self._reach(page, page.get_by_label(label).first)
        page.keyboard.press("Control+A")
        page.keyboard.type(text)

    def tick(self, page: Page, thing: Locator) -> None:
        if thing.is_checked():
            return
        if thing.get_attribute("type") == "radio":
            self._go_to_radio(page, thing)
        else:
            self._reach(page, thing)
            page.keyboard.press("Space")

    def _go_to_radio(self, page: Page, thing: Locator) -> None:
        """Tab leads to the chosen one of a group, arrows lead on."""
        self._reach(page, page.locator(f"input[name={thing.get_attribute('name')}]:checked"))
        for _ in range(MOST_TABS):
            if thing.is_checked():
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {thing}")

    def _reach(self, page: Page, thing: Locator) -> None:
        thing.wait_for()
        for _ in range(MOST_TABS):
            if thing.evaluate("one => one === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {thing}")
