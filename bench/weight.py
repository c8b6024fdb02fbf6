"""Bytes on the wire of one participant's way, in each language of participants' pages.

The form is compressed and in one request. The check page and the thanks hold words or follow them: they are padded.
Headers are counted as HTTP/1.1 sends them. What the phone itself sends is as long as what is written, and not in here.
Then the first paint of the form in Chromium over a slow phone network, beside the same bytes from a server of files.
"""

import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.test import TestResponse

from bench.participant_flow import CHANGE, LIKE
from bench.prepared import open_survey_in
from bench.served import unsigned
from surveys import create_app
from surveys.collecting import new_code
from surveys.operating.demo import hidden_fields
from surveys.wordings import OF_PARTICIPANTS

ASKS = {"Accept-Encoding": "gzip, deflate, br"}
LONG = "The shifts at night are hard for people with children, and nobody says so in the meeting. "

ROUNDS = 15
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""Bytes a second and milliseconds: a slow mobile network."""
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    weights()
    first_paint()


def weights() -> None:
    print("language    form   check  thanks  whole flow  two notes of 3,600 characters  form behind a ticket")
    for language in OF_PARTICIPANTS:
        with tempfile.TemporaryDirectory() as folder:
            survey = open_survey_in(Path(folder) / "instance", language=language)
            app = create_app(INSTANCE=f"{folder}/instance", SESSIONS=f"{folder}/sessions")
            form, check, thanks = flow(app, survey.slug, LIKE, CHANGE)
            long = sum(flow(app, survey.slug, LONG * 40, LONG * 40))
        row = f"{language:8} {form:7,} {check:7,} {thanks:7,} {form + check + thanks:11,} {long:11,}"
        print(f"{row} {behind_a_ticket(language):7,}", flush=True)


def behind_a_ticket(language: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        open_survey_in(Path(folder) / "instance", language=language, tickets=[ticket := new_code()])
        app = create_app(INSTANCE=f"{folder}/instance", SESSIONS=f"{folder}/sessions")
        return on_the_wire(app.test_client().get(f"/t/{ticket}", headers=ASKS))


def flow(app: Flask, slug: str, like: str, change: str) -> tuple[int, int, int]:
    phone = app.test_client()
    form = phone.get(f"/s/{slug}", headers=ASKS)
    check = phone.post(f"/s/{slug}/check", data={"answer-0-text": like, "answer-1-text": change}, headers=ASKS)
    thanks = phone.post(f"/s/{slug}/notes", data=hidden_fields(check.text) | {"sharing": "2"}, headers=ASKS)
    assert thanks.status_code == 200
    return on_the_wire(form), on_the_wire(check), on_the_wire(thanks)


def on_the_wire(answer: TestResponse) -> int:
    return len(f"HTTP/1.1 {answer.status}\r\n{answer.headers}") + len(answer.data)


def first_paint() -> None:
    """Medians of pages loaded in turns, each in a browser context of its own."""
    with tempfile.TemporaryDirectory() as folder:
        survey = open_survey_in(Path(folder) / "instance")
        with unsigned(folder, 8213, workers=1) as server:
            answer, packed = server.ask("GET", f"/s/{survey.slug}")
            copy = ThreadingHTTPServer(("127.0.0.1", 0), static_copy(packed, dict(answer.headers.items())))
            threading.Thread(target=copy.serve_forever, daemon=True).start()
            addresses = (f"http://127.0.0.1:8213/s/{survey.slug}", f"http://127.0.0.1:{copy.server_port}/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
                rounds = [[painted(browser, address) for address in addresses] for _ in range(ROUNDS)]
                browser.close()
            copy.shutdown()
    ours, theirs = (median(times) for times in zip(*rounds, strict=True))
    print(f"first paint {ours:.0f} ms, of a static copy {theirs:.0f} ms ({ours / theirs:.2f}; goal 1.10)")


def static_copy(packed: bytes, headers: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    """A server of this one file, with the same headers."""

    class Copy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in headers.items():
                if name not in ("Server", "Date", "Connection"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_about: object) -> None:
            pass

    return Copy


def painted(browser: Browser, address: str) -> float:
    """Milliseconds until the first words are on the screen."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto(address)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    time = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return float(time)


if __name__ == "__main__":
    main()
