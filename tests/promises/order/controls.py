"""Walls as most programs would build them. The attack must catch each, or it is worthless."""

import os
import random
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tests.promises.journals import slot_pages_in
from tests.promises.order.channels import places_in
from tests.promises.order.kendall import Channel

CONTROLS = {
    "autoincrement": "id INTEGER PRIMARY KEY AUTOINCREMENT, sealed BLOB",
    "random text key, hidden rowid": "id TEXT PRIMARY KEY, sealed BLOB",
    "random integer key, notes of any length": "id INTEGER PRIMARY KEY, sealed BLOB",
}


def control(path: Path, name: str, contents: Sequence[bytes]) -> dict[str, Channel]:
    """Rows are added as they come; what rowid and file tell afterwards. A long note flows over into further pages."""
    if name.endswith("any length"):
        contents = [os.urandom(random.randint(100, 9_000)) for _ in contents]
    with _database(path, f"CREATE TABLE notes ({CONTROLS[name]})") as database:
        for content in contents:
            database.execute("INSERT INTO notes VALUES (?, ?)", [_key(name), content])
            database.commit()
        rows = {sealed: rowid for rowid, sealed in database.execute("SELECT rowid, sealed FROM notes")}
    return {"rowid": [rows[content] for content in contents], "raw offset": _offsets(path, contents)}


def write_ahead(path: Path, contents: Sequence[bytes]) -> dict[str, Channel]:
    """Fixed slots, drawn at random as ours; but a WAL, held open by a reader."""
    slots = random.sample(range(1, len(contents) + 1), len(contents))
    with _database(path, "CREATE TABLE notes (id INTEGER PRIMARY KEY, sealed BLOB)") as database:
        database.executemany("INSERT INTO notes VALUES (?, ?)", _blanks(1, len(contents)))
        database.commit()
        database.execute("PRAGMA journal_mode = WAL")
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN").execute("SELECT count(*) FROM notes").fetchone()
            for slot, content in zip(slots, contents, strict=True):
                database.execute("UPDATE notes SET sealed = ? WHERE id = ?", [content, slot])
                database.commit()
            return {"slot": slots, "offset in the WAL": _offsets(path.with_name(path.name + "-wal"), contents)}


def appended_blanks(path: Path, contents: Sequence[bytes]) -> dict[str, Channel]:
    """Slots drawn at random among the blank ones; more blanks are appended whenever half of them are used."""
    slots: list[int] = []
    with _database(path, "CREATE TABLE notes (id INTEGER PRIMARY KEY, sealed BLOB)") as database:
        total, blank = 0, list[int]()
        for content in contents:
            if len(blank) <= total // 2:
                more = max(64, total // 4)
                database.executemany("INSERT INTO notes VALUES (?, ?)", _blanks(total + 1, more))
                blank += range(total + 1, total + more + 1)
                total += more
            slots.append(blank.pop(secrets.randbelow(len(blank))))
            database.execute("UPDATE notes SET sealed = ? WHERE id = ?", [content, slots[-1]])
            database.commit()
    return {"slot": slots, "raw offset": _offsets(path, contents)}


def notes_in_the_journal_of_a_pair(path: Path, contents: Sequence[bytes]) -> int:
    """Two notes of one form in one transaction; how many slots the journal holds while it runs."""
    with _database(path, "CREATE TABLE notes (id INTEGER PRIMARY KEY, sealed BLOB)") as database:
        database.executemany("INSERT INTO notes VALUES (?, ?)", _blanks(1, 100))
        database.commit()
        for slot, content in zip((17, 71), contents[:2], strict=True):
            database.execute("UPDATE notes SET sealed = ? WHERE id = ?", [content, slot])
        return slot_pages_in(path.with_name(path.name + "-journal").read_bytes())


@contextmanager
def _database(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous = OFF")  # the order is the same, and nobody cuts the power
        database.execute(schema)
        yield database


def _blanks(first: int, count: int) -> Iterator[tuple[int, bytes]]:
    return ((slot, os.urandom(4_000)) for slot in range(first, first + count))


def _key(name: str) -> str | int | None:
    if name == "autoincrement":
        return None
    return secrets.token_hex(8) if "text" in name else secrets.randbits(62)


def _offsets(path: Path, contents: Sequence[bytes]) -> list[int]:
    ends = [content[-32:] for content in contents]
    return places_in(path.read_bytes(), ends, order=range(len(contents)))
