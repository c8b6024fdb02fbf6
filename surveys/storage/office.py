"""The office: one SQLite file with facilitators, surveys and grants. Participant pages only read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from sqlite_utils import Database

from surveys.storage.connecting import connected, make_durable, transaction
from surveys.storage.locked import expect_readable
from surveys.storage.migrations import known_migrations, office_migrations
from surveys.storage.wall_faults import is_damage


class OfficeDamaged(Exception):
    """The office database is missing or cannot be read; carries its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class OfficeNewer(OfficeDamaged):
    """A newer version of the program has changed the office; this one could misread it. Carries its path."""


class OfficeBusy(Exception):
    """The office cannot be written at this moment: the disk is full, read-only, or another process holds the file."""


def prepare_office(path: Path) -> None:
    """Make the file, or bring an older one up to date, with a copy beside it as it was before.

    Raises OfficeNewer, OfficeDamaged or OfficeBusy.
    """
    with _faults_named(path), connected(path, "rwc") as database:
        done = {migration.name for migration in office_migrations.applied(database)}
        if done - known_migrations():
            raise OfficeNewer(path)
        if office_migrations.pending(database):
            if done:
                _copy_office(database.conn, copy_of(path))
            # dropping a table to rebuild it would delete what refers to it
            database.execute("PRAGMA foreign_keys = OFF")
            office_migrations.apply(database)
            make_durable(path)
    path.chmod(0o600)


def copy_of(path: Path) -> Path:
    """Where the office is saved before it is brought up to date."""
    return path.with_name(f"{path.name}.before-upgrade")


def _copy_office(office: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with closing(sqlite3.connect(target)) as copy:
        office.backup(copy)
    make_durable(target)


@contextmanager
def open_office(path: Path, *, read_only: bool = False) -> Iterator[Database]:
    """A connection for one request; all of its writes are one transaction.

    Raises OfficeDamaged, OfficeBusy or FolderLocked.
    """
    mode = "ro" if read_only else "rw"
    with _faults_named(path), connected(path, mode) as office, nullcontext() if read_only else transaction(office):
        yield office


@contextmanager
def _faults_named(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            expect_readable(path)
            raise OfficeDamaged(path) from None
        if isinstance(error, sqlite3.OperationalError):
            raise OfficeBusy from None
        raise
