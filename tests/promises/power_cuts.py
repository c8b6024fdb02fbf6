"""A power cut in its worst moment: what the disk was not made to keep is undone.

`journals_come_back` does it to SQLite's journals alone, anywhere: a hard link keeps each journal that is
unlinked without syncing its folder, and puts it back. `Disk` does it to everything: a file system in an image,
of which a copy holds what had reached the device by then; only root can mount it.
"""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)


class _System(ctypes.Structure):
    """The head of `sqlite3_vfs`: how SQLite speaks to the operating system (https://www.sqlite.org/c3ref/vfs.html)."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("iVersion", "szOsFile", "mxPathname")),
        *((name, ctypes.c_void_p) for name in ("pNext", "zName", "pAppData", "xOpen")),
        ("xDelete", _Delete),
    )


def _sqlite_system() -> _System:
    """That of the library which Python itself uses."""
    if "libsqlite3" not in Path("/proc/self/maps").read_text():
        pytest.skip("this Python has its own SQLite inside, which cannot be watched")
    library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_System)
    return library.sqlite3_vfs_find(None).contents


@contextmanager
def _before_each_unlink(watch: Callable[[Path, int], None]) -> Iterator[None]:
    """`watch` gets each file that SQLite is about to unlink, and whether it will sync the folder then."""
    system = _sqlite_system()
    delete = system.xDelete
    original = _Delete(ctypes.cast(delete, ctypes.c_void_p).value)

    def watched(itself: int, name: bytes, sync_folder: int) -> int:
        if (path := Path(os.fsdecode(name))).exists():
            watch(path, sync_folder)
        return int(original(itself, name, sync_folder))

    system.xDelete = callback = _Delete(watched)
    try:
        yield
    finally:
        system.xDelete = original
        del callback


@contextmanager
def journals_come_back() -> Iterator[None]:
    """At the end, every journal is back whose unlink a power cut could undo."""
    back = set[Path]()

    def keep(path: Path, sync_folder: int) -> None:
        kept = path.with_name(path.name + ".kept")
        if not sync_folder:
            kept.unlink(missing_ok=True)
            os.link(path, kept)
            back.add(path)

    try:
        with _before_each_unlink(keep):
            yield
    finally:
        for path in back:
            path.with_name(path.name + ".kept").rename(path)


@contextmanager
def journals_at_their_commit() -> Iterator[list[bytes]]:
    """What lies in the journal of each transaction when it commits: a kill in this moment would leave it."""
    journals: list[bytes] = []
    with _before_each_unlink(lambda path, _sync_folder: journals.append(path.read_bytes())):
        yield journals


@dataclass
class Disk:
    """A small ext4 of its own, mounted at `folder`."""

    image: Path
    folder: Path

    @contextmanager
    def after_a_power_cut(self) -> Iterator[Path]:
        """The same disk as the next start finds it."""
        copy, folder = self.image.with_suffix(".cut"), self.folder.with_name("after")
        shutil.copy(self.image, copy)
        with _mounted(copy, folder):
            yield folder


@contextmanager
def disk_in(folder: Path) -> Iterator[Disk]:
    image = folder / "disk.image"
    with image.open("wb") as file:
        file.truncate(48 << 20)
    if os.geteuid() or subprocess.run(["mkfs.ext4", "-q", str(image)], capture_output=True, check=False).returncode:
        pytest.skip("only root can make a disk")
    with _mounted(image, folder / "disk"):
        yield Disk(image, folder / "disk")


@contextmanager
def _mounted(image: Path, folder: Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    # a commit of the file system's own would come to the help of what we did not make durable
    mount = ["mount", "-o", "loop,commit=3600,noauto_da_alloc", str(image), str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk in a file cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)
