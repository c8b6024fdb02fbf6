"""Walls: where sealed notes lie, one SQLite file per survey, without any trace of order.

A wall is prefilled with equal slots of random bytes. Storing a note overwrites one uniformly
chosen blank slot in place; nothing is ever inserted, appended or indexed by arrival, and each
note is its own transaction, so that not even the journal of a crash joins two of them.
"""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path

from sqlite_utils import Database

from surveys.sealing import SEALED_NOTE_SIZE, Sealed
from surveys.storage.connecting import connected, make_durable, transaction
from surveys.storage.growing import add_blanks
from surveys.storage.times import set_times
from surveys.storage.turns import Turns

RECEIPT_SIZE = 32
NOTES_OF_A_PLACE = 6.5
"""How many notes each of those who may write has room for."""
SPARE_SLOTS = 12
PAGE_SIZE = 4_096
"""Bytes of a page of the file, which holds one slot."""
_STEP = 1_024
_RANDOM_TRIES = 64
_OPEN, _ENDED, _CLOSED = 0, 1, 2
"""The user_version of a wall: in the file, so that a note on its way cannot miss it. An ended one is closed for good.
Walls that an earlier release closed are ended: their receipts were overwritten then."""
_COUNTS_OF_WRITES = (24, 92)
_FOLDER_DAY = date(2000, 1, 1)  # shared by all walls: the folder must not tell which was written to last
# An ERROR is a file without tables, such as an empty one.
_DAMAGE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}

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
"""
_NO_LATER_ROWS = """
CREATE TRIGGER slots_are_never_added BEFORE INSERT ON slots BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
CREATE TRIGGER slots_are_never_freed BEFORE DELETE ON slots BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
CREATE TRIGGER notes_are_never_blanked BEFORE UPDATE OF used ON slots WHEN new.used < old.used
    BEGIN SELECT RAISE(ABORT, 'used stays used'); END;
CREATE TRIGGER receipts_are_never_added BEFORE INSERT ON receipts BEGIN SELECT RAISE(ABORT, 'prefilled'); END;
"""


class WallFull(Exception):
    """Every slot of the wall is used."""


class WallClosed(Exception):
    """The survey was closed while this note was on its way."""


class WallEnded(Exception):
    """Notes were opened after closing, and codes ended: this wall never takes notes from phones again."""


class WallOpen(Exception):
    """Notes from paper wait until the survey is closed: people still write."""


class WallBusy(Exception):
    """The wall cannot be written at this moment: the disk is full, or another process holds the file."""


class WallDamaged(Exception):
    """The file of a wall is missing or cannot be read as one; carries its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


def slots_for(places: int, about_you: int = 0) -> int:
    """Slots of a wall on which `places` people may write: 100 → 1,024, 1,000 → 8,192, 10,000 → 81,920.

    Room for six notes and a half each and for an answer to each question about them, and a quarter more: what is left
    when everybody has written lasts half an hour at the ceiling (docs/decisions/0010).
    """
    needed = (places * (NOTES_OF_A_PLACE + about_you) + SPARE_SLOTS) * 1.25
    return _STEP * max(1, ceil(needed / _STEP))


@dataclass(frozen=True)
class Contents:
    """What lies on a wall at one moment: every used slot with its seal, and whether codes have ended."""

    notes: list[tuple[int, Sealed]]
    is_ended: bool


