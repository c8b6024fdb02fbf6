"""The pinboard with 1,000 notes: the page and a move, in the server and in a browser; beside the floor."""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from playwright.sync_api import sync_playwright

from bench.prepared import PASSPHRASE, open_survey_in
from bench.served import Server, floor, unsigned
from surveys.curation import with_theme_added
from surveys.lifecycle import close_survey, survey_key
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import new_note, seal_note, unwrap_by_passphrase
from surveys.storage import Instance, facilitator_by_name, open_office, survey_by_id
from surveys.stripping import StrippedText
from surveys.survey import Sharing, Survey

NOTES = 1_000
THEMES = ("Children and meetings", "Talks", "Being heard", "Money", "Coffee", "Mentors", "Buildings", "Papers")
TEXT = "The plenary ends at seven and the children are asleep when I come home; [a person] said it is tradition."
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with floor(folder, 8242, workers=1) as server:
            lowest = seconds(lambda: server.ask("GET", "/"), 20)
        survey = board_in(Path(folder) / "instance")
        with unsigned(folder, 8241, workers=2) as server:
            measure(server, survey, lowest)


def board_in(folder: Path, notes: int = NOTES) -> Survey:
    """A closed survey with so many released notes, a third of them under eight themes."""
    survey = open_survey_in(folder, places=1_000)
    instance = Instance.at(folder, str(folder.parent / "sessions"))
    wall = instance.wall_of(survey)
    for number in range(notes):
        text = StrippedText(f"{TEXT[: 30 + number % 75]} ({number})")
        note = new_note(number % 2, number % 11 if number % 3 else None, Sharing(2 - number % 7 // 5), text)
        wall.put(seal_note(note, survey.public_key, survey_id=survey.id), os.urandom(32))
    with open_office(instance.office) as office:
        facilitator = facilitator_by_name(office, "Bench")
        close_survey(survey, instance=instance, office=office, facilitator=facilitator, today=date.today())
        private_key = unwrap_by_passphrase(facilitator.key.by_passphrase, PASSPHRASE)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        group(UnlockedSurvey(survey_by_id(office, survey.id), key, instance, office))
    return survey


def group(unlocked: UnlockedSurvey) -> None:
    unlocked.release_new_notes()
    ids = [note.id for note in unlocked.notes()]
    for name in THEMES:
        unlocked.change_curation(lambda kept, name=name: kept.with_themes(with_theme_added(kept.themes, name)))
    shares = [ids[position : len(ids) // 3 : len(THEMES)] for position in range(len(THEMES))]
    for _ in range(10):  # so that all steps back are as full as they can be
        unlocked.change_curation(
            lambda kept: kept.with_themes(
                tuple(
                    replace(t, notes=tuple(share[::-1]) if t.notes == tuple(share) else tuple(share))
                    for t, share in zip(kept.themes, shares, strict=True)
                )
            )
        )


def measure(server: Server, survey: Survey, lowest: float) -> None:
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    office = f"http://127.0.0.1:{server.port}/office"
    sign_in(browser.open, office)
    address = f"{office}/surveys/{survey.id}/pinboard"
    page = browser.open(address).read().decode()
    show("floor: one form", lowest, lowest)
    show(
        "revision, asked every 3 s",
        seconds(lambda: browser.open(f"{office}/surveys/{survey.id}/revision").read(), 20),
        lowest,
    )
    show("page with 1,000 notes (goal 1.5 s)", seconds(lambda: browser.open(address).read(), 5), lowest)
    fields = {"csrf_token": first(r'name="csrf_token" value="([^"]+)"', page), "to": first(r'data-theme="(\w+)"', page)}
    notes = iter(re.findall(r'data-note="(\w+)"', page))
    show("a move (goal 0.15 s)", seconds(lambda: move(jar, address, fields | {"note": next(notes)}), 20), lowest)
    print(f"{'the page on the wire':40} {len(page) / 1e6:8.2f} MB")
    in_a_browser(jar, address, lowest)


def sign_in(ask: Callable[..., Any], office: str) -> None:
    page = ask(f"{office}/sign-in").read().decode()
    fields = {
        "csrf_token": first(r'name="csrf_token" value="([^"]+)"', page),
        "name": "Bench",
        "passphrase": PASSPHRASE,
    }
    ask(f"{office}/sign-in", urlencode(fields).encode())


def move(jar: CookieJar, address: str, fields: dict[str, str]) -> None:
    """The answer is a redirection, which the page's script does not follow."""
    request = Request(f"{address}/move")
    jar.add_cookie_header(request)
    connection = HTTPConnection(urlsplit(address).netloc)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": request.get_header("Cookie")}
    connection.request("POST", urlsplit(address).path + "/move", urlencode(fields), headers)
    assert connection.getresponse().status == 303


def in_a_browser(jar: CookieJar, address: str, lowest: float) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": c.name, "value": c.value, "domain": "127.0.0.1", "path": c.path} for c in jar])
        page = context.new_page()
        page.goto(address.rpartition("/")[0])
        show("browser: from asking to usable", seconds(lambda: opened(page, address), 5), lowest)
        show("browser: a filter", page.evaluate(FILTER) / 1000, lowest)
        show("browser: a move by its button", page.evaluate(MOVE) / 1000, lowest)
        browser.close()


def opened(page: Any, address: str) -> None:
    page.goto(address, wait_until="load")
    page.evaluate(PAINTED)


PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
FILTER = """async () => {
  const field = document.getElementById('by-text');
  const changed = () => field.dispatchEvent(new Event('input', {bubbles: true}));
  const start = performance.now();
  field.value = '(99'; changed();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const took = performance.now() - start;
  field.value = ''; changed();
  return took;
}"""
MOVE = """async () => {
  document.querySelector('.loose .act').click();
  const start = performance.now();
  document.querySelector('#acts [name=to]').click();
  await lastMove;
  return performance.now() - start;
}"""


def first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found is not None
    return found[1]


def seconds(work: Callable[[], Any], times: int) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def show(what: str, taken: float, lowest: float) -> None:
    print(f"{what:40} {taken * 1000:8.0f} ms   {taken / lowest:7.1f} x floor")


if __name__ == "__main__":
    main()
