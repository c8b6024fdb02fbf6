"""The office: one SQLite file with facilitators, surveys and grants. Participant pages only read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from sqlite_utils import Database

from surveys.settings import command_line
from surveys.storage.connecting import DURABLE, connected, make_durable, transaction
from surveys.storage.locked import expect_readable
from surveys.storage.migrations import office_migrations
from surveys.storage.wall_faults import is_damage


class OfficeDamaged(Exception):
    """The office database is missing or cannot be read; carries its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is missing or damaged. To restore it from the backup folder BACKUP, stop the server and run "
            f"`{command_line(f'restore BACKUP {path.name}')}`. "
            "To start again without it, set UNSIGNED_INSTANCE to an empty folder."
        )
        self.path = path


class OfficeBusy(Exception):
    """The office cannot be written at this moment: the disk is full, read-only, or another process holds the file."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def prepare_office(path: Path) -> None:
    """Make the file, or bring an older one up to date. Raises OfficeDamaged or OfficeBusy."""
    with _faults_named(path), closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(DURABLE)
        database = Database(connection)
        if office_migrations.pending(database):
            office_migrations.apply(database)
            make_durable(path)
    path.chmod(0o600)


@contextmanager
def open_office(path: Path, *, read_only: bool = False) -> Iterator[Database]:
    """A connection for one request; all of its writes are one transaction.

    Raises OfficeDamaged, OfficeBusy or FolderLocked.
    """
    with (
        _faults_named(path),
        connected(path, "ro" if read_only else "rw") as office,
        nullcontext() if read_only else transaction(office),
    ):
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
