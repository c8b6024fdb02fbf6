"""A flood through the running server, with 1 and with 50 connections, and a room of everybody invited.

First of all, how long others wait for a page and for their own check while 300 connections repeat one request.

How long the wall lasts is worked out from what was taken: the rest at the rate of the last minute, which only falls.
"""

import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPResponse
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.prepared import open_survey_in
from bench.served import Server, unsigned
from surveys.collecting import new_code
from surveys.storage import Instance

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 90


class Fields(HTMLParser):
    """The hidden fields of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "input" and named.get("type") == "hidden":
            self.found[named["name"] or ""] = named.get("value") or ""


MANY = 300
OTHERS = 8
"""How often each page is asked for during a flood."""
SHORT, LONG = "More light in the corridor, please. ", "Our group meets at noon, and nobody asks the students. " * 53


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        waits(Path(folder))
    if SECONDS:
        walls()


def walls() -> None:
    for connections in (1, 50):
        with tempfile.TemporaryDirectory() as folder:
            flood(Path(folder), connections)
    with tempfile.TemporaryDirectory() as folder:
        room(Path(folder))


def waits(folder: Path) -> None:
    """How long the form and a check of a short and of a long note take: alone, and in floods of 300 connections."""
    survey = open_survey_in(folder / "instance")
    path = f"/s/{survey.slug}"
    floods = {
        "nobody": b"",
        "checks of 2,900 characters": request("POST", f"{path}/check", written(LONG[:2_900])),
        "checks of a few words": request("POST", f"{path}/check", written(SHORT)),
        "sendings": request("POST", f"{path}/notes", written(SHORT) | {"sharing": "2"}),
        "forms": request("GET", path),
        "/what-we-keep": request("GET", f"{path}/what-we-keep"),
    }
    with unsigned(str(folder), 8971, 2) as server:
        for name, repeated in floods.items():
            with flooded(server, repeated):
                form = waited(server, "GET", path)
                short = waited(server, "POST", f"{path}/check", written(SHORT))
                long = waited(server, "POST", f"{path}/check", written(LONG[:2_900]))
            print(f"flood of {name}: form {form}; short check {short}; long check {long}", flush=True)


@contextmanager
def flooded(server: Server, repeated: bytes) -> Iterator[None]:
    """While 300 connections repeat a request; the first seconds are over."""
    if not repeated:
        yield
        return
    command = [sys.executable, "bench/flooding.py", str(server.port), str(MANY)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    try:
        assert process.stdin
        process.stdin.write(repeated)
        process.stdin.close()
        time.sleep(4)
        yield
    finally:
        process.kill()
        process.wait()
        waited(server, "GET", "/")  # until what is still queued is through


def waited(server: Server, method: str, path: str, fields: dict[str, str] | None = None) -> str:
    """Median and longest wait, and how many were turned away."""
    seconds, refused = [], 0
    for _ in range(OTHERS):
        start = time.monotonic()
        refused += server.ask(method, path, fields)[0].status != 200
        seconds.append(time.monotonic() - start)
    return f"{median(seconds):.2f} s, longest {max(seconds):.2f}" + (f", {refused} refused" if refused else "")


def written(text: str) -> dict[str, str]:
    return {"answer-0-text": text, "answer-1-text": ""}


def request(method: str, path: str, fields: dict[str, str] | None = None) -> bytes:
    body = urlencode(fields or {})
    form = "Content-Type: application/x-www-form-urlencoded\r\n" if fields else ""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{form}Content-Length: {len(body)}\r\n"
    return f"{head}\r\n{body}".encode()


def flood(folder: Path, connections: int) -> None:
    survey = open_survey_in(folder / "instance")
    wall = Instance.at(folder / "instance").wall_of(survey)
    with unsigned(str(folder), 8971, 2) as server:
        form = checked(server, survey.slug)
        end = time.monotonic() + SECONDS
        with ThreadPoolExecutor(connections) as pool:
            for _ in range(connections):
                pool.submit(keep_sending, server, survey.slug, form, end)
    free = wall.count_slots() - wall.count_used()
    minutes = free / max(free * 0.2 / 30, 1)
    print(f"{connections:2} connections: {wall.count_used()} notes in {SECONDS} s, {free} slots free;", end=" ")
    print(f"at the ceiling the wall lasts {SECONDS / 60 + minutes:.0f} minutes or longer")


def room(folder: Path) -> None:
    """A hundred people with two notes each, fifty at a time."""
    survey = open_survey_in(folder / "instance")
    with unsigned(str(folder), 8971, 2) as server:
        form, start = checked(server, survey.slug), time.monotonic()
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: send(server, survey.slug, form), range(survey.places)))
    print(f"a room of {survey.places}: {answers.count(200)} sendings taken in {time.monotonic() - start:.1f} s")


def checked(server: Server, slug: str) -> dict[str, str]:
    _answer, page = plain(server, "GET", f"/s/{slug}")
    fields = Fields(page).found | {"answer-0-text": "Good coffee.", "answer-1-text": "More light."}
    answer, page = plain(server, "POST", f"/s/{slug}/check", fields)
    assert answer.status == 200, answer.status
    return Fields(page).found | {"sharing": "2"}


def plain(server: Server, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
    answer, page = server.ask(method, path, fields)
    return answer, gzip.decompress(page) if answer.getheader("Content-Encoding") == "gzip" else page


def keep_sending(server: Server, slug: str, form: dict[str, str], end: float) -> None:
    while time.monotonic() < end:
        send(server, slug, form)


def send(server: Server, slug: str, form: dict[str, str]) -> int:
    return server.ask("POST", f"/s/{slug}/notes", form | {"code": new_code()})[0].status


if __name__ == "__main__":
    main()
