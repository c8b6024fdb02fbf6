"""Somebody looks at the product before they install anything."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from surveys.settings import PROJECT
from tests.journeys.hands import Mouse
from tests.journeys.steps import check
from tests.promises.server import free_port


@pytest.fixture
def links() -> Iterator[dict[str, str]]:
    """What `make tour` prints, by the first word of each path; the tour ends by Ctrl-C."""
    environment = os.environ | {"UNSIGNED_PORT": str(free_port())}
    command = [sys.executable, "-m", "flask", "--app", "app", "tour"]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True)
    printed: dict[str, str] = {}
    for line in process.stdout:
        printed |= {path: link for link, path in re.findall(r"(http://127[\d.:]+/(\w+)/\S+)", line)}
        if "r" in printed:
            break
    yield printed
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert list(Path("/dev/shm").glob(f"unsigned-tour-{process.pid}-*")) == []


@pytest.mark.journey
def test_a_visitor_sees_every_stage_and_writes_a_note(links: dict[str, str], laptop: Page, phone: Page) -> None:
    """Given a tour; the link signs its visitor in; each survey can be worked with; a phone writes; all have a band."""
    laptop.goto(links["tour"])
    band = laptop.locator(".band.tour")
    expect(band).to_be_visible()
    surveys = laptop.locator("main a[href^='/office/surveys/']")
    homes = {one.inner_text(): one.get_attribute("href") for one in surveys.all()}
    assert len({address for address in homes.values() if re.fullmatch(r"/office/surveys/[0-9a-f]{16}", address)}) == 4
    Mouse().press(laptop, "link", "Microaggressions")
    home = laptop.url
    Mouse().press(laptop, "link", "Pinboard")
    expect(laptop.get_by_role("heading", name="Tools and tasks")).to_be_visible()
    for page in ("meeting", "pinboard", "poster?view=projector"):
        laptop.goto(f"{home}/{page}")
        expect(band).to_be_in_viewport()
    phone.goto(links["s"])
    expect(phone.locator(".band.tour")).to_be_visible()
    phone.locator("#answer-0").fill("The canteen.")
    check(phone)
    phone.locator("input[name=sharing]").first.check()
    Mouse().press(phone, "button", "Send")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank")
    phone.goto(links["r"])
    expect(phone.get_by_text("Childcare in each week.")).to_be_visible()
    expect(phone.get_by_text("committee work counts in every nomination")).to_be_visible()
