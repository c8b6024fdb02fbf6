"""Whole browsers with a profile on the disk, as people have them: page memory, session files, restarts.

Playwright switches the page memory off and cannot drive Debian's Firefox. Chromium speaks its DevTools protocol over
a pipe, Firefox speaks Marionette over a socket; both are JSON, and this is all of them that the journeys need.
"""

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

CHROMIUM, FIREFOX = "/usr/bin/chromium", "/usr/bin/firefox-esr"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 180.0
"""Seconds, for every step and for whatever a journey expects to see: on a crowded machine Firefox takes one minute to
start. Only a journey that fails waits that long."""
_STARTED: list[subprocess.Popen[bytes]] = []
TOOLBARS = 118  # pixels of Firefox above a page
WHAT_IT_SHOWS = "(document.documentElement || {}).innerText || ''"


class BrowserErrorPage(Exception):
    """The browser has no page to show and says so itself."""


def end_all() -> None:
    """Of a test that failed on its way, the browser is still there."""
    while _STARTED:
        with _STARTED.pop() as browser:
            browser.kill()


class Browser(Protocol):
    """What somebody does with a browser; things on a page are named by CSS selectors."""

    profile: Path

    def start(self) -> None: ...
    def resize(self, width: int, height: int) -> None: ...
    def width(self) -> tuple[int, int]: ...
    def there(self, what: str) -> bool: ...
    def goto(self, address: str) -> None: ...
    def write(self, where: str, text: str) -> None: ...
    def press(self, what: str) -> None: ...
    def tick(self, what: str) -> None: ...
    def back(self) -> None: ...
    def forward(self) -> None: ...
    def reload(self) -> None: ...
    def value(self, where: str) -> str: ...
    def text(self) -> str: ...
    def text_of(self, what: str) -> str: ...
    def tabs(self) -> int: ...
    def close_newest_tab(self) -> None: ...
    def close_tab(self) -> None: ...
    def quit(self) -> None: ...


def eventually(sought: Callable[[], Any]) -> Any:
    """What is sought, as soon as there is something; pages need their time."""
    end = time.monotonic() + PATIENCE
    while not (found := sought()) and time.monotonic() < end:
        time.sleep(0.02)
    assert found, sought
    return found


