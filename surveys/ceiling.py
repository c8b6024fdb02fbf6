"""A limit on how fast notes of a survey may arrive. There is none per address: in a meeting everybody shares one.

Each survey has a bucket of notes. A sending uses up as many as it has notes and answers about the writer, and every
minute adds some again. At the ceiling a wall lasts at least half an hour, and everybody invited can still write
within five minutes: docs/decisions/0010 has the arithmetic. All workers count in one file, which is in memory with
the sessions, never in the instance folder.
"""

import fcntl
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from time import monotonic

from surveys.storage import NOTES_OF_A_PLACE, SPARE_SLOTS, Instance
from surveys.survey import Survey

LASTS_MINUTES = 30
_AT_ONCE = 0.8
"""The fraction of the free slots that may be filled at once; the others may be filled over half an hour."""
_RECOUNTED_AFTER = 2
_REMEMBERED_MINUTES = 60
_NEVER = -1


class TooManyWriting(Exception):
    """More notes have come than the ceiling of the survey allows at this moment."""


@dataclass
class Bucket:
    """What the file contains: numbers of notes, and minutes of a clock that starts with the machine."""

    minute: int
    left: float
    slots: int
    free: int
    counted: int
    refused: int
    filling: int
    """The minute of the last count at which more than half of what may come at once had come."""
    blur: int
    """A few notes fewer, drawn once, so that nobody who writes up to the limit learns how many others wrote."""

    def is_nearly_full(self) -> bool:
        return self.free < self.slots // 4 + self.blur

    def remembers(self, minute: int) -> bool:
        """Whether it was within the last hour."""
        return minute != _NEVER and self.minute - minute <= _REMEMBERED_MINUTES

    def refill(self, minute: int, survey: Survey) -> None:
        """Add what the minutes since the last time bring, up to what may come at once."""
        each_minute = max(self.free * (1 - _AT_ONCE) / LASTS_MINUTES, 1)
        self.left = min(self.most(survey), self.left + (minute - self.minute) * each_minute)
        self.minute = minute

    def most(self, survey: Survey) -> float:
        """How many may come at once."""
        invited = survey.places * (NOTES_OF_A_PLACE + len(survey.about_you)) + SPARE_SLOTS
        one_sending = len(survey.prompts) + len(survey.about_you)
        return max(min(invited, self.free * _AT_ONCE) - self.blur, one_sending)

    def take(self, notes: int) -> bool:
        """Take all of a sending or nothing. If the wall has no room for it, the wall itself says so."""
        if self.free >= notes > self.left:
            self.refused = self.minute
            return False
        self.left, self.free = max(0, self.left - notes), max(0, self.free - notes)
        return True


def count_notes(notes: int, survey: Survey, *, instance: Instance) -> None:
    """Count the notes of one sending before any is stored; raises TooManyWriting, and none may be stored then.

    If the folder in memory cannot be written, nothing is counted: a note is worth more than a ceiling.
    """
    try:
        with _bucket_of(survey, instance) as bucket:
            is_taken = bucket.take(notes)
    except OSError:
        return
    if not is_taken:
        raise TooManyWriting


def crowding_of(survey: Survey, *, instance: Instance) -> list[str]:
    """What organisers of an open survey learn, the worst first, in words: never how many notes have come.

    "flooded": a sending was refused at the ceiling within the last hour. "nearly-full": few slots are left. "filling":
    at a count within the last hour, more than half of the notes that may come at once had come.
    Raises WallDamaged or WallBusy.
    """
    with _bucket_of(survey, instance) as bucket:
        is_flooded, is_filling = bucket.remembers(bucket.refused), bucket.remembers(bucket.filling)
        known = {"flooded": is_flooded, "nearly-full": bucket.is_nearly_full(), "filling": is_filling}
        return [word for word, holds in known.items() if holds]


def recount(survey: Survey, *, instance: Instance) -> None:
    """Count the free slots anew: the wall has just grown."""
    with _bucket_of(survey, instance) as bucket:
        _recount(bucket, survey, instance)


_FORM = struct.Struct("<qd6q")


@contextmanager
def _bucket_of(survey: Survey, instance: Instance) -> Iterator[Bucket]:
    """The survey's bucket as it is in this minute, for this process alone; changes are saved."""
    instance.sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = instance.sessions / f"{survey.id}.ceiling"
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        bucket = _read_bucket(file.read(_FORM.size))
        _bring_up_to_date(bucket, int(monotonic() // 60), survey, instance)
        yield bucket
        os.pwrite(file.fileno(), _FORM.pack(*astuple(bucket)), 0)
        os.utime(file.fileno(), (0, 0))  # nobody needs to know the second


def _read_bucket(content: bytes) -> Bucket:
    if len(content) == _FORM.size:
        return Bucket(*_FORM.unpack(content))
    return Bucket(_NEVER, 0, 0, 0, _NEVER, _NEVER, _NEVER, secrets.randbelow(SPARE_SLOTS))


def _bring_up_to_date(bucket: Bucket, minute: int, survey: Survey, instance: Instance) -> None:
    is_new = not 0 <= bucket.minute <= minute  # or it is from before the machine was restarted
    if is_new:
        bucket.minute, bucket.left, bucket.refused, bucket.filling = minute, float("inf"), _NEVER, _NEVER
    is_due = is_new or minute - bucket.counted >= _RECOUNTED_AFTER
    if is_due:
        bucket.counted = minute
        _recount(bucket, survey, instance)
    bucket.refill(minute, survey)
    # only when it was counted, so that the note that crosses the line is not shown
    if is_due and bucket.left < bucket.most(survey) / 2:
        bucket.filling = minute


def _recount(bucket: Bucket, survey: Survey, instance: Instance) -> None:
    wall = instance.wall_of(survey)
    bucket.slots = wall.count_slots()
    bucket.free = bucket.slots - wall.count_used()
