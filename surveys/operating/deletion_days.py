"""What is due is deleted, but only if the date can be believed: a clock can be wrong, and deletion is for good.

A process believes a deletion day when it saw the clock run evenly into it. What was already due when the server
started, or when the clock jumped, waits three days, so that people can notice a wrong clock (docs/decisions/0006).
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from surveys import storage
from surveys.lifecycle import destroy_due
from surveys.organising.publishing import end_due
from surveys.storage import Instance
from surveys.terminal import ngettext

WAITING = timedelta(days=3)
_SECONDS_OF_A_DAY = 86_400
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody can set; where the system has one, a clock that also counts while a laptop sleeps."""


@dataclass(frozen=True)
class Watched:
    """What a process has seen of the clock: the day of its last look, and since when the clock has run evenly."""

    day: date
    evenly_since: date
    seconds: float

    @classmethod
    def from_now_on(cls) -> "Watched":
        """The first look."""
        return cls(date.today(), date.today(), time.clock_gettime(_STEADY))

    def at(self, today: date, seconds: float) -> "Watched":
        """The same after another look. Two looks in one night are a day apart in the calendar: that day is allowed."""
        days = (seconds - self.seconds) / _SECONDS_OF_A_DAY
        is_even = abs((today - self.day).days - days) < 1.1  # a day, and an hour of summer time
        return Watched(today, self.evenly_since if is_even else today, seconds)

    def now(self) -> "Watched":
        """The same after a look at this moment."""
        return self.at(date.today(), time.clock_gettime(_STEADY))


def about_waiting(today: date) -> str:
    """What the operator reads where something is due that this process did not see coming."""
    return ngettext(
        "The server deletes what is due after %(num)d day. If today is not %(today)s, stop it and set the clock.",
        "The server deletes what is due after %(num)d days. If today is not %(today)s, stop it and set the clock.",
        WAITING.days,
        today=today,
    )


def keep_deletion_days(instance: Instance, watched: Watched) -> None:
    """Delete the surveys and published pages whose day has come, if the date can be believed."""
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
    """Whether something was already due when this process first saw the clock, or saw it jump."""
    surveys = any(survey.is_due(evenly_since) for survey in storage.all_surveys(office))
    return surveys or storage.has_publications_due(office, evenly_since)
