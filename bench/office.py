"""The office with many notes: seconds and server CPU of each page, of a mark, and of reading all notes once.

`bench/office.py 10000` names the number of notes; without it there are 0, 1,000 and 10,000.
"""

import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from bench.prepared import PASSPHRASE, open_survey_in
from bench.served import Server, unsigned
from surveys.lifecycle import close_survey, survey_key
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import new_note, seal_note, unwrap_by_passphrase
from surveys.storage import Instance, facilitator_by_name, open_office, survey_by_id
from surveys.stripping import StrippedText
from surveys.survey import Sharing, Survey

TEXT = "The plenary ends at seven and the children are asleep when I come home; [a person] said it is tradition."
PAGES = {
    "survey's page": "",
    "first page of notes": "/notes",
    "meeting": "/meeting",
    "versions": "/versions",
    "summary": "/summary",
    "pinboard": "/pinboard",
}
READ_AT_A_TIME = 50
SAMPLE = 20


@dataclass
class Organiser:
    """Somebody who is signed in, with one connection for each request, as behind a proxy."""

    server: Server
    base: str
    cookies: dict[str, str]
    token: str = ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.server.port)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields | {"csrf_token": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for line in answer.msg.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer, answer.read().decode()

    def signs_in(self) -> None:
        self.token = token_in(self.ask("GET", "/office/sign-in")[1])
        answer, _ = self.ask("POST", "/office/sign-in", {"name": "Bench", "passphrase": PASSPHRASE})
        assert answer.status == 303
        self.token = token_in(self.ask("GET", self.base)[1])

    def reads_a_page(self, number: int) -> None:
        """Ask for the page and say that it was read."""
        _, page = self.ask("GET", f"{self.base}/notes/{number}" if number > 1 else f"{self.base}/notes")
        found = re.search(r'name="notes" value="([^"]+)"', page)
        assert found is not None, "every note has been read"
        answer, _ = self.ask("POST", f"{self.base}/notes/read", {"page": str(number), "notes": found[1]})
        assert answer.status == 303


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def main() -> None:
    for notes in [int(number) for number in sys.argv[1:]] or [0, 1_000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            survey = closed_survey_in(Path(folder) / "instance", notes)
            with unsigned(folder, 8261, workers=2) as server:
                measure(server, survey, notes)


def text_of(number: int) -> str:
    return f"{TEXT[: 30 + number % 75]} ({number})"


def closed_survey_in(folder: Path, notes: int, text_of: Callable[[int], str] = text_of) -> Survey:
    """A closed survey for so many people, with one note of each, all of them released."""
    survey = open_survey_in(folder, places=max(100, notes))
    instance = Instance.at(folder, str(folder.parent / "sessions"))
    fill(instance.wall_of(survey).path, survey, notes, text_of)
    with open_office(instance.office) as office:
        facilitator = facilitator_by_name(office, "Bench")
        close_survey(survey, instance=instance, office=office, facilitator=facilitator, today=date.today())
        private_key = unwrap_by_passphrase(facilitator.key.by_passphrase, PASSPHRASE)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        if notes:
            UnlockedSurvey(survey_by_id(office, survey.id), key, instance, office).release_new_notes()
    return survey


def fill(wall: Path, survey: Survey, notes: int, text_of: Callable[[int], str]) -> None:
    """In one transaction: a bench has no time for one each."""
    with closing(sqlite3.connect(wall)) as database, database:
        for number in range(notes):
            text, sharing = StrippedText(text_of(number)), Sharing(2 - number % 7 // 5)
            note = new_note(number % 2, number % 11 if number % 3 else None, sharing, text)
            sealed = seal_note(note, survey.public_key, survey_id=survey.id)
            database.execute("UPDATE slots SET used = 1, sealed = ? WHERE slot = ?", [sealed, number + 1])
            database.execute("UPDATE receipts SET receipt = ? WHERE slot = ?", [os.urandom(32), number + 1])


def measure(server: Server, survey: Survey, notes: int) -> None:
    print(f"-- {notes} notes")
    organiser = Organiser(server, f"/office/surveys/{survey.id}", {})
    organiser.signs_in()
    for what, path in PAGES.items():
        show(f"{what}, first", server, lambda path=path: organiser.ask("GET", organiser.base + path), 1)
        show(f"{what}, again", server, lambda path=path: organiser.ask("GET", organiser.base + path), 5)
    pages = iter(range(1, -(-notes // READ_AT_A_TIME) + 1))
    if notes:
        times = min(SAMPLE, notes // READ_AT_A_TIME)
        taken = show("a page of notes and its mark", server, lambda: organiser.reads_a_page(next(pages)), times)
        print(f"{'reading all notes once, about':40} {taken * notes / READ_AT_A_TIME:8.0f} s")


def show(what: str, server: Server, work: Callable[[], object], times: int) -> float:
    before, taken = server.cpu_seconds(), []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    cpu = (server.cpu_seconds() - before) / times
    print(f"{what:40} {median(taken):8.3f} s   {cpu:8.3f} s CPU", flush=True)
    return sum(taken) / times


if __name__ == "__main__":
    main()
