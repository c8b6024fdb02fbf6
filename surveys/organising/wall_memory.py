"""What signed-in organisers have unlocked, in the memory of this process, so that their next page comes at once.

It is forgotten a minute after the last page that needed it, when they sign out and when the wall is gone; nothing of it
is ever written to a disk. The next page uses it only if the wall is as it was. Otherwise it reads the wall again,
unlocks what is new on it and forgets what is not there any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from os.path import exists
from pathlib import Path
from threading import Lock, Thread
from time import monotonic, sleep, time_ns

from surveys.releasing import Opened, open_wall
from surveys.sealing import Note, open_note
from surveys.storage import Wall
from surveys.survey import Survey

KEPT_SECONDS = 60
MOST_NOTES = 30_000
"""For each process. A note takes about one kilobyte; a larger wall is unlocked for each page."""
_LOOKED_AFTER_SECONDS = 1

Look = tuple[int, int, int]
"""What a file is at a moment: its number, its size and when it last changed, which no program can set back."""


@dataclass
class WallMemory:
    """The notes of one wall, by the hash of their seal, and the wall as it was when they were unlocked."""

    _opened: Opened | None = field(default=None, repr=False)
    _look: Look | None = None
    _notes: dict[bytes, Note] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def open(self, wall: Wall, survey: Survey, survey_key: bytes) -> Opened:
        """The wall as it is now, without the sealed bytes; raises BrokenSeal."""
        with self._lock:
            look = _look_at(wall.path)
            if self._opened is None or self._look is None or look != self._look:
                self._opened, self._look = replace(self._read(wall, survey, survey_key), sealed={}), look
            return self._opened

    def read(self, wall: Wall, survey: Survey, survey_key: bytes) -> Opened:
        """The wall as it is now, with the sealed bytes; raises BrokenSeal."""
        with self._lock:
            return self._read(wall, survey, survey_key)

    def size(self) -> int:
        """How many notes it has."""
        return len(self._notes)

    def _read(self, wall: Wall, survey: Survey, survey_key: bytes) -> Opened:
        before, self._notes = self._notes, {}

        def unlocked(sealed: bytes, private_key: bytes, *, survey_id: str) -> Note:
            seal = sha256(sealed).digest()
            self._notes[seal] = before.get(seal) or open_note(sealed, private_key, survey_id=survey_id)
            return self._notes[seal]

        return open_wall(wall, survey, survey_key, unlocked)


@dataclass
class _Kept:
    memory: WallMemory
    wall: Path
    until: float


class WallMemories:
    """Those of every session of this process."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: dict[tuple[Path, str], _Kept] = {}
        self._lock = Lock()
        self._keeper: Thread | None = None

    def of(self, session: Path, survey: Survey, wall: Wall) -> WallMemory:
        """What this session has unlocked of this survey's wall. It counts as used now."""
        with self._lock:
            kept = self._kept.setdefault((session, survey.id), _Kept(WallMemory(), wall.path, 0))
            kept.until = self._clock() + KEPT_SECONDS
            if self._keeper is None or not self._keeper.is_alive():  # it could not start, or it failed
                self._keeper = Thread(target=self._look_after, daemon=True)
                self._keeper.start()
            return kept.memory

    def tidy(self) -> None:
        """Forget what its minute, its session or its wall has outlived, and what is too much, the oldest first."""
        with self._lock:
            now, left = self._clock(), MOST_NOTES
            for key, kept in sorted(self._kept.items(), key=lambda one: -one[1].until):
                size = kept.memory.size()
                are_there = exists(key[0]) and exists(kept.wall)  # noqa: PTH110 - `Path.exists` raises if a disk fails
                if now > kept.until or size > left or not are_there:
                    del self._kept[key]
                else:
                    left -= size

    def size(self) -> int:
        """How many notes there are."""
        with self._lock:
            return sum(kept.memory.size() for kept in self._kept.values())

    def _look_after(self) -> None:
        while True:
            sleep(_LOOKED_AFTER_SECONDS)
            self.tidy()
            with self._lock:
                if not self._kept:
                    self._keeper = None
                    return


def _look_at(path: Path) -> Look | None:
    """None if the file may change once more without looking different, because its time is too coarse."""
    try:
        status = path.stat()
    except OSError:  # reading it says what is wrong
        return None
    tick = 50_000_000 if status.st_ctime_ns % 1_000_000_000 else 2_000_000_000  # some file systems know only seconds
    is_settled = time_ns() - status.st_ctime_ns > tick
    return (status.st_ino, status.st_size, status.st_ctime_ns) if is_settled else None
