"""Building a wall: how many slots it has, and the file, prefilled with equal slots of random bytes."""

import os
import sqlite3
from collections.abc import Collection
from contextlib import closing
from math import ceil
from pathlib import Path

from surveys.sealing import SEALED_NOTE_SIZE
from surveys.storage.connecting import make_durable
from surveys.storage.tickets import TICKET_SIZE, insert_tickets

RECEIPT_SIZE = 32
NOTES_OF_A_PLACE = 6.5
"""How many notes each of those who may write has room for."""
SPARE_SLOTS = 12
PAGE_SIZE = 4_096
"""Bytes of a page of the file, which holds one slot."""
_STEP = 1_024
_COUNTS_OF_WRITES = (24, 92)

# no journal: a crash loses only a file that has no name yet
_QUICKLY = f"PRAGMA page_size={PAGE_SIZE}; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
_SCHEMA = f"""
CREATE TABLE slots (
    slot INTEGER PRIMARY KEY,
    used INTEGER NOT NULL CONSTRAINT a_slot_is_blank_or_used CHECK (used IN (0, 1)),
    sealed BLOB NOT NULL CONSTRAINT all_notes_are_equally_long CHECK (length(sealed) = {SEALED_NOTE_SIZE})
);
CREATE TABLE receipts (
    slot INTEGER PRIMARY KEY,
    receipt BLOB NOT NULL CONSTRAINT all_receipts_are_equally_long CHECK (length(receipt) = {RECEIPT_SIZE})
);
CREATE TABLE told (words TEXT NOT NULL);
CREATE TABLE tickets (
    slot INTEGER PRIMARY KEY,
    ticket BLOB NOT NULL CONSTRAINT all_tickets_are_equally_long CHECK (length(ticket) = {TICKET_SIZE})
);
"""
# `told` has the promise to the writers: files of earlier releases use this name, so it stays.
_NO_LATER_ROWS = """
CREATE TRIGGER slots_are_never_added BEFORE INSERT ON slots BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
CREATE TRIGGER slots_are_never_freed BEFORE DELETE ON slots BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
CREATE TRIGGER notes_are_never_blanked BEFORE UPDATE OF used ON slots WHEN new.used < old.used
    BEGIN SELECT RAISE(ABORT, 'used stays used'); END;
CREATE TRIGGER receipts_are_never_added BEFORE INSERT ON receipts BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
CREATE TRIGGER tickets_are_never_added BEFORE INSERT ON tickets BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
"""


def slots_for(places: int, about_you: int = 0) -> int:
    """Slots of a wall on which `places` people may write: 100 → 1,024, 1,000 → 8,192, 10,000 → 81,920.

    Room for six notes and a half each and for an answer to each question about them, and a quarter more: what is left
    when everybody has written lasts half an hour at the ceiling (docs/decisions/0010).
    """
    needed = (places * (NOTES_OF_A_PLACE + about_you) + SPARE_SLOTS) * 1.25
    return _STEP * max(1, ceil(needed / _STEP))


def build_wall(path: Path, slots: int, promise: str, tickets: Collection[bytes] = ()) -> None:
    """Create the file; it is durable when this returns.

    It gets its name when it is complete, so that an interrupted opening leaves no half-built wall.
    """
    unfinished = path.with_suffix(".draft")
    unfinished.unlink(missing_ok=True)
    _fill_with_blanks(unfinished, slots, promise, tickets)
    _randomise_change_counter(unfinished)
    unfinished.chmod(0o600)
    make_durable(unfinished)
    unfinished.rename(path)
    make_durable(path)


def _fill_with_blanks(path: Path, slots: int, promise: str, tickets: Collection[bytes]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_QUICKLY + _SCHEMA)
        connection.execute("BEGIN")
        insert_blanks(connection, range(1, slots + 1))
        connection.execute("INSERT INTO told VALUES (?)", [promise])
        insert_tickets(connection, tickets)
        connection.execute("COMMIT")
        connection.executescript(_NO_LATER_ROWS)


def insert_blanks(connection: sqlite3.Connection, slots: range) -> None:
    """Add blank slots with these numbers, all random bytes, in the transaction of the caller."""
    blanks = ((slot, os.urandom(SEALED_NOTE_SIZE)) for slot in slots)
    connection.executemany("INSERT INTO slots VALUES (?, 0, ?)", blanks)
    blanks = ((slot, os.urandom(RECEIPT_SIZE)) for slot in slots)
    connection.executemany("INSERT INTO receipts VALUES (?, ?)", blanks)


def _randomise_change_counter(path: Path) -> None:
    """Let SQLite's count of writes begin anywhere.

    If it began at zero, a thief who sees how many slots are used could find how many notes were taken back.
    The header of the file has it twice: https://www.sqlite.org/fileformat.html#file_change_counter
    """
    count = os.urandom(4)
    with path.open("r+b") as file:
        for place in _COUNTS_OF_WRITES:
            file.seek(place)
            file.write(count)
