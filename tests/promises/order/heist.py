"""Copies of the instance folder, taken while two thousand notes come in through the real pages."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

from surveys.survey import Survey
from tests.actors import Organiser, organiser_at
from tests.promises.order.channels import Row, channels_of, rows_of
from tests.promises.order.kendall import Channel
from tests.promises.phones import Crowd, Phone
from tests.promises.server import Server, start_server

NOTES = 2_000
COPIES = ("half-way", "at the end", "after kill -9", "after closing")

IN_MEMORY = {".ceiling", ".room", ".turn"}
"""What the sessions, which lie in memory and in no copy of the folder, hold of notes: how many, minute by minute."""


@dataclass
class Heist:
    """A thief who comes by again and again, and holds the organisers' key."""

    server: Server
    organiser: Organiser
    survey: Survey
    loot: Path
    thanked: dict[str, int] = field(default_factory=dict)
    """Each note with its place in the order of thanks."""
    journals: set[bytes] = field(default_factory=set)
    """What lay in the wall's journal, whenever he looked."""
    stats: dict[str, dict[Path, tuple[int, int]]] = field(default_factory=dict)
    """At each copy: inode number and time of every file and folder but journals."""
    reads: dict[str, dict[Path, int]] = field(default_factory=dict)
    """And when each was last read."""

    @property
    def wall(self) -> Path:
        return self.organiser.instance.wall_of(self.survey).path

    def copies(self, name: str) -> None:
        self.stats[name], self.reads[name] = {}, {}
        for path in sorted(self.server.folder.rglob("*")):
            if path.suffix in IN_MEMORY:
                continue
            with suppress(FileNotFoundError):  # a journal that was here a moment ago
                self._copy(path, name)

    def _copy(self, path: Path, name: str) -> None:
        if not path.name.endswith("-journal"):
            stat = path.stat()
            self.stats[name][path], self.reads[name][path] = (stat.st_ino, stat.st_mtime_ns), stat.st_atime_ns
        target = self._in_copy(path, name)
        if path.is_dir():
            target.mkdir(parents=True)
        else:
            shutil.copy(path, target)

    def _in_copy(self, path: Path, name: str) -> Path:
        return self.loot / name / path.relative_to(self.server.folder)

    def looks_until(self, done: Callable[[], bool]) -> None:
        journal = self.wall.with_name(self.wall.name + "-journal")
        while not done():
            with suppress(FileNotFoundError):
                self.journals.add(journal.read_bytes())
            sleep(0.01)

    def wall_in(self, name: str) -> Path:
        return self._in_copy(self.wall, name)

    def rows(self, name: str) -> list[Row]:
        return rows_of(self.wall_in(name), self.survey, self.organiser.key_of(self.survey), self.thanked)

    def channels(self, name: str) -> dict[str, Channel]:
        return channels_of(self.wall_in(name), self.rows(name))


def heist_at(folder: Path) -> Heist:
    """The whole raid: copied before the first note, twice while the server runs, after kill -9 and after closing."""
    served = folder / "served"
    served.mkdir()
    server = start_server(served)
    try:
        organiser = organiser_at(served)
        heist = Heist(server, organiser, organiser.opens(places=1_000), folder / "loot")
        _raid(heist)
    finally:
        server.ends()
    organiser.closes(heist.survey)
    heist.copies("after closing")
    return heist


def _raid(heist: Heist) -> None:
    heist.copies("before")
    crowd = Crowd(Phone(heist.server, heist.survey), [f"Note number {number}." for number in range(2 * NOTES)])
    crowd.starts()
    heist.looks_until(lambda: len(crowd.thanked) >= NOTES // 2 or not crowd.is_writing)
    heist.copies("half-way")
    heist.looks_until(lambda: len(crowd.thanked) >= NOTES or not crowd.is_writing)
    heist.copies("at the end")
    heist.server.is_killed()
    heist.copies("after kill -9")
    crowd.ends()
    heist.thanked = {text: place for place, text in enumerate(crowd.thanked)}