@dataclass
class Chromium:
    """Debian's chromium, headless, through its pipe."""

    profile: Path
    has_page_memory: bool = True
    runs_scripts: bool = True
    _process: subprocess.Popen[bytes] = field(init=False)
    _session: str = field(init=False, default="")
    _number: int = field(init=False, default=0)
    _events: list[dict[str, Any]] = field(init=False, default_factory=list)

    def start(self) -> None:
        options = ["--headless=new", *QUIET, "--disable-sync", "--no-first-run", f"--user-data-dir={self.profile}"]
        if not self.has_page_memory:
            options.append("--disable-features=BackForwardCache")
        if not self.runs_scripts and not self.profile.exists():
            (self.profile / "Default").mkdir(parents=True)
            settings = {"profile": {"default_content_setting_values": {"javascript": 2}}}
            (self.profile / "Default/Preferences").write_text(json.dumps(settings))
        theirs, to = os.pipe()
        back, ours = os.pipe()
        command = f'exec "$@" 3<&{theirs} 4>&{ours}'
        self._process = subprocess.Popen(
            ["bash", "-c", command, "chromium", CHROMIUM, "--remote-debugging-pipe", *options, "about:blank"],
            pass_fds=(theirs, ours),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _STARTED.append(self._process)
        os.close(theirs)
        os.close(ours)
        self._to, self._from, self._heard = to, back, b""
        self._attach(eventually(self._pages)[0])

    def resize(self, width: int, height: int) -> None:
        screen = "Emulation.setDeviceMetricsOverride"
        self._ask(screen, width=width, height=height, deviceScaleFactor=1, mobile=width < 500)

    def width(self) -> tuple[int, int]:
        """Of the page and of the window, in pixels of CSS."""
        return self._says("document.documentElement.scrollWidth"), self._says("innerWidth")

    def goto(self, address: str) -> None:
        self._moves(lambda: self._ask("Page.navigate", url=address))

    def write(self, where: str, text: str) -> None:
        self._focus(where)
        self._ask("Input.insertText", text=text)

    def press(self, what: str) -> None:
        before = self.tabs()
        opens_a_tab = self._says(f"document.querySelector({json.dumps(what)}).target") == "_blank"
        self._focus(what)
        if opens_a_tab:
            self._key("Enter", "\r")
            eventually(lambda: self.tabs() > before)
        else:
            self._moves(lambda: self._key("Enter", "\r"))

    def tick(self, what: str) -> None:
        self._focus(what)
        self._key(" ", " ")

    def back(self) -> None:
        self._go(-1)

    def forward(self) -> None:
        self._go(1)

    def reload(self) -> None:
        self._moves(lambda: self._ask("Page.reload"))

    def value(self, where: str) -> str:
        return str(self._says(f"document.querySelector({json.dumps(where)}).value"))

    def text(self) -> str:
        return str(self._says(WHAT_IT_SHOWS))

    def text_of(self, what: str) -> str:
        return str(self._says(f"document.querySelector({json.dumps(what)})?.innerText ?? ''"))

    def there(self, what: str) -> bool:
        return bool(self._says(f"!!document.querySelector({json.dumps(what)})"))

    def tabs(self) -> int:
        return len(self._pages())

    def close_newest_tab(self) -> None:
        newest = next(tab for tab in self._pages() if tab != self._tab)
        self._ask("Target.closeTarget", targetId=newest, session="")
        eventually(lambda: newest not in self._pages())

    def close_tab(self) -> None:
        """Close the tab in use and go on in an empty one."""
        (old,) = self._pages()
        self._attach(self._ask("Target.createTarget", url="about:blank", session="")["targetId"])
        self._ask("Target.closeTarget", targetId=old, session="")
        eventually(lambda: self.tabs() == 1)

    def quit(self) -> None:
        self._ask("Browser.close", session="")
        self._process.wait(PATIENCE)
        os.close(self._to)
        os.close(self._from)

    def _pages(self) -> list[str]:
        everything = self._ask("Target.getTargets", session="")["targetInfos"]
        return [target["targetId"] for target in everything if target["type"] == "page"]

    def _attach(self, target: str) -> None:
        self._tab = target
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True, session="")["sessionId"]
        self._ask("Page.enable")

    def _go(self, steps: int) -> None:
        history = self._ask("Page.getNavigationHistory")
        entry = history["entries"][history["currentIndex"] + steps]
        self._moves(lambda: self._ask("Page.navigateToHistoryEntry", entryId=entry["id"]))

    def _moves(self, act: Callable[[], object]) -> None:
        """Act, and wait for the next page; raises BrowserErrorPage where there is none."""
        self._events.clear()
        act()
        frame = eventually(self._new_page)
        eventually(lambda: self._says("document.readyState") == "complete")
        if frame.get("unreachableUrl"):
            raise BrowserErrorPage(self.text())

    def _new_page(self) -> dict[str, Any]:
        self._says("0")  # hears what has happened
        moved = [event["params"]["frame"] for event in self._events if event["method"] == "Page.frameNavigated"]
        return next((frame for frame in moved if "parentId" not in frame), {})

    def _focus(self, what: str) -> None:
        self._says(f"document.querySelector({json.dumps(what)}).focus()")

    def _key(self, name: str, text: str) -> None:
        code = {"Enter": 13, " ": 32}[name]
        for kind in ("keyDown", "keyUp"):
            said = {"text": text} if kind == "keyDown" else {}
            self._ask("Input.dispatchKeyEvent", type=kind, key=name, windowsVirtualKeyCode=code, **said)

    def _says(self, expression: str) -> Any:
        """What a page answers; one that is being left has no answer, and the next one is asked."""
        answered = eventually(lambda: self._ask("Runtime.evaluate", expression=expression, returnByValue=True))
        return answered["result"].get("value")

    def _ask(self, method: str, session: str | None = None, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session := self._session if session is None else session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._hear()).get("id") != self._number:
            self._events.append(answer)
        return dict(answer.get("result", {}))

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            more = os.read(self._from, 65536)
            assert more, "the browser is gone"
            self._heard += more
        message, _, self._heard = self._heard.partition(b"\0")
        return dict(json.loads(message))


