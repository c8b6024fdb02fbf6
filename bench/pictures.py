"""Makes the pictures of the repository anew: `python bench/pictures.py icons`, `tour` or `sheets`.

Needs what the tests need. `tour` is for docs/tour.md: a real tour, which it starts and ends. `sheets` is for
docs/sheets.md: pages of what the demo makes of its example notes.
"""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.promises.server import free_port

PROJECT = Path(__file__).resolve().parents[1]
ICONS = PROJECT / "static/img"
TOUR = PROJECT / "docs/images/tour"
SHEETS = PROJECT / "docs/images/sheets"
EXAMPLE = "sticky-notes"
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
    """What is on the screen."""
    save_picture(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), path, colours)


def save_picture(picture: Image.Image, path: Path, colours: int = 128) -> None:
    """In as many colours as the size allows; no time or program is written into it."""
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


@dataclass(frozen=True)
class Shown:
    """A page of what the demo made, counted from 1, and how many pixels wide its picture is."""

    file_name: str
    page: int
    width: int


PAGES = {
    "sheet": Shown("sheet.pdf", 1, 744),
    "cards": Shown("cards.pdf", 1, 744),
    "large-print": Shown("large-print.pdf", 1, 744),
    "slide": Shown("slides.pptx", 3, 960),
    "table": Shown("sheet.xlsx", 1, 960),
}
"""By the name of the picture. The first two slides are the title and a question."""


def make_sheets(_browser: Browser) -> None:
    """The pictures of docs/sheets.md, each of one page, and all of them in one for README.md."""
    with TemporaryDirectory() as folder:
        made, notes = Path(folder) / "demo", PROJECT / f"docs/examples/{EXAMPLE}.jsonl"
        demo = ["--app", "app", "demo", "--set", EXAMPLE, "--notes", str(notes), "--out", str(made)]
        subprocess.run([sys.executable, "-m", "flask", *demo], cwd=PROJECT, check=True)
        pictures = {name: picture_of(made / "sheets" / shown.file_name, shown) for name, shown in PAGES.items()}
    for name, picture in pictures.items():
        save_picture(picture, SHEETS / f"{name}.png")
    save_picture(side_by_side(pictures), SHEETS / "five-formats.png")


def picture_of(document: Path, shown: Shown) -> Image.Image:
    """One page with a thin line around it, because it may be seen on white."""
    if document.suffix != ".pdf":
        document = as_libreoffice_shows(document)
    number = str(shown.page)
    size = ["-scale-to-x", str(shown.width), "-scale-to-y", "-1"]
    command = ["pdftoppm", "-png", "-f", number, "-l", number, *size, str(document)]
    png = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return ImageOps.expand(Image.open(io.BytesIO(png)).convert("RGB"), border=1, fill="#bdb5a6")


def as_libreoffice_shows(document: Path) -> Path:
    """A PDF of slides or of a table, with our font for emoji: computers in offices have one, servers do not."""
    home = document.parent / "libreoffice"
    (home / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(PROJECT / "templates/sheets/fonts/NotoEmoji-Regular.ttf", home / "fonts")
    command = ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    environment = os.environ | {"XDG_DATA_HOME": str(home)}
    subprocess.run(
        [*command, "--outdir", home, document],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return home / f"{document.stem}.pdf"


def side_by_side(pictures: dict[str, Image.Image], high: int = 540, gap: int = 20) -> Image.Image:
    """Three upright pages in a row, and at their right the slide above the table."""
    upright = [ImageOps.contain(pictures[name], (high, high)) for name in ("sheet", "cards", "large-print")]
    flat = [pictures["slide"], pictures["table"]]
    wide = round((high - gap) / sum(picture.height / picture.width for picture in flat))
    flat = [picture.resize((wide, round(wide * picture.height / picture.width))) for picture in flat]
    left = gap + sum(picture.width + gap for picture in upright)
    together = Image.new("RGB", (left + wide + gap, high + 2 * gap), "#f3efe6")
    for place, picture in enumerate(upright):
        together.paste(picture, (gap + sum(one.width + gap for one in upright[:place]), gap))
    together.paste(flat[0], (left, gap))
    together.paste(flat[1], (left, gap + high - flat[1].height))
    return together


MAKERS = {"icons": make_icons, "tour": make_tour, "sheets": make_sheets}

if __name__ == "__main__":
    if sys.argv[1:] and set(sys.argv[1:]) <= set(MAKERS):
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for name in sys.argv[1:]:
                MAKERS[name](chromium)
            chromium.close()
    else:
        sys.exit(f"Say what to make: {' or '.join(MAKERS)}.")
