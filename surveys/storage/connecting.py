"""How walls and the office are opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database


@contextmanager
def connected(path: Path, mode: str = "rw") -> Iterator[Database]:
    """An existing file: what is deleted is overwritten, what is temporary stays in memory, what is kept is durable."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        if mode != "ro":
            for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = FULL"):
                connection.execute(f"PRAGMA {pragma}")
        yield Database(connection)


@contextmanager
def transaction(database: Database) -> Iterator[Database]:
    """One transaction, undone by any exception. IMMEDIATE: a SELECT first would let two writers lock each other out."""
    with database.conn:
        database.execute("BEGIN IMMEDIATE")
        yield database
