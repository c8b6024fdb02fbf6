"""What POSIX lets a power loss leave of a recorded run: whatever was not synced, in any selection, torn at sectors.

A sync of a file makes its content durable, a sync of a folder its names. Everything else may be there or not, in any
order; only of changes to one name a later one is never there without the earlier. What a disk never does is modelled
neither: it keeps a sector of 512 bytes whole, as SQLite takes for granted (https://www.sqlite.org/psow.html).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.recording import ROOT, Names, Said, Step, Sync, Truncate, Write

SECTOR = 512
_CHANCES = (0.0, 1.0, 0.5)
"""How much survives of what one file or folder was not synced for: nothing, everything, half."""


@dataclass(frozen=True)
class _Survivor:
    """A write of which some sectors survive, or a new size."""

    step: Write | Truncate
    sectors: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Content:
    """A file after the power loss: what was synced last, how long the rest made it, and what survives of the rest."""

    file: int
    synced: int
    """How often the file had been synced."""
    size: int
    noise: int
    survivors: tuple[_Survivor, ...]


State = tuple[tuple[str, _Content | None], ...]
"""Every path that is there, with its content; None for a folder."""


class Disk:
    """A disk while a run works on it: what is surely there, and what may be."""

    def __init__(self) -> None:
        self._content: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._written: defaultdict[int, list[Write | Truncate]] = defaultdict(list)
        self._names: defaultdict[int, dict[str, int | None]] = defaultdict(dict)
        self._renamed: defaultdict[int, list[Names]] = defaultdict(list)
        self._folders = {ROOT}
        self._syncs: Counter[int] = Counter()

    def does(self, step: Step) -> None:
        """Take the next step of the run."""
        if isinstance(step, Write | Truncate):
            self._written[step.file].append(step)
        elif isinstance(step, Names):
            self._renamed[step.folder].append(step)
            self._folders |= {number for _, number in step.names if number and step.is_folder}
        elif isinstance(step, Sync):
            self._syncs[step.file] += 1
            for written in self._written.pop(step.file, ()):
                _apply(self._content[step.file], _whole(written))
            for renamed in self._renamed.pop(step.file, ()):
                self._names[step.file] |= dict(renamed.names)

    def loses_power(self, draw: Random) -> State:
        """One of the states that the next start may find."""
        return tuple(sorted(self._below(ROOT, "", draw), key=lambda one: one[0]))

    def write_to(self, folder: Path, state: State) -> None:
        """Make the files of a state."""
        for path, content in state:
            if content is None:
                (folder / path).mkdir()
            else:
                (folder / path).write_bytes(self._bytes_of(content))

    def _below(self, folder: int, path: str, draw: Random) -> Iterator[tuple[str, _Content | None]]:
        for name, number in self._surviving_names(folder, draw).items():
            if number in self._folders:
                yield f"{path}{name}", None
                yield from self._below(number, f"{path}{name}/", draw)
            elif number is not None:
                yield f"{path}{name}", self._surviving_content(number, draw)

    def _surviving_names(self, folder: int, draw: Random) -> dict[str, int | None]:
        names, chance, lost = dict(self._names[folder]), draw.choice(_CHANCES), set[str]()
        for step in self._renamed[folder]:
            touched = {name for name, _ in step.names}
            if draw.random() < chance and not touched & lost:
                names |= dict(step.names)
            else:
                lost |= touched
        return names

    def _surviving_content(self, file: int, draw: Random) -> _Content:
        chance, waiting = draw.choice(_CHANCES), self._written[file]
        survivors = tuple(one for step in waiting for one in _surviving(step, chance, draw))
        ends = [step.at + len(step.content) for step in waiting if isinstance(step, Write)]
        grown = max(ends, default=0)
        is_grown = grown > len(self._content[file]) and draw.random() < 0.5  # a new size without its content
        noise = draw.randrange(1, 1 << 30) if is_grown and draw.random() < 0.5 else 0
        return _Content(file, self._syncs[file], grown if is_grown else 0, noise, survivors)

    def _bytes_of(self, content: _Content) -> bytearray:
        kept = bytearray(self._content[content.file])
        more = max(0, content.size - len(kept))
        kept += Random(content.noise).randbytes(more) if content.noise else bytes(more)
        for survivor in content.survivors:
            _apply(kept, survivor)
        return kept


def moments(steps: list[Step]) -> Iterator[int]:
    """After which steps to cut the power: not between two writes to one file, since either may be lost anyway."""
    for place, (step, after) in enumerate(zip(steps, [*steps[1:], None], strict=True)):
        is_same = isinstance(step, Write) and isinstance(after, Write) and step.file == after.file
        if not is_same and not isinstance(step, Said):
            yield place


def _surviving(step: Write | Truncate, chance: float, draw: Random) -> Iterator[_Survivor]:
    if isinstance(step, Write) and draw.random() < 0.5:  # torn: each sector by itself
        sectors = [one for one in _whole(step).sectors if draw.random() < chance]
        if sectors:
            yield _Survivor(step, tuple(sectors))
    elif draw.random() < chance:
        yield _whole(step)


def _whole(step: Write | Truncate) -> _Survivor:
    if isinstance(step, Truncate):
        return _Survivor(step)
    return _Survivor(step, tuple(range(step.at // SECTOR, (step.at + len(step.content) - 1) // SECTOR + 1)))


def _apply(content: bytearray, survivor: _Survivor) -> None:
    step = survivor.step
    if isinstance(step, Truncate):
        content[step.size :] = bytes(max(0, step.size - len(content)))
        return
    for sector in survivor.sectors:
        start = max(step.at, sector * SECTOR)
        end = min(step.at + len(step.content), (sector + 1) * SECTOR)
        content.extend(bytes(max(0, start - len(content))))
        content[start:end] = step.content[start - step.at : end - step.at]
