"""The office: one SQLite file with facilitators, surveys and grants. Participant pages only read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from surveys.storage.migrations import office_migrations


class OfficeDamaged(Exception):
    """The office database is missing or cannot be read; carries its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


def prepare_office(path: Path) -> None:
    """Make the file, or bring an older one up to date."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        database = Database(connection)
        if office_migrations.pending(database):
            office_migrations.apply(database)
    path.chmod(0o600)


@contextmanager
def open_office(path: Path, *, read_only: bool = False) -> Iterator[Database]:
    """A connection for one request; all of its writes are one transaction. Raises OfficeDamaged."""
    try:
        with closing(_connect(path, read_only)) as connection:
            database = Database(connection)
            if read_only:
                yield database
            else:
                yield from _one_transaction(database)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise OfficeDamaged(path) from None


def _one_transaction(database: Database) -> Iterator[Database]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield database
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=30)
    for pragma in ("foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
