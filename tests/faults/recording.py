"""What a run does to its folder, in order, as strace sees it: writes, syncs, new and lost names, and what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from surveys.settings import PROJECT

_CALLS = (
    "openat,open,creat,close,write,pwrite64,writev,pwritev,pwritev2,lseek,ftruncate,truncate,fallocate,"
    "fsync,fdatasync,sync_file_range,msync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
_LONGEST_WRITE = 1_100_000

# A call that has ended: `1234 fsync(5</path>) = 0`. Not one that another thread interrupted.
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")

# A text in strace's hexadecimal: \x2f\x74. Paths and contents alike.
_HEX = re.compile(r'["<]((?:\\x[0-9a-f]{2})*)(?:\(deleted\))?[">]')


@dataclass(frozen=True)
class Write:
    """Bytes at a place of a file."""

    file: int
    at: int
    content: bytes


@dataclass(frozen=True)
class Truncate:
    """A file gets another size."""

    file: int
    size: int


@dataclass(frozen=True)
class Sync:
    """A file, or the names in a folder, are on the disk."""

    file: int


@dataclass(frozen=True)
class Names:
    """Names in a folder change in one step: each now means a file, or nothing."""

    folder: int
    names: tuple[tuple[str, int | None], ...]
    is_folder: bool = False


@dataclass(frozen=True)
class Said:
    """A moment of the run."""

    about: dict[str, Any]


Step = Write | Truncate | Sync | Names | Said
ROOT = 0
"""The number of the folder in which a run works; every new file and folder gets the next number."""


def record(folder: Path, synchronous: str, notes: int) -> list[Step]:
    """A run in a new folder. Skips the test where nothing can be traced."""
    folder.mkdir()
    log = folder / "strace"
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    trace = ["strace", "-f", "-y", "--seccomp-bpf", "-xx", "-s", str(_LONGEST_WRITE), "-e", f"trace={_CALLS}"]
    if subprocess.run([*trace, "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody trace a process")
    work = folder / "work"
    work.mkdir()
    run = [sys.executable, str(Path(__file__).with_name("a_run.py")), str(work), synchronous, str(notes)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*trace, "-o", str(log), *run], cwd=PROJECT, env=environment, check=True)
    with log.open() as lines:
        return list(_Reader(work).steps(lines))


class _Reader:
    """Follows names and open files through a log."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._hex = "".join(f"\\x{byte:02x}" for byte in os.fsencode(work))
        self._numbers = {str(work): ROOT}
        self._next = count(ROOT + 1)
        self._open: dict[int, int] = {}
        self._place: dict[int, int] = {}
        self._speaking: int | None = None

    def steps(self, lines: Iterable[str]) -> Iterator[Step]:
        for line in lines:
            if self._hex in line:
                found = _LINE.match(line)
                assert found, f"two threads at once, which nobody here can read: {line[:200]}"
                call, arguments, result = found[1], found[2], int(found[3])
                texts = [bytes.fromhex(text.replace("\\x", "")) for text in _HEX.findall(arguments)]
                yield from self._step(call, arguments, texts, result) if result >= 0 else ()

    def _step(self, call: str, arguments: str, texts: list[bytes], result: int) -> Iterator[Step]:
        if call == "openat":
            yield from self._opens(os.fsdecode(texts[-1]), arguments, result)
        elif call in _NAMING:
            paths = [os.fsdecode(text) for text in texts]
            yield from _NAMING[call](self, *paths) if self._is_on_the_disk(paths[0]) else ()
        elif (descriptor := int(arguments.partition("<")[0])) == self._speaking:
            yield from [Said(json.loads(texts[-1]))] if call == "write" else ()
        elif descriptor in self._open:
            yield from self._uses(call, descriptor, arguments, texts, result)

    def _opens(self, path: str, arguments: str, descriptor: int) -> Iterator[Step]:
        if path == str(self._work / "acknowledged"):
            self._speaking = descriptor
        elif self._is_on_the_disk(path):
            if path not in self._numbers:
                yield from self._makes(path)
            elif "O_TRUNC" in arguments:
                yield Truncate(self._numbers[path], 0)
            self._open[descriptor], self._place[descriptor] = self._numbers[path], 0

    def _makes(self, path: str, is_folder: bool = False) -> Iterator[Step]:
        self._numbers[path] = next(self._next)
        yield replace(self._names(path, self._numbers[path]), is_folder=is_folder)

    def _loses(self, path: str) -> Iterator[Step]:
        del self._numbers[path]
        yield self._names(path, None)

    def _renames(self, old: str, new: str) -> Iterator[Step]:
        self._numbers[new] = self._numbers.pop(old)
        lost, got = self._names(old, None), self._names(new, self._numbers[new])
        assert lost.folder == got.folder, "nobody moves a file to another folder"
        yield Names(got.folder, (*lost.names, *got.names))

    def _names(self, path: str, number: int | None) -> Names:
        return Names(self._numbers[str(Path(path).parent)], ((Path(path).name, number),))

    def _uses(self, call: str, descriptor: int, arguments: str, texts: list[bytes], result: int) -> Iterator[Step]:
        number, last = self._open[descriptor], arguments.rpartition(", ")[2]
        if call == "close":
            del self._open[descriptor]
        elif call == "write":
            yield Write(number, self._place[descriptor], texts[-1])
            self._place[descriptor] += result
        elif call == "pwrite64":
            yield Write(number, int(last), texts[-1])
        elif call == "lseek":
            self._place[descriptor] = result
        elif call == "ftruncate":
            yield Truncate(number, int(last))
        else:
            assert call in ("fsync", "fdatasync"), f"nobody here knows what {call} does to a disk"
            yield Sync(number)

    def _is_on_the_disk(self, path: str) -> bool:
        """Below the folder of the run, and not among the sessions, which are in memory."""
        place = Path(path)
        return place == self._work or (self._work in place.parents and "sessions" not in place.parts)


_NAMING: dict[str, Callable[..., Iterator[Step]]] = {
    "mkdir": partial(_Reader._makes, is_folder=True),
    "unlink": _Reader._loses,
    "rename": _Reader._renames,
}
"""The calls that change names. A run that uses another one ends with a KeyError or an assertion."""
