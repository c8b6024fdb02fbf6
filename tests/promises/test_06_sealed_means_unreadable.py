"""Promise 6 in passing: no submitted word in any byte of folder, sessions, output, /tmp or /dev/shm, at any stage."""

import json
import os
import random
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import choice
from tempfile import gettempdir
from threading import Thread
from time import sleep, time

import pytest

from surveys.documents.editions import make_edition
from surveys.organising.publishing import publish, secret_of
from surveys.sealing import SignedIn, start_session
from surveys.settings import PROJECT
from surveys.storage import publications_of
from tests.actors import KEY, PRIVATE_KEY, today
from tests.promises.conftest import Running
from tests.promises.phones import NO_ANSWER, Phone
from tests.promises.theft import stolen_bytes

EXAMPLES = PROJECT / "docs" / "examples" / "sticky-notes.jsonl"
PASSING_PLACES = (Path(gettempdir()), Path("/dev/shm"))


@dataclass
class Spy:
    """Looks for the words of notes in all bytes; a made-up word in each is in no other file of this machine."""

    running: Running
    marker: str
    words: frozenset[str]
    categories: tuple[str, ...]
    since: float

    def bytes_at_rest(self) -> bytes:
        folder = self.running.server.folder
        loot = stolen_bytes(folder)
        named = (path.removeprefix(str(folder)).encode() + b"\0" + content for path, content in loot.items())
        return b"\0".join(named).lower()

    def readable(self) -> set[str]:
        return found_in(self.bytes_at_rest(), self.words)

    def told_categories(self) -> list[int]:
        """How often each category is named: the survey's own wording names it, and nothing else may."""
        loot = self.bytes_at_rest()
        return [loot.count(category.lower().encode()) for category in self.categories]

    def passing_traces(self) -> list[str]:
        paths = (Path(at) / name for top in PASSING_PLACES for at, _, names in os.walk(top) for name in names)
        return [str(path) for path in paths if self._is_traced(path)]

    def _is_traced(self, path: Path) -> bool:
        with suppress(OSError):  # others come and go in /tmp
            if path.is_file() and not path.is_symlink() and path.stat().st_ctime >= self.since:
                return bool(found_in(path.read_bytes().lower(), [self.marker]))
        return False


def found_in(content: bytes, words: Iterable[str]) -> set[str]:
    return {word for word in words if word.encode() in content or word.encode("utf-16-le") in content}


@pytest.fixture
def spy(running: Running) -> Spy:
    """The example notes are written, each with a category and a made-up word; names are taken out on the way."""
    marker = "".join(choice("bdfgklmnprstvz") + choice("aeiou") for _ in range(24))  # too long for a name
    texts = [json.loads(line)["text"] + f" It is {marker}." for line in EXAMPLES.read_text().splitlines()]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]{7,}", text.lower())}
    categories = running.survey.prompts[0].categories
    spy = Spy(running, marker, frozenset(words), categories, time() - 1)
    own_wording = spy.readable()
    spy.words = frozenset(words - own_wording)
    named = spy.told_categories()
    phone = Phone(running.server, running.survey)
    for number, text in enumerate(texts):
        category = str(number % len(categories))
        assert phone.sends(phone.checks(text, **{"answer-0-category": category}))
    assert spy.told_categories() == named
    return spy


def test_no_word_is_readable_open_closed_exported_published_or_killed_in_an_export(spy: Spy) -> None:
    running, named = spy.running, spy.told_categories()
    assert len(spy.words) > 80
    assert spy.readable() == set()
    assert spy.passing_traces() == []

    code = reads_and_shuffles(running)
    sheets = [exports(running, code, name) for name in ("markdown", "html", "docx", "pdf")]
    assert spy.marker in sheets[0]
    assert spy.readable() == set()

    assert spy.marker in published_page(running, code)
    assert spy.readable() == set()

    is_killed_in_an_export(running, code)
    assert spy.readable() == set()
    assert spy.passing_traces() == []
    running.server.starts_again()
    assert spy.readable() == set()
    assert spy.told_categories() == named

    (running.server.folder / "careless").write_text(sheets[0], encoding="utf-16-le")
    assert spy.readable() > {spy.marker}, "the positive control: one careless file, and the spy sees it"
    assert spy.passing_traces() == [str(running.server.folder / "careless")]


def reads_and_shuffles(running: Running) -> str:
    notes = running.organiser.reads_all(running.survey)
    with running.organiser.unlocks(running.survey) as unlocked:
        curation = unlocked.curation()
        edition = make_edition(
            notes, curation, survey=unlocked.survey, audience=unlocked.survey.audience, today=today()
        )
        unlocked.save_edition(edition)
    return edition.code


def exports(running: Running, code: str, name: str) -> str:
    signed_in = SignedIn(running.organiser.account.id, PRIVATE_KEY, KEY.by_passphrase)
    cookie = start_session(signed_in, running.organiser.instance.sessions)
    path = f"/office/surveys/{running.survey.id}/versions/{code}/{name}"
    status, sheet, _ = running.server.ask(path, Cookie=f"unsigned_office={cookie}")
    assert status == 200
    return sheet


def published_page(running: Running, code: str) -> str:
    with running.organiser.unlocks(running.survey) as unlocked:
        publish(unlocked, code, today() + timedelta(days=30), today=today())
        secret = secret_of(unlocked, publications_of(unlocked.office, unlocked.survey.id)[0])
    return running.server.ask(f"/r/{secret}")[1]


def is_killed_in_an_export(running: Running, code: str) -> None:
    """As soon as the process that makes documents runs, and a moment later."""

    def ask() -> None:
        with suppress(*NO_ANSWER):
            exports(running, code, "pdf")

    asking = Thread(target=ask)
    asking.start()
    while not any(children_of(worker) for worker in running.server.workers):
        assert asking.is_alive(), "the export was over before it could be cut off"
        sleep(0.001)
    sleep(random.random() * 0.3)
    running.server.is_killed()
    asking.join()


def children_of(process: int) -> list[str]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [child for task in tasks for child in task.read_text().split()]
