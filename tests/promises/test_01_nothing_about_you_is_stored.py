"""Promise 1: no name, account, address, browser, cookie, time or language stands beside a note."""

import logging
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from surveys.sealing import Note
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, answers, hidden_fields
from tests.promises.conftest import Running
from tests.promises.theft import places_of, stolen_bytes

TRACES = {
    "User-Agent": "Quokkaphone/7.31 (Zebrafish)",
    "Accept-Language": "tlh-Qapla;q=0.73",
    "X-Forwarded-For": "203.0.113.77",
    "Forwarded": "for=198.51.100.23",
    "Cookie": "follow=Wombatcookie",
    "Referer": "http://localhost/Bilbypath",
    "Sec-CH-UA-Model": "Numbatmodel",
    "Authorization": "Basic UG90b3Jvb3NlY3JldA==",
}
TELLING = (
    "Quokkaphone",
    "Zebrafish",
    "Qapla",
    "203.0.113.77",
    "198.51.100.23",
    "Wombatcookie",
    "Bilbypath",
    "Numbatmodel",
    "UG90b3Jvb3NlY3JldA",
)


def send_with_traces(participant: Participant, survey: Survey, text: str) -> str:
    """Every page of the way, each time with everything a browser may tell; gives back the last page."""
    participant.get(f"/s/{survey.slug}", headers=TRACES)
    participant.get(f"/s/{survey.slug}/what-we-keep", headers=TRACES)
    check = participant.post(f"/s/{survey.slug}/check", answers(survey, text), headers=TRACES)
    participant.post(f"/s/{survey.slug}", hidden_fields(check), headers=TRACES)
    thanks = participant.posts_notes(survey, hidden_fields(check) | {"sharing": "2"}, headers=TRACES)
    assert thanks.status_code == 200
    participant.post(f"/s/{survey.slug}/take-back", {"code": "AAAA-2222-AAAA-2222"}, headers=TRACES)
    return thanks.text


def test_nothing_that_a_browser_tells_is_in_any_file_or_log(
    participant: Participant,
    organiser: Organiser,
    survey: Survey,
    instance: Instance,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    for number in range(6):
        send_with_traces(participant, survey, f"The canteen is good, number {number}.")
    organiser.reads_all(survey)
    loot = stolen_bytes(instance.folder, instance.sessions)
    said = capfd.readouterr()
    loot |= {"log": caplog.text.encode(), "out": said.out.encode(), "err": said.err.encode()}
    assert [place for word in TELLING for place in places_of(word, loot)] == []


def test_a_running_server_writes_down_nobody(running: Running) -> None:
    """Also where a request is broken, too long or lost: servers like to name the address then."""
    server, survey = running.server, running.survey
    headers: dict[str, Any] = {name.replace("-", "_"): value for name, value in TRACES.items()}
    before = server.output
    server.ask(f"/s/{survey.slug}", **headers)
    server.ask(f"/s/{survey.slug}/check", {"answer-0-text": "Tea.", "answer-1-text": ""}, **headers)
    server.ask("/s/nowhere", **headers)
    server.says_raw(b"GET /Bilbypath HTTP/9.9\r\nUser-Agent: Quokkaphone\r\n\r\n")
    server.says_raw(b"Quokkaphone / Zebrafish\r\n\r\n")
    server.says_raw(b"GET / HTTP/1.1\r\nHost: x\r\nBilbypath: " + b"x" * 20_000 + b"\r\n\r\n")
    server.ends()
    said = server.output.removeprefix(before)
    loot = stolen_bytes(server.folder) | {"said": said}
    assert [place for word in TELLING for place in places_of(word, loot)] == []
    assert b"127.0.0.1" not in said


def test_writing_leaves_no_mark_outside_the_wall(
    participant: Participant, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """No file comes, goes, changes or is touched but the wall, which shows no time of its own.

    What is counted in memory alone is in docs/threat-model.md: `.ceiling`, `.room`, and `.turn`, which is sealed.
    """

    def everything() -> dict[Path, tuple[int, bytes]]:
        paths = [path for folder in (instance.folder, instance.sessions) for path in folder.rglob("*")]
        return {path: (path.stat().st_mtime_ns, _content(path)) for path in paths if path not in (wall.path, *counted)}

    def _content(path: Path) -> bytes:
        return path.read_bytes() if path.is_file() else b""

    counted = [instance.sessions / f"{survey.id}.{name}" for name in ("ceiling", "room", "turn")]
    before = everything()
    for number in range(3):
        send_with_traces(participant, survey, f"Coffee, cup {number}.")
    assert everything() == before


def test_a_wall_has_no_room_for_more_than_notes(wall: Wall) -> None:
    with closing(sqlite3.connect(wall.path)) as database:
        columns = {
            table: [row[1:3] for row in database.execute(f"PRAGMA table_info({table})")]
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        others = database.execute("SELECT name FROM sqlite_master WHERE type IN ('index', 'view')").fetchall()
    assert columns == {
        "slots": [("slot", "INTEGER"), ("used", "INTEGER"), ("sealed", "BLOB")],
        "receipts": [("slot", "INTEGER"), ("receipt", "BLOB")],
        "told": [("words", "TEXT")],  # the survey's own words, written when it opens
        "tickets": [("slot", "INTEGER"), ("ticket", "BLOB")],  # two hashes of codes; test_16 attacks it
    }
    assert others == []


def test_inside_the_seal_there_is_a_note_and_nothing_about_its_writer(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    send_with_traces(participant, survey, "More light in the corridor.")
    (note,) = organiser.peeks(survey)
    assert [field.name for field in fields(Note)] == ["id", "prompt", "category", "sharing", "text", "flags"]
    assert (note.prompt, note.category, note.sharing, note.text, note.flags) == (
        0,
        None,
        2,
        "More light in the corridor.",
        0,
    )


def test_two_writers_of_the_same_words_leave_the_same_note_but_for_its_random_number(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    participant.sends(survey, "Fewer meetings.")
    send_with_traces(participant, survey, "Fewer meetings.")
    one, other = organiser.peeks(survey)
    assert one.id != other.id
    assert {(n.prompt, n.category, n.sharing, n.text, n.flags) for n in (one, other)} == {
        (0, None, 2, "Fewer meetings.", 0)
    }