@dataclass(frozen=True)
class Wall:
    """The wall in one file. `day` is the survey's first day, the only time the file ever shows."""

    path: Path
    day: date
    turns: Turns | None = None
    """What organisers may count while people write; nobody counts a wall by itself."""

    def build(self, slots: int, *, told: str = "") -> None:
        """Create the file with `slots` blank slots and what writers are told, durable when it returns.

        The file must not exist.

        It gets its name when it is whole: an opening that was cut off leaves no half wall behind.
        """
        if self.path.exists():
            raise FileExistsError(self.path)
        draft = self.path.with_suffix(".draft")
        with self._faults_named():
            draft.unlink(missing_ok=True)
            _fill_with_blanks(draft, slots, told)
            _hide_how_often_it_was_written(draft)
            draft.chmod(0o600)
            make_durable(draft)
            draft.rename(self.path)
            make_durable(self.path)
        self.reset_times()

    def put(self, sealed: Sealed, receipt: bytes, *, from_paper: bool = False) -> bool:
        """Store one note in one transaction; False when its receipt is here. Raises WallFull or WallClosed.

        A note from paper goes onto a closed wall, and onto no other: raises WallOpen.
        """
        with self._writing() as database:
            if _is_closed(database) is not from_paper:
                raise WallOpen if from_paper else WallClosed
            self._keep_turn(database)
            if _slot_of(database, receipt) is not None:
                return False
            slot = _take_blank_slot(database, sealed)
            database.execute("UPDATE receipts SET receipt = ? WHERE slot = ?", [receipt, slot])
            return True

    def take_back(self, receipt: bytes, withdrawn: Sealed) -> bool:
        """Overwrite the note with this receipt; slot and receipt stay. False when there is none. Raises WallClosed."""
        with self._writing() as database:
            if _is_closed(database):
                raise WallClosed
            self._keep_turn(database)
            slot = _slot_of(database, receipt)
            if slot is None:
                return False
            database.execute("UPDATE slots SET sealed = ? WHERE slot = ?", [withdrawn, slot])
            return True

    def overwrite(self, slot: int, sealed: Sealed, *, instead_of: Sealed) -> bool:
        """Put a sealed note into the place of another, for good; False if that was taken back meanwhile."""
        with self._writing() as database:
            update = "UPDATE slots SET sealed = ? WHERE slot = ? AND used = 1 AND sealed = ?"
            return bool(database.execute(update, [sealed, slot, instead_of]).rowcount)

    def at_the_turn(self) -> tuple[int, bytes]:
        """The last turn of the clock, and sealed which slots were used then; nothing where nobody knows."""
        with self._connected() as database, transaction(database):  # no writer comes in between
            self._keep_turn(database)
            return self.turns.kept() if self.turns else (0, b"")

    def read(self) -> Contents:
        """Everything that a holder of the key needs of it, with one opening of the file."""
        with self._connected() as database:
            rows = database.execute("SELECT slot, sealed FROM slots WHERE used = 1").fetchall()
            return Contents([(slot, Sealed(sealed)) for slot, sealed in rows], _mark(database) == _ENDED)

    def receipts_here(self, receipts: Iterable[bytes]) -> set[bytes]:
        """Which of these receipts belong to notes, taken back or not."""
        with self._connected() as database:
            return {receipt for receipt in receipts if _slot_of(database, receipt) is not None}

    def check(self) -> None:
        """Raises WallDamaged when the file is missing or is not a wall."""
        with self._connected() as database:
            database.execute("SELECT used FROM slots WHERE slot = 1").fetchone()

    def count_used(self) -> int:
        """How many slots are used, those of notes taken back included."""
        with self._connected() as database:
            return int(database.execute("SELECT coalesce(sum(used), 0) FROM slots").fetchone()[0])

    def holds_notes(self) -> bool:
        """Whether a note was ever put on it; a file that cannot be read may hold one. Raises WallBusy."""
        if not self.path.exists() or not self.path.stat().st_size:
            return False
        try:
            return self.count_used() > 0
        except WallDamaged:
            return True

    def told(self) -> str:
        """What its writers were told, as it was given to `build`; "" on a wall from before this was kept."""
        with self._connected() as database:
            rows = list(database.table("told").rows) if "told" in database.table_names() else []
        return str(rows[0]["words"]) if rows else ""

    def is_closed(self) -> bool:
        """Whether the wall itself says that it takes no more."""
        with self._connected() as database:
            return _is_closed(database)

    def count_slots(self) -> int:
        """How many slots there are, used or blank."""
        with self._connected() as database:
            return _slots(database)

    def close(self) -> None:
        """Take nothing and give nothing back, until it is opened again."""
        with self._writing() as database:
            if not _is_closed(database):
                database.execute(f"PRAGMA user_version = {_CLOSED}")

    def end(self) -> None:
        """Close it for good, and overwrite all receipts with random bytes: no code belongs to a note any more."""
        with self._writing() as database:
            if _mark(database) != _ENDED:  # what is typed in from paper later keeps its receipts
                database.execute("UPDATE receipts SET receipt = randomblob(?)", [RECEIPT_SIZE])
                database.execute(f"PRAGMA user_version = {_ENDED}")

    def is_ended(self) -> bool:
        """Whether it never takes notes from phones again."""
        with self._connected() as database:
            return _mark(database) == _ENDED

    def has_disk_for(self, more: int) -> bool:
        """Whether the wall may grow by so many slots and leave the disk room for the notes of others.

        While it grows, a journal as large as the wall lies beside it.
        """
        needed = self.path.stat().st_size + 2 * more * PAGE_SIZE
        return shutil.disk_usage(self.path.parent).free > 2 * needed

    def grow(self, more: int) -> None:
        """Add blank slots while people write; nothing tells which notes came before. Raises WallClosed."""
        with self._writing() as database:
            if _is_closed(database):
                raise WallClosed
            add_blanks(database, more, note_size=SEALED_NOTE_SIZE, receipt_size=RECEIPT_SIZE)
            if self.turns:
                self.turns.forget()

    def reopen(self) -> None:
        """Take notes again; raises WallEnded."""
        with self._writing() as database:
            if _mark(database) == _ENDED:
                raise WallEnded
            database.execute(f"PRAGMA user_version = {_OPEN}")

    def destroy(self) -> None:
        """Overwrite the file with random bytes and remove it, with a journal and what a restore kept beside it.

        An empty file stays in its place, so that no backup brings the wall back.
        """
        for path in self.path.parent.glob(f"{self.path.name}*"):
            _overwrite_file(path)
            path.unlink()
        self._deleted.touch(mode=0o600)
        set_times(self._deleted, _FOLDER_DAY)
        make_durable(self._deleted)
        self.reset_times()

    def was_destroyed(self) -> bool:
        """Whether somebody, or its deletion day, asked for that."""
        return self._deleted.exists()

    @property
    def _deleted(self) -> Path:
        return self.path.with_suffix(".deleted")

    def reset_times(self) -> None:
        """Set the times of the file to the survey's first day, and those of its folder to a fixed one; hide reads."""
        if self.path.exists():
            set_times(self.path, self.day)
        set_times(self.path.parent, _FOLDER_DAY)

    def _keep_turn(self, database: Database) -> None:
        if self.turns:
            self.turns.keep(database)

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._connected() as database, transaction(database):
            yield database
        with self._faults_named():
            self.reset_times()

    @contextmanager
    def _connected(self) -> Iterator[Database]:
        with self._faults_named(), connected(self.path) as database:
            yield database

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                raise WallDamaged(self.path) from None
            if isinstance(error, sqlite3.OperationalError):
                raise WallBusy from None
            raise
        except FileExistsError:
            raise
        except OSError:  # full or read-only, and not through SQLite
            raise WallBusy from None