@dataclass
class Firefox:
    """Debian's firefox-esr, headless, through Marionette."""

    profile: Path
    has_page_memory: bool = True
    runs_scripts: bool = True
    _process: subprocess.Popen[bytes] = field(init=False)
    _number: int = field(init=False, default=0)

    def start(self) -> None:
        self.profile.mkdir(exist_ok=True)
        (self.profile / "MarionetteActivePort").unlink(missing_ok=True)
        (self.profile / "user.js").write_text(self._settings())
        self._process = subprocess.Popen(
            [
                FIREFOX,
                *["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile"],
                str(self.profile),
            ],
            env=os.environ | {"HOME": str(self.profile), "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _STARTED.append(self._process)
        port = eventually(self._port)
        self._line = eventually(lambda: self._connect(port))
        self._heard = b""
        self._hear()  # it says who it is
        self._ask("WebDriver:NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "ignore"}})
        self._tab = self._ask("WebDriver:GetWindowHandle")["value"]

    def resize(self, width: int, height: int) -> None:
        """Its window is as narrow as a phone only when its own pages are told to be."""
        self._ask("Marionette:SetContext", value="chrome")
        script = "document.documentElement.style.minWidth = 0"
        self._ask("WebDriver:ExecuteScript", script=script, args=[])
        self._ask("Marionette:SetContext", value="content")
        self._ask("WebDriver:SetWindowRect", width=width, height=height + TOOLBARS)

    def width(self) -> tuple[int, int]:
        """Of the page and of the window, in pixels of CSS."""
        script = "return [document.documentElement.scrollWidth, innerWidth]"
        page, window = self._ask("WebDriver:ExecuteScript", script=script, args=[])["value"]
        return page, window

    def goto(self, address: str) -> None:
        self._ask("WebDriver:Navigate", url=address)

    def write(self, where: str, text: str) -> None:
        self._ask("WebDriver:ElementSendKeys", id=self._find(where), text=text)

    def press(self, what: str) -> None:
        """By the Enter key: a click of Marionette listens for the page's end, which shuts the page memory."""
        tabs, page = self.tabs(), self._find("html")
        self._ask("WebDriver:ElementSendKeys", id=self._find(what), text="\ue007")
        eventually(lambda: self.tabs() > tabs or not self._is_there(page))
        eventually(self._is_complete)

    def tick(self, what: str) -> None:
        """By the space bar: a click of Marionette scrolls a box behind a bar at the foot of the page."""
        self._ask("WebDriver:ElementSendKeys", id=self._find(what), text=" ")

    def back(self) -> None:
        self._ask("WebDriver:Back")

    def forward(self) -> None:
        self._ask("WebDriver:Forward")

    def reload(self) -> None:
        """Whoever is asked whether to send a form again says yes."""
        self._ask("WebDriver:Refresh")

    def value(self, where: str) -> str:
        return str(self._ask("WebDriver:GetElementProperty", id=self._find(where), name="value")["value"])

    def text(self) -> str:
        return self.text_of("body")

    def text_of(self, what: str) -> str:
        return str(self._ask("WebDriver:GetElementText", id=self._find(what))["value"])

    def there(self, what: str) -> bool:
        return bool(self._ask("WebDriver:FindElements", using="css selector", value=what))

    def tabs(self) -> int:
        return len(self._ask("WebDriver:GetWindowHandles"))

    def close_newest_tab(self) -> None:
        newest = next(tab for tab in self._ask("WebDriver:GetWindowHandles") if tab != self._tab)
        self._ask("WebDriver:SwitchToWindow", handle=newest)
        self._ask("WebDriver:CloseWindow")
        self._ask("WebDriver:SwitchToWindow", handle=self._tab)

    def close_tab(self) -> None:
        """Close the tab in use and go on in an empty one."""
        new = self._ask("WebDriver:NewWindow", type="tab")["handle"]
        self._ask("WebDriver:CloseWindow")
        self._ask("WebDriver:SwitchToWindow", handle=new)
        self._tab = new

    def offers_to_keep_a_password(self) -> bool:
        """Whether Firefox asks, at this moment, to keep a password."""
        self._ask("Marionette:SetContext", value="chrome")
        script = "return !!window.PopupNotifications.getNotification('password')"
        asks = self._ask("WebDriver:ExecuteScript", script=script, args=[])["value"]
        self._ask("Marionette:SetContext", value="content")
        return bool(asks)

    def quit(self) -> None:
        self._ask("Marionette:Quit", flags=["eAttemptQuit"])
        self._line.close()
        self._process.wait(PATIENCE)

    def _settings(self) -> str:
        wanted: dict[str, object] = {
            "marionette.port": 0,
            "remote.prefs.recommended": False,  # they would switch off what people have, such as session files
            "browser.startup.page": 3,  # a restart brings the tabs back
            "browser.sessionstore.interval": 500,
            "datareporting.policy.dataSubmissionEnabled": False,
            "toolkit.telemetry.enabled": False,
            "app.update.enabled": False,
            "browser.shell.checkDefaultBrowser": False,
            "browser.aboutwelcome.enabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "services.settings.server": "http://127.0.0.1:9",
            "javascript.enabled": self.runs_scripts,
        }
        if not self.has_page_memory:
            wanted["browser.sessionhistory.max_total_viewers"] = 0
        return "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items())

    def _port(self) -> int:
        file = self.profile / "MarionetteActivePort"
        return int(file.read_text() or 0) if file.exists() else 0

    def _connect(self, port: int) -> socket.socket | None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            return None

    def _is_there(self, element: str) -> bool:
        try:
            return bool(self._ask("WebDriver:GetElementTagName", id=element))
        except AssertionError:
            return False

    def _is_complete(self) -> bool:
        """A page that is just being left cannot say; the next one is asked."""
        with suppress(AssertionError):
            script = "return document.readyState"
            return bool(self._ask("WebDriver:ExecuteScript", script=script, args=[])["value"] == "complete")
        return False

    def _find(self, what: str) -> str:
        found = self._ask("WebDriver:FindElement", using="css selector", value=what)["value"]
        return str(next(iter(found.values())))

    def _ask(self, command: str, **parameters: object) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters])
        self._line.sendall(f"{len(message.encode())}:{message}".encode())
        _, _, error, result = self._hear()
        if error and "error page" in error["message"]:
            raise BrowserErrorPage(error["message"])
        assert not error, (command, error)
        return result

    def _hear(self) -> Any:
        while b":" not in self._heard or len(self._heard.partition(b":")[2]) < int(self._heard.partition(b":")[0]):
            more = self._line.recv(65536)
            assert more, "the browser is gone"
            self._heard += more
        length, _, rest = self._heard.partition(b":")
        self._heard = rest[int(length) :]
        return json.loads(rest[: int(length)])
