"""Backups: every database copied by SQLite itself while the server runs; `restoring` brings them back."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from surveys.settings import command_line
from surveys.storage import Instance


class NotCopied(Exception):
    """A backup cannot be made, or not brought back as it was asked for; the message says why."""


def back_up(instance: Instance, folder: Path, today: date) -> Path:
    """Copy the instance into a new folder below `folder`, named by the day; gives back its path.

    A backup shows no times, but two backups show between which of them a note came. Raises NotCopied.
    """
    target = folder / f"unsigned-{today.isoformat()}"
    if target.resolve().is_relative_to(instance.folder.resolve()):
        raise NotCopied(f"{folder} lies in the instance and would be lost with it: name a folder elsewhere")
    try:
        target.mkdir(mode=0o700, parents=True)
        (target / "walls").mkdir(mode=0o700)
    except FileExistsError:
        raise NotCopied(f"{target} is there already and is left as it is: delete it, or name another folder") from None
    except OSError as error:
        raise NotCopied(f"{target} cannot be made: {error.strerror}") from None
    try:
        _copy_all(instance, target)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(target)  # half a backup would be taken for a whole one
        raise NotCopied(f"no backup is made ({error}): `{command_line('doctor')}` says more") from None
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
    """Whether the file has its tables. Opened for writing, so that a crash is mended first and not taken for damage."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as database:
            has_tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
            return has_tables and bool(database.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
