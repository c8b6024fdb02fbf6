"""Backups: every database is copied while the server runs, and phones wait only a moment; `restoring` restores them."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

from surveys.settings import command_line
from surveys.storage import Instance, mark_of_damage
from surveys.terminal import gettext as _

_PIECE = 1 << 20
_PAUSE = 0.005


class NotCopied(Exception):
    """A backup cannot be made, or cannot be restored as asked; the message says why."""


def back_up(instance: Instance, folder: Path, today: date) -> Path:
    """Copy the instance into a new folder below `folder`, named after the day, and return its path.

    A backup shows no times, but two backups show between which of them a note came. Raises NotCopied.
    """
    target = folder / f"unsigned-{today.isoformat()}"
    if target.resolve().is_relative_to(instance.folder.resolve()):
        raise NotCopied(
            _("%(folder)s lies in the instance and would be lost with it. Name a folder elsewhere.", folder=folder)
        )
    try:
        target.mkdir(mode=0o700, parents=True)
        (target / "walls").mkdir(mode=0o700)
    except FileExistsError:
        raise NotCopied(
            _("%(folder)s is there already and was not changed. Delete it, or name another folder.", folder=target)
        ) from None
    except OSError as error:
        raise NotCopied(_("%(folder)s cannot be made: %(reason)s.", folder=target, reason=error.strerror)) from None
    try:
        _copy_all(instance, target)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(target)  # half a backup would look like a whole one
        raise NotCopied(
            _(
                "No backup was made (%(reason)s). To find out more, run: %(command)s",
                reason=error,
                command=command_line("doctor"),
            )
        ) from None
    return target


def delete_older(folder: Path, today: date, days: int) -> list[Path]:
    """Delete every backup in the folder that is older than so many days, and return their paths."""
    oldest = f"unsigned-{today - timedelta(days=days)}"
    old = [made for made in backups_in(folder) if made.name < oldest]
    for made in old:
        shutil.rmtree(made)
    return old


def backups_in(folder: Path) -> list[Path]:
    """Every backup in a folder, the oldest first."""
    return [path for path in sorted(folder.glob("unsigned-????-??-??")) if (path / "office.sqlite").exists()]


def databases_in(folder: Path) -> list[Path]:
    """The office, then every wall, of an instance or of a backup."""
    return [folder / "office.sqlite", *sorted((folder / "walls").glob("*.sqlite"))]


def _copy_all(instance: Instance, target: Path) -> None:
    office, *walls = databases_in(instance.folder)
    for source in (office, *walls):
        copy = target / source.relative_to(instance.folder)
        _copy_database(source, copy) if source == office else _copy_wall(source, copy)
        shutil.copystat(source, copy)
    shutil.copy2(instance.secret, target / "secret")


def _copy_database(source: Path, target: Path) -> None:
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
    target.chmod(0o600)


def _copy_wall(source: Path, target: Path) -> None:
    """Copy it while people write, then once more, with writers waiting, what has changed meanwhile.

    SQLite's own copy would hold writers back for as long as it takes, or begin again with every note.
    """
    with source.open("rb") as original, target.open("w+b") as copy:  # closed last: closing drops this process's locks
        _copy_changes(original, copy, pause=_PAUSE)
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as reading:
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on nobody can commit
            _copy_changes(original, copy)
        os.fsync(copy.fileno())
    target.chmod(0o600)


def _copy_changes(original: BinaryIO, copy: BinaryIO, *, pause: float = 0) -> None:
    """Write every piece that differs. With pauses the disk has time for the notes that people send."""
    for file in (original, copy):
        file.seek(0)
    while piece := original.read(_PIECE):
        place = copy.tell()
        if copy.read(_PIECE) != piece:
            copy.seek(place)
            copy.write(piece)
            copy.flush()
        if pause:
            os.fdatasync(copy.fileno())
            time.sleep(pause)
    copy.truncate(original.tell())


def is_sound(path: Path) -> bool:
    """Whether the file can be read, and SQLite never met damage in it."""
    return can_be_read(path) and not mark_of_damage(path).exists()


def can_be_read(path: Path) -> bool:
    """Whether the file has its tables. It is opened for writing, so that SQLite first recovers from a crash."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as database:
            has_tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
            return has_tables and bool(database.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
