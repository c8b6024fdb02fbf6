"""The office: one SQLite file with facilitators, surveys and grants. Participant pages only read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from sqlite_utils import Database

from surveys.storage.connecting import connected, transaction
from surveys.storage.migrations import office_migrations
from surveys.storage.walls import is_damage


class OfficeDamaged(Exception):
    """The office database is missing or cannot be read; carries its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is missing or damaged; `flask --app app restore` brings it back from a backup")
        self.path = path


def prepare_office(path: Path) -> None:
    """Make the file, or bring an older one up to date."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        database = Database(connection)
        if office_migrations.pending(database):
            office_migrations.apply(database)
    path.chmod(0o600)


class OfficeBusy(Exception):
    """The office cannot be written at this moment: the disk is full, read-only, or another process holds the file."""


@contextmanager
def open_office(path: Path, *, read_only: bool = False) -> Iterator[Database]:
    """A connection for one request; all of its writes are one transaction. Raises OfficeDamaged."""
    try:
        with (
            connected(path, "ro" if read_only else "rw") as office,
            nullcontext() if read_only else transaction(office),
        ):
            yield office
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise OfficeDamaged(path) from None
        if isinstance(error, sqlite3.OperationalError):
            raise OfficeBusy from None
        raise
