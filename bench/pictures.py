"""Makes the pictures of the repository anew: `python bench/pictures.py icons`, or `tour` for those of docs/tour.md.

Needs what the tests need. The tour's pictures are of a real tour, which it starts and ends.
"""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.promises.server import free_port

PROJECT = Path(__file__).resolve().parents[1]
ICONS = PROJECT / "static/img"
TOUR = PROJECT / "docs/images/tour"
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
PATIENCE = 120_000
"""Milliseconds; the machine may be busy."""
LARGEST = 120_000
"""Bytes of one picture."""
SHARED = """<style>
body { margin: 0; background: #fffdf8; color: #1f1d1a; font: 600 92px/1.15 "Noto Sans", sans-serif; text-wrap: balance;
  display: flex; align-items: center; gap: 70px; height: 630px; padding: 0 80px; box-sizing: border-box }
svg { flex: none; width: 350px }
small { display: block; margin-top: 30px; font-weight: 400; font-size: 38px; color: #5d5850 }
</style>"""


def make_icons(browser: Browser) -> None:
    """The icon of the office as ICO, and the picture that a shared link shows."""
    note = (ICONS / "favicon.svg").read_text()
    page = browser.new_page(viewport={"width": 64, "height": 64})
    page.set_content(f"<style>body{{margin:0;background:transparent}}svg{{display:block}}</style>{note}")
    icon = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    icon.save(ICONS / "favicon.ico", sizes=[(16, 16), (32, 32)])
    page.set_viewport_size({"width": 1200, "height": 630})
    page.set_content(f"{SHARED}{note}<div>Write a note. Without your name.<small>Unsigned</small></div>")
    save(page, ICONS / "share.png", colours=32)


def save(page: Page, path: Path, colours: int = 128) -> None:
    """What is on the screen, in as many colours as the size allows; no time or program is written into it."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    while True:
        content = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
        if len(content.getvalue()) <= LARGEST:
            break
        colours //= 2
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())
    print(f"{path.relative_to(PROJECT)}: {len(content.getvalue()):,} bytes, {colours} colours")


@contextmanager
def a_tour() -> Iterator[dict[str, str]]:
    """The links of a running tour, by the first word of their path."""
    environment = os.environ | {"UNSIGNED_PORT": str(free_port())}
    command = [sys.executable, "-m", "flask", "--app", "app", "tour"]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    links: dict[str, str] = {}
    for line in process.stdout:
        links |= {word: link for link, word in re.findall(r"(http://127[\d.:]+/(\w+)/\S+)", line)}
        if "r" in links:
            break
    try:
        yield links
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def make_tour(browser: Browser) -> None:
    """The pictures of docs/tour.md, in its order."""
    with a_tour() as links:
        phone = browser.new_page(viewport=PHONE, device_scale_factor=1)
        laptop = browser.new_page(viewport=LAPTOP)
        for page in (phone, laptop):
            page.set_default_timeout(PATIENCE)
        laptop.goto(links["tour"])
        save(laptop, TOUR / "1-surveys.png")
        homes = {
            one.inner_text(): str(one.get_attribute("href"))
            for one in laptop.locator("main a[href^='/office/surveys/']").all()
        }
        host = links["tour"].partition("/tour/")[0]
        home_of = {word: host + address for name, address in homes.items() for word in name.split()[:1]}
        laptop.goto(home_of["Yellow"])
        save(laptop, TOUR / "2-a-survey.png")
        take_the_phones(phone, links["s"])
        laptop.goto(f"{home_of['Microaggressions']}/pinboard")
        save(laptop, TOUR / "5-pinboard.png")
        laptop.set_viewport_size(PROJECTOR)
        laptop.goto(f"{home_of['Microaggressions']}/meeting")
        laptop.get_by_role("button", name="Pick a note").click()
        laptop.locator(".the-note").wait_for()
        laptop.wait_for_timeout(500)  # its script finds the largest type that fits
        save(laptop, TOUR / "6-meeting.png")
        laptop.goto(f"{home_of['Yellow']}/poster?view=projector")
        save(laptop, TOUR / "7-projector.png")
        laptop.set_viewport_size(LAPTOP)
        laptop.goto(links["r"])
        laptop.locator("h2", has_text="Time and travel").evaluate("heading => heading.scrollIntoView()")
        save(laptop, TOUR / "8-published.png")


def take_the_phones(phone: Page, link: str) -> None:
    """The form, and the page on which the writer sees what will be stored."""
    phone.goto(link)
    save(phone, TOUR / "3-form.png")
    phone.get_by_label("One thing I like in CMS").fill("Agnieszka Wrona explains everything twice, also at CERN.")
    phone.locator("form[action$='/check'] button").click()
    save(phone, TOUR / "4-check.png")


MAKERS = {"icons": make_icons, "tour": make_tour}

if __name__ == "__main__":
    if sys.argv[1:] and set(sys.argv[1:]) <= set(MAKERS):
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for name in sys.argv[1:]:
                MAKERS[name](chromium)
            chromium.close()
    else:
        sys.exit(f"Say what to make: {' or '.join(MAKERS)}.")