def _fill_with_blanks(path: Path, slots: int, told: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # no journal: nothing is lost when a file goes that has no name yet
        connection.executescript(
            f"PRAGMA page_size={PAGE_SIZE}; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA
        )
        connection.execute("BEGIN")
        fill = ((slot, os.urandom(SEALED_NOTE_SIZE)) for slot in range(1, slots + 1))
        connection.executemany("INSERT INTO slots VALUES (?, 0, ?)", fill)
        fill = ((slot, os.urandom(RECEIPT_SIZE)) for slot in range(1, slots + 1))
        connection.executemany("INSERT INTO receipts VALUES (?, ?)", fill)
        connection.execute("INSERT INTO told VALUES (?)", [told])
        connection.execute("COMMIT")
        connection.executescript(_NO_LATER_ROWS)


def _hide_how_often_it_was_written(path: Path) -> None:
    """Let SQLite's count of writes begin anywhere.

    Beginning at zero it would tell a thief, who sees how many slots are used, how many notes were taken back.
    It lies twice in the header of the file: https://www.sqlite.org/fileformat.html#file_change_counter
    """
    count = os.urandom(4)
    with path.open("r+b") as file:
        for place in _COUNTS_OF_WRITES:
            file.seek(place)
            file.write(count)


def _is_closed(database: Database) -> bool:
    return _mark(database) != _OPEN


def _mark(database: Database) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _slots(database: Database) -> int:
    return int(database.execute("SELECT max(slot) FROM slots").fetchone()[0])


def _slot_of(database: Database, receipt: bytes) -> int | None:
    row = database.execute("SELECT slot FROM receipts WHERE receipt = ?", [receipt]).fetchone()
    return None if row is None else int(row[0])


def _take_blank_slot(database: Database, sealed: Sealed) -> int:
    """Fill a uniformly drawn blank slot: by luck, or when few are left, by looking for them."""
    slots = _slots(database)
    for _ in range(_RANDOM_TRIES):
        slot = secrets.randbelow(slots) + 1
        if _fill(database, slot, sealed):
            return slot
    blank = database.execute("SELECT slot FROM slots WHERE used = 0").fetchall()
    if not blank:
        raise WallFull
    slot = int(secrets.choice(blank)[0])
    _fill(database, slot, sealed)
    return slot


def _fill(database: Database, slot: int, sealed: Sealed) -> bool:
    update = "UPDATE slots SET used = 1, sealed = ? WHERE slot = ? AND used = 0"
    return bool(database.execute(update, [sealed, slot]).rowcount)


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether a backup would help; it would not against a full disk or a busy file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def _overwrite_file(path: Path) -> None:
    remaining = path.stat().st_size
    with path.open("r+b") as file:
        while remaining > 0:
            remaining -= file.write(os.urandom(min(remaining, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
