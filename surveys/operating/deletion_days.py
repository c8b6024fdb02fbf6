"""Deletion days come by the clock of the machine, and a clock can be wrong: what is destroyed is gone for good.

A process that saw the clock run evenly into a deletion day believes it. What was due already when the server started,
or when the clock jumped, waits for three days: time to notice a wrong clock (docs/decisions/0006).
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from surveys import storage
from surveys.lifecycle import destroy_due
from surveys.organising.publishing import end_due
from surveys.storage import Instance

WAITING = timedelta(days=3)
ABOUT_WAITING = (
    f"What is due is deleted after {WAITING.days} days. If today is not {{today}}, stop the server and set the clock."
)
_SECONDS_OF_A_DAY = 86_400
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody sets; where it can be had, one that goes on while a laptop sleeps."""


@dataclass(frozen=True)
class Watched:
    """What a process has seen of the clock: the last day it looked, and since when the clock has run evenly."""

    day: date
    evenly_since: date
    seconds: float

    @classmethod
    def from_now_on(cls) -> "Watched":
        """Nothing yet but today."""
        return cls(date.today(), date.today(), time.clock_gettime(_STEADY))

    def at(self, today: date, seconds: float) -> "Watched":
        """The same after a look; two looks in one night are a day apart for the calendar, so a day is allowed for."""
        gone = (seconds - self.seconds) / _SECONDS_OF_A_DAY
        is_even = abs((today - self.day).days - gone) < 1.1  # and an hour of summer time
        return Watched(today, self.evenly_since if is_even else today, seconds)

    def now(self) -> "Watched":
        """The same after a look at this moment."""
        return self.at(date.today(), time.clock_gettime(_STEADY))


def keep_deletion_days(instance: Instance, watched: Watched) -> None:
    """Destroy the surveys, and forget the published pages, whose day has come and can be believed."""
    after = _believed_after(instance, watched)
    destroy_due(instance, watched.day, after=after)
    end_due(instance, watched.day, after=after)


def _believed_after(instance: Instance, watched: Watched) -> date:
    """Deletion days later than this can be believed."""
    with storage.open_office(instance.office) as office:
        if _is_doubtful(office, watched.evenly_since):
            since = storage.waiting_since(office, watched.day)
            if watched.day - since < WAITING:
                return watched.evenly_since
        storage.end_waiting(office)
        return date.min


def _is_doubtful(office: Database, evenly_since: date) -> bool:
    """Whether something was due already when this process first saw the clock, or saw it jump."""
    surveys = any(survey.is_due(evenly_since) for survey in storage.all_surveys(office))
    return surveys or storage.has_publications_due(office, evenly_since)
