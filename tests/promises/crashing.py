"""Children that write in a loop until they are killed, as a power cut would."""

import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial

from surveys.collecting import collect, new_code
from surveys.operating.starting import warm_up
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import stripped_answers

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


def storing(
    survey: Survey,
    instance: Instance,
    *texts: str,
    code: str = "",
    about_you: dict[int, int] | None = None,
    tickets: Sequence[str] = ("",),
) -> Callable[[int], object]:
    """What a child is to do until it is killed: store these texts, which were stripped before, and nothing else.

    With tickets, each time with the next one.
    """
    ready, wall = stripped_answers(*texts), instance.wall_of(survey)
    write = partial(collect, ready, survey=survey, wall=wall, about_you=about_you)
    return lambda number: write(code=code or new_code(), ticket=tickets[number % len(tickets)])


def _write_for_ever(write: Callable[[int], object], acknowledge: int) -> None:
    with suppress(BaseException):  # whatever happens, the child must never run on as a second pytest
        os.write(acknowledge, b"up\n")
        for number in range(100_000):
            write(number)
            os.write(acknowledge, b"%d\n" % number)
    os._exit(1)
