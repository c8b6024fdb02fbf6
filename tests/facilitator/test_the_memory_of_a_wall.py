"""What an organiser has unlocked comes at once for a minute, and is forgotten when it should be."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from flask import Flask

from surveys.collecting import take_back
from surveys.lifecycle import share_key, take_key
from surveys.organising import wall_memory
from surveys.organising.wall_memory import WallMemories, WallMemory
from surveys.storage import Instance, Wall, facilitator_by_name, open_office
from surveys.survey import Survey
from tests.actors import Organiser, stores, the_clock_turns, today
from tests.pages import soup_of

from .conftest import AtOffice, remembers_nothing, signed_in
from .test_notes import mask_fields
from .test_the_wall_is_read_once import watching

_OFFICES: list[tuple[Path, list[bool]]] = []
"""The offices of those who watch, and whether each could be written when a wall was opened."""


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "sqlite3.connect" and "/walls/" in str(arguments[0]):
        for office, found in _OFFICES:
            found.append(_can_be_written(office))


def _can_be_written(office: Path) -> bool:
    with closing(sqlite3.connect(office, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
    return True


sys.addaudithook(_hook)  # Python offers no way to remove one: it listens only while somebody watches


def memories_of(app: Flask) -> WallMemories:
    memories: WallMemories = app.extensions["wall_memories"]
    return memories


def texts_in(memories: WallMemories) -> str:
    """Everything that is remembered, the indexes included."""
    return repr([vars(kept.memory) for kept in memories._kept.values()])


@pytest.mark.parametrize("page", ["", "/notes", "/pinboard", "/meeting", "/versions", "/summary"])
def test_a_page_within_a_minute_does_not_open_the_wall_again(
    facilitator: AtOffice, read: Survey, base: str, page: str
) -> None:
    facilitator.get(f"{base}/notes")
    with watching() as opened:
        assert facilitator.get(f"{base}{page}").status_code == 200
    assert opened == []


def test_a_mark_within_a_minute_does_not_open_the_wall_again(facilitator: AtOffice, read: Survey, base: str) -> None:
    ids = facilitator.note_ids(base)
    with watching() as opened:
        assert facilitator.post(f"{base}/notes/read", notes=" ".join(ids), page="1").status_code == 303
    assert opened == []


@pytest.mark.parametrize(
    "act", ["notes/read", "notes/withhold", "notes/care", "meeting/next", "versions", "summary/quotations"]
)
def test_nobody_waits_for_a_change_whose_notes_are_unlocked(
    facilitator: AtOffice, read: Survey, instance: Instance, base: str, act: str
) -> None:
    """The wall is opened before the office is locked for the change."""
    note = facilitator.note_ids(base)[0]
    remembers_nothing(facilitator)
    sleep(0.1)
    watched: tuple[Path, list[bool]] = (instance.office, [])
    _OFFICES.append(watched)
    try:
        fields = {"note": note, "notes": note, "reason": "spam", "needed": "1", "audience": "meeting"}
        assert facilitator.post(f"{base}/{act}", **fields).status_code == 303
    finally:
        _OFFICES.remove(watched)
    assert watched[1] == [True]


def test_what_came_since_then_is_counted_and_what_was_taken_back_is_gone(
    app: Flask, facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    codes = [stores(survey, instance, f"The library number {number} was quiet.", sharing=2) for number in range(12)]
    the_clock_turns(instance)
    facilitator.post(f"{base}/release")
    before = facilitator.get(f"{base}/notes").text
    gone = next(number for number in range(12) if f"number {number} was" in before)
    assert f"number {gone} was" in texts_in(memories_of(app))
    take_back(codes[gone], survey=survey, wall=instance.wall_of(survey))
    after = facilitator.get(f"{base}/notes").text
    assert f"number {gone} was" not in after
    assert f"number {gone} was" not in texts_in(memories_of(app))


def test_the_round_before_is_opened_once_for_its_follow_up(
    app: Flask, facilitator: AtOffice, organiser: Organiser, read: Survey
) -> None:
    """The draft of the next round shows it; within a minute it is not opened again."""
    draft = organiser.drafts(round_of=read.first_round)
    remembers_nothing(facilitator)
    with watching() as opened:
        for _ in range(3):
            page = facilitator.get(f"/office/surveys/{draft.id}/follow-up")
            assert soup_of(page).select(".from")
    assert len(opened) == 1
    assert memories_of(app).size() == 12


def test_masked_words_are_forgotten(app: Flask, facilitator: AtOffice, read: Survey, base: str) -> None:
    note = facilitator.note_ids(base)[0]
    facilitator.post(f"{base}/mask", **mask_fields(facilitator, base, note, "seminar"))
    facilitator.get(f"{base}/notes")
    assert texts_in(memories_of(app)).count("The […] number") == 2, "once by its seal, once by its id"
    assert texts_in(memories_of(app)).count("The seminar number") == 2 * 11


def test_signing_out_forgets(app: Flask, facilitator: AtOffice, read: Survey, base: str) -> None:
    """In every process: whoever keeps it looks every second whether the session is still there."""
    facilitator.get(f"{base}/notes")
    memories = memories_of(app)
    assert memories.size() == 12
    facilitator.post("/office/sign-out")
    end = monotonic() + 30
    while memories.size() and monotonic() < end:
        sleep(0.05)
    assert texts_in(memories) == "[]"


def test_deleting_a_survey_forgets(app: Flask, facilitator: AtOffice, read: Survey, base: str) -> None:
    facilitator.get(f"{base}/notes")
    assert memories_of(app).size() == 12
    facilitator.post(f"{base}/delete", title=read.title)
    memories_of(app).tidy()
    assert texts_in(memories_of(app)) == "[]"


def test_a_minute_without_a_page_forgets(app: Flask, facilitator: AtOffice, read: Survey, base: str) -> None:
    now = [0.0]
    memories = app.extensions["wall_memories"] = WallMemories(clock=lambda: now[0])
    facilitator.get(f"{base}/notes")
    for second, size in ((59.0, 12), (61.0, 0)):
        now[0] = second
        memories.tidy()
        assert memories.size() == size


def test_an_open_page_that_looks_for_news_keeps_nothing_in_memory(
    app: Flask, facilitator: AtOffice, read: Survey, base: str
) -> None:
    now = [0.0]
    memories = app.extensions["wall_memories"] = WallMemories(clock=lambda: now[0])
    facilitator.get(f"{base}/pinboard")
    assert memories.size() == 12
    now[0] = 59.0
    assert facilitator.get(f"{base}/revision").status_code == 200
    now[0] = 61.0
    memories.tidy()
    assert memories.size() == 0


def test_a_session_that_cannot_be_looked_at_counts_as_gone(read: Survey, instance: Instance, tmp_path: Path) -> None:
    memories = WallMemories()
    memories.of(tmp_path / ("long" * 100), read, instance.wall_of(read))
    memories.tidy()
    assert texts_in(memories) == "[]"


def test_where_no_thread_could_start_the_next_page_starts_one(
    read: Survey, instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    memories, ended, wall = WallMemories(), tmp_path / "ended", instance.wall_of(read)
    with monkeypatch.context() as machine:
        machine.setattr(Thread, "start", fails)
        with pytest.raises(RuntimeError):
            memories.of(ended, read, wall)
    memories.of(ended, read, wall)
    end = monotonic() + 30
    while texts_in(memories) != "[]" and monotonic() < end:
        sleep(0.05)
    assert texts_in(memories) == "[]"


def test_what_is_too_much_is_forgotten(
    app: Flask, facilitator: AtOffice, read: Survey, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.get(f"{base}/notes")
    monkeypatch.setattr(wall_memory, "MOST_NOTES", 11)
    memories_of(app).tidy()
    assert texts_in(memories_of(app)) == "[]"
    assert facilitator.get(f"{base}/notes").status_code == 200


def test_a_wall_that_is_too_large_drives_out_no_other(
    app: Flask, facilitator: AtOffice, organiser: Organiser, written: Survey, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.post(f"{base}/release")
    facilitator.get(f"{base}/notes")
    fits = memories_of(app).size()
    stores(written, organiser.instance, "The canteen is loud.", sharing=2)
    signed_in(app, organiser.account.id).get(f"{base}/notes")
    assert memories_of(app).size() == 2 * fits + 1
    monkeypatch.setattr(wall_memory, "MOST_NOTES", fits)
    memories_of(app).tidy()
    assert memories_of(app).size() == fits


def test_a_change_keeps_what_was_unlocked_for_it_however_much_it_is(
    app: Flask, facilitator: AtOffice, read: Survey, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class AtOnce(WallMemories):
        """Tidies all the time."""

        def of(self, session: Path, survey: Survey, wall: Wall) -> WallMemory:
            self.tidy()
            return super().of(session, survey, wall)

    ids = facilitator.note_ids(base)
    monkeypatch.setattr(wall_memory, "MOST_NOTES", 11)
    app.extensions["wall_memories"] = AtOnce()
    with watching() as opened:
        assert facilitator.post(f"{base}/notes/read", notes=" ".join(ids), page="1").status_code == 303
    assert len(opened) == 1


def test_each_session_unlocks_for_itself(
    app: Flask, facilitator: AtOffice, colleague: AtOffice, organiser: Organiser, read: Survey, base: str
) -> None:
    """Nobody reads what another has unlocked, nor what they could unlock before their key was taken away."""
    facilitator.get(f"{base}/notes")
    assert colleague.get(f"{base}/notes").status_code == 403
    ines = organiser.account
    with open_office(organiser.instance.office) as office:
        receiver = facilitator_by_name(office, "Tomás")
        share_key(read, organiser.key_of(read), receiver=receiver, office=office, facilitator=ines, today=today())
    with watching() as opened:
        assert colleague.get(f"{base}/notes").status_code == 200
    assert len(opened) == 1
    with open_office(organiser.instance.office) as office:
        take_key(read, holder=receiver, office=office, facilitator=ines, today=today())
    assert colleague.get(f"{base}/notes").status_code == 403
