"""How somebody uses a page: with a mouse, or with nothing but the keyboard.

`press` is for what leads to another page, and that page is there when it returns: whatever the journey does next, it
does not do to the page that it has just left. `press_here` is for a button that changes the page it is on.
"""

from abc import ABC, abstractmethod
from typing import Literal

from playwright.sync_api import Locator, Page

Role = Literal["button", "link"]
MOST_TABS = 400


class Hand(ABC):
    """What a mouse and a keyboard have in common."""

    @abstractmethod
    def press_on(self, page: Page, thing: Locator) -> None: ...

    @abstractmethod
    def write(self, page: Page, label: str, text: str) -> None: ...

    @abstractmethod
    def tick(self, page: Page, thing: Locator) -> None: ...

    def press(self, page: Page, role: Role, name: str) -> None:
        self._unfold(page, role, name)
        with page.expect_navigation():
            self.press_here(page, role, name)

    def press_here(self, page: Page, role: Role, name: str) -> None:
        self.press_on(page, page.get_by_role(role, name=name).first)

    def _unfold(self, page: Page, role: Role, name: str) -> None:
        """Open the fold of a survey's page in which the thing is, where nothing by that name is in sight."""
        folded = page.locator("details.fold:not([open])", has=page.get_by_role(role, name=name, include_hidden=True))
        if not page.get_by_role(role, name=name).count() and folded.count():
            self.press_on(page, folded.first.locator("> summary"))


class Mouse(Hand):
    """Clicks."""

    def press_on(self, page: Page, thing: Locator) -> None:
        thing.click()

    def write(self, page: Page, label: str, text: str) -> None:
        page.get_by_label(label).first.fill(text)

    def tick(self, page: Page, thing: Locator) -> None:
        thing.check()


class Keyboard(Hand):
    """Tab, Enter, Space and letters: the mouse lies in the drawer."""

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
