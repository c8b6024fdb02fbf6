"""Opening a wall or the office, and making new files durable."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

DURABLE = "PRAGMA synchronous = EXTRA"
"""With FULL, a power cut can bring back the journal of an acknowledged transaction, and that undoes it:
only EXTRA waits until the folder, too, no longer has the journal on the disk (docs/decisions/0008)."""


@contextmanager
def connected(path: Path, mode: str = "rw") -> Iterator[Database]:
    """An existing file, or with "rwc" a new one: deleted rows are overwritten, temporary data stays in memory, and
    writes are durable.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        if mode != "ro":
            for pragma in ("PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON", DURABLE):
                connection.execute(pragma)
        yield Database(connection)


@contextmanager
def transaction(database: Database) -> Iterator[Database]:
    """One transaction, undone by any exception. IMMEDIATE: a SELECT first would let two writers lock each other out."""
    with database.conn:
        database.execute("BEGIN IMMEDIATE")
        yield database


def make_durable(path: Path) -> None:
    """Wait until a new file or folder, and its name in the folder above it, would survive a power cut."""
    for one in (path, path.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
