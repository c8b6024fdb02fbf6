"""Promise 12 under load: kill -9 at fifty random moments, while phones write, send again and take back.

A restart takes a second; so most kills hit one of the two workers, in the middle of real requests, and a few the
whole server.
"""

import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import sleep
from typing import TypeVar

import pytest

from tests.promises.conftest import Running
from tests.promises.journals import is_hot
from tests.promises.phones import NO_ANSWER, Phone
from tests.promises.server import Server

KILLED_WORKERS, KILLED_SERVERS, PHONES = 45, 5, 4
T = TypeVar("T")


@dataclass
class Writer:
    """Writes one note after the other, and takes every third back; what no answer came to is sent again."""

    phone: Phone
    number: int
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    answered: int = 0
    cut_off: int = 0
    """How many requests were under way when the process that had them was killed."""

    def writes_until(self, enough: Event) -> None:
        while not enough.is_set():
            count = len(self.kept) + len(self.gone)
            text = f"Note {count} of phone {self.number}."
            fields = self._until_it_works(lambda text=text: self.phone.checks(text))
            self._until_it_works(lambda fields=fields: self.phone.sends(fields))
            if count % 3 == 0:
                self._until_it_works(lambda fields=fields: self.phone.takes_back(fields))
            (self.kept if count % 3 else self.gone).append(text)

    def _until_it_works(self, act: Callable[[], T]) -> T:
        for _ in range(6_000):
            try:
                if done := act():
                    self.answered += 1
                    return done
            except NO_ANSWER as error:
                self.cut_off += not isinstance(error, ConnectionRefusedError)  # nobody there is no request cut off
            sleep(0.02)
        raise AssertionError("the server never came back")


@pytest.mark.on_disk
def test_nothing_is_lost_nothing_doubled_and_nothing_comes_again_at_fifty_kills(running: Running) -> None:
    server, survey = running.server, running.organiser.opens(places=1_000)
    wall, enough, hot = running.organiser.instance.wall_of(survey), Event(), 0
    writers = [Writer(Phone(server, survey), number) for number in range(PHONES)]
    threads = [Thread(target=writer.writes_until, args=[enough]) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for kill in range(KILLED_WORKERS + KILLED_SERVERS):
            waits_for_answers(writers, random.randint(4, 12))
            sleep(random.random() * 0.03)
            if kill % 10 == 9:
                server.is_killed()
                hot += is_hot(wall.path.with_name(wall.path.name + "-journal"))
                server.starts_again()
            else:
                kill_a_worker(server)
    finally:
        enough.set()
    for thread in threads:
        thread.join()
    stored = Counter(note.text for note in running.organiser.peeks(survey))
    kept, gone = ([text for writer in writers for text in getattr(writer, what)] for what in ("kept", "gone"))
    cut_off = sum(writer.cut_off for writer in writers)
    print(f"{KILLED_WORKERS} workers and {KILLED_SERVERS} servers killed, {hot} hot journals of the latter")
    print(f"{len(kept)} notes kept, {len(gone)} taken back, {cut_off} requests cut off")
    assert len(kept) > 50
    assert cut_off >= KILLED_WORKERS // 3, "the kills hit requests"
    assert stored == Counter(kept), "each once, none that was taken back, and none besides"
    assert wall.count_used() == len(kept) + len(gone), "no slot is half filled"


def waits_for_answers(writers: list[Writer], more: int) -> None:
    """A kill every so many answers, not every so many seconds: slow machines have their load too."""
    enough = sum(writer.answered for writer in writers) + more
    for _ in range(60_000):
        if sum(writer.answered for writer in writers) >= enough:
            return
        sleep(0.002)
    raise AssertionError("nothing is answered any more")


def kill_a_worker(server: Server) -> None:
    """kill -9 for one of the processes that answer; the other goes on, and a new one takes its place."""
    with suppress(ProcessLookupError, IndexError):
        os.kill(random.choice(server.workers), signal.SIGKILL)
