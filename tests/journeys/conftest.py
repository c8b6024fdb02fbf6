"""A real server and a real browser."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from surveys.storage import Instance
from tests.journeys.browsers import CHROMIUM, PATIENCE, QUIET, end_all
from tests.promises.server import free_port

PROJECT = Path(__file__).resolve().parents[2]
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}

expect.set_options(timeout=PATIENCE * 1_000)


@dataclass
class Server:
    """gunicorn as `make run` starts it, on an instance of its own."""

    address: str
    folder: Path
    invitation: str

    @property
    def instance(self) -> Instance:
        return Instance(self.folder, self.folder.with_name("sessions"))

    def all_bytes(self) -> bytes:
        """Everything that lies in the instance folder, one file after the other."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    port = free_port()
    environment = os.environ | {
        "UNSIGNED_INSTANCE": str(tmp_path / "instance"),
        "UNSIGNED_SESSIONS": str(tmp_path / "sessions"),
        "UNSIGNED_PORT": str(port),
        "UNSIGNED_CONTACTS": "Ombudsperson, building 500",
    }
    ours, theirs = pty.openpty()  # the invitation is printed to a terminal only
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "app:app"]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        printed = _read_until(ours, b"/office/invitation/")
        link = re.search(rb"http\S+/office/invitation/\S+", printed)
        yield Server(f"http://127.0.0.1:{port}", tmp_path / "instance", link[0].decode())
    finally:
        process.terminate()
        process.wait()
        os.close(ours)


@pytest.fixture(autouse=True)
def no_browser_outlives_its_test() -> Iterator[None]:
    yield
    end_all()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A participant's phone: small, and with scripts off."""
    context = patient(browser.new_context(viewport=PHONE, java_script_enabled=False))
    yield context.new_page()
    assert not context.cookies(), "a participant's pages set no cookie"
    context.close()


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A facilitator's laptop."""
    context = patient(browser.new_context(viewport=LAPTOP, accept_downloads=True))
    yield context.new_page()
    context.close()


def patient(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(PATIENCE * 1_000)
    return context


def _read_until(file: int, words: bytes) -> bytes:
    printed = b""
    while words not in printed or not printed.rpartition(words)[2].endswith(b"\n"):
        printed += os.read(file, 4096)
    return printed
