"""Backups: SQLite itself copies every database while the server runs; `restoring` restores them."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from surveys.settings import command_line
from surveys.storage import Instance


class NotCopied(Exception):
    """A backup cannot be made, or cannot be restored as asked; the message says why."""


def back_up(instance: Instance, folder: Path, today: date) -> Path:
    """Copy the instance into a new folder below `folder`, named after the day, and return its path.

    A backup shows no times, but two backups show between which of them a note came. Raises NotCopied.
    """
    target = folder / f"unsigned-{today.isoformat()}"
    if target.resolve().is_relative_to(instance.folder.resolve()):
        raise NotCopied(f"{folder} lies in the instance and would be lost with it. Name a folder elsewhere.")
    try:
        target.mkdir(mode=0o700, parents=True)
        (target / "walls").mkdir(mode=0o700)
    except FileExistsError:
        raise NotCopied(f"{target} is there already and was not changed. Delete it, or name another folder.") from None
    except OSError as error:
        raise NotCopied(f"{target} cannot be made: {error.strerror}.") from None
    try:
        _copy_all(instance, target)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(target)  # half a backup would look like a whole one
        raise NotCopied(f"No backup was made ({error}). To find out more, run: {command_line('doctor')}") from None
    return target


def databases_in(folder: Path) -> list[Path]:
    """The office, then every wall, of an instance or of a backup."""
    return [folder / "office.sqlite", *sorted((folder / "walls").glob("*.sqlite"))]


def _copy_all(instance: Instance, target: Path) -> None:
    for source in databases_in(instance.folder):
        copy = target / source.relative_to(instance.folder)
        _copy_database(source, copy)
        shutil.copystat(source, copy)
    shutil.copy2(instance.secret, target / "secret")


def _copy_database(source: Path, target: Path) -> None:
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
    target.chmod(0o600)


def is_sound(path: Path) -> bool:
    """Whether the file has its tables. It is opened for writing, so that SQLite first recovers from a crash."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as database:
            has_tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
            return has_tables and bool(database.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
