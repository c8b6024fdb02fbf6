"""Children that write in a loop until they are killed, as a power cut would."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import count
from typing import TypeVar

from surveys.collecting import collect, new_code
from surveys.operating.starting import warm_up
from surveys.storage import Instance, Wall
from surveys.survey import Survey
from tests.actors import stripped_answers

T = TypeVar("T")
warm_up_once = cache(warm_up)


def kill_while(write: Callable[[int], object], *, after: float, at_least: int = 0) -> list[bytes]:
    """Fork a child that calls `write(0)`, `write(1)` …; kill -9 it after some time, at a random moment.

    On a slow machine that time may pass before anything is written; `at_least` so many calls are waited for.
    Gives back the numbers that the child acknowledged, which it does after each call has returned.
    """
    warm_up_once()  # or the child would spend its short life loading lists of names
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _write_for_ever(write, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledged:
        acknowledged.readline()  # the child is up
        waited_for = [acknowledged.readline().rstrip() for _ in range(at_least)]
        time.sleep(after + random.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the child stopped by itself: what it was to write is wrong"
        return waited_for + acknowledged.read().splitlines()


def journals_after_crashes(wall: Wall, write: Callable[[int], object], look: Callable[[bytes], T]) -> Iterator[T]:
    """Kill a writer again and again; what is in each journal that it left with pages, before the next opening."""
    journal = wall.path.with_name(wall.path.name + "-journal")
    for attempt in count():
        assert attempt < 400, "the writer never left a journal"
        kill_while(write, after=0.005, at_least=1)
        if journal.exists() and (seen := look(journal.read_bytes())):
            yield seen
        wall.check()


def storing(
    survey: Survey, instance: Instance, *texts: str, code: str = "", about_you: dict[int, int] | None = None
) -> Callable[[int], object]:
    """What a child is to do until it is killed: store these texts, which were stripped before, and nothing else."""
    ready, wall = stripped_answers(*texts), instance.wall_of(survey)
    return lambda _: collect(ready, survey=survey, wall=wall, code=code or new_code(), about_you=about_you)


def _write_for_ever(write: Callable[[int], object], acknowledge: int) -> None:
    with suppress(BaseException):  # whatever happens, the child must never run on as a second pytest
        os.write(acknowledge, b"up\n")
        for number in range(100_000):
            write(number)
            os.write(acknowledge, b"%d\n" % number)
    os._exit(1)
