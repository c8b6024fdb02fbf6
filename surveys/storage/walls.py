"""Walls: the files with the sealed notes, one SQLite file per survey, without any trace of order.

A wall is prefilled with equal slots of random bytes. Storing a note overwrites one uniformly
chosen blank slot in place; nothing is ever inserted, appended or indexed by arrival, and each
note is its own transaction, so that not even the journal of a crash joins two of them.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from surveys.sealing import Sealed
from surveys.storage.building import RECEIPT_SIZE, build_wall
from surveys.storage.connecting import connected, make_durable, transaction
from surveys.storage.growing import add_blanks
from surveys.storage.slots import count_slots, fill_blank_slot, is_in_a_slot, receipts_among, slot_of, used_slots
from surveys.storage.tickets import overwrite_tickets, spend_ticket, ticket_of
from surveys.storage.times import set_times
from surveys.storage.turns import Turns
from surveys.storage.wall_faults import WallBusy, WallClosed, WallDamaged, WallEnded, WallOpen, wall_faults_named

_OPEN, _ENDED, _CLOSED = 0, 1, 2
"""The user_version of a wall: in the file, so that a note on its way cannot miss it. An ended one is closed for good.
Walls that an earlier release closed are ended: their receipts were overwritten then."""
SALVAGED = 0x53_41_4C_56
"""The application_id of a wall that was salvaged."""
_FOLDER_DAY = date(2000, 1, 1)  # shared by all walls: the folder must not tell which was written to last


@dataclass(frozen=True)
class Contents:
    """What is on a wall at one moment: every used slot with its sealed note, and whether codes have ended."""

    notes: list[tuple[int, Sealed]]
    is_ended: bool
    is_salvaged: bool = False
    """Whether slots that could not be read were filled with noise."""


@dataclass(frozen=True)
class Wall:
    """The wall in one file. `day` is the survey's first day, the only time the file ever shows."""

    path: Path
    day: date
    turns: Turns | None = None
    """What organisers may count while people write: never the wall as it is now."""

    def build(self, slots: int, *, promise: str = "", tickets: Collection[bytes] = ()) -> None:
        """Create the file, durable when this returns; it must not exist. `promise` is the survey as writers see it.

        `tickets` are unspent ones, as `collecting` makes them of their codes.
        """
        if self.path.exists():
            raise FileExistsError(self.path)
        with wall_faults_named(self.path):
            build_wall(self.path, slots, promise, tickets)
        self.reset_times()

    def put(self, sealed: Sealed, receipt: bytes, *, from_paper: bool = False) -> bool:
        """Store one note in one transaction; False if the wall has its receipt already. Raises WallFull or WallClosed.

        A note from paper needs a closed wall: otherwise raises WallOpen.
        """
        with self._writing_notes(from_paper) as database:
            if slot_of(database, receipt) is not None:
                return False
            slot = fill_blank_slot(database, sealed)
            database.execute("UPDATE receipts SET receipt = ? WHERE slot = ?", [receipt, slot])
        self._read_back(slot, sealed, receipt)
        return True

    def spend(self, unspent: bytes, spent: bytes, *, from_paper: bool = False) -> bool:
        """Spend a ticket in a transaction of its own; once more in the same way changes nothing.

        False if it is not here, or was spent in another way. Raises WallClosed, or WallOpen for one from paper.
        """
        with self._writing_notes(from_paper) as database:
            return spend_ticket(database, unspent, spent)

    def ticket(self, name: bytes) -> bytes:
        """The ticket whose code has this hash, spent or not; b"" if there is none."""
        with self._connected() as database:
            return ticket_of(database, name)

    def take_back(self, receipt: bytes, withdrawn: Sealed) -> bool:
        """Overwrite the note with this receipt; slot and receipt stay. False when there is none. Raises WallClosed."""
        with self._writing() as database:
            if _is_closed(database):
                raise WallClosed
            self._save_turn(database)
            slot = slot_of(database, receipt)
            if slot is None:
                return False
            database.execute("UPDATE slots SET sealed = ? WHERE slot = ?", [withdrawn, slot])
            return True

    def overwrite(self, slot: int, sealed: Sealed, *, instead_of: Sealed) -> bool:
        """Replace a sealed note for good; False if it was taken back in the meantime."""
        with self._writing() as database:
            update = "UPDATE slots SET sealed = ? WHERE slot = ? AND used = 1 AND sealed = ?"
            return bool(database.execute(update, [sealed, slot, instead_of]).rowcount)

    def last_turn(self) -> tuple[int, bytes]:
        """The last turn of the clock, and, sealed, which slots were used then; nothing while nobody knows."""
        with self._connected() as database, transaction(database):  # no writer can come in between
            self._save_turn(database)
            return self.turns.saved() if self.turns else (0, b"")

    def read(self) -> Contents:
        """Everything that a holder of the key needs, read at once."""
        with self._connected() as database:
            rows = database.execute("SELECT slot, sealed FROM slots WHERE used = 1").fetchall()
            is_salvaged = database.execute("PRAGMA application_id").fetchone() == (SALVAGED,)
            return Contents([(slot, Sealed(sealed)) for slot, sealed in rows], _mark(database) == _ENDED, is_salvaged)

    def receipts_here(self, receipts: Iterable[bytes]) -> set[bytes] | None:
        """Which of these receipts belong to notes, taken back or not; None if receipts have ended and none is here."""
        with self._connected() as database:
            return receipts_among(database, list(receipts)) or (None if _mark(database) == _ENDED else set())

    def check(self) -> None:
        """Raises WallDamaged when the file is missing, is not a wall, or may take no more notes."""
        with self._connected() as database:
            database.execute("SELECT used FROM slots WHERE slot = 1").fetchone()
        self._expect_sound()

    def count_used(self) -> int:
        """How many slots are used, those of notes taken back included."""
        with self._connected() as database:
            return len(used_slots(database))

    def holds_notes(self) -> bool:
        """Whether a note was ever stored on it; an unreadable file may hold one. Raises WallBusy."""
        if not self.path.exists() or not self.path.stat().st_size:
            return False
        try:
            return self.count_used() > 0
        except WallDamaged:
            return True

    def promise(self) -> str:
        """What writers were promised, as given to `build` or renewed since; "" on a wall of an early release."""
        with self._connected() as database:
            rows = list(database.table("told").rows) if "told" in database.table_names() else []
        return str(rows[0]["words"]) if rows else ""

    def renew_promise(self, promise: str) -> None:
        """Store the survey as writers see it from now on; a wall of an early release has no place for it."""
        with self._writing() as database:
            if "told" in database.table_names():
                database.execute("UPDATE told SET words = ?", [promise])

    def is_closed(self) -> bool:
        """Whether it takes no notes from phones at the moment, or for good."""
        with self._connected() as database:
            return _is_closed(database)

    def count_slots(self) -> int:
        """How many slots there are, used or blank."""
        with self._connected() as database:
            return count_slots(database)

    def close(self) -> None:
        """Take no notes and allow no taking back, until it is reopened."""
        with self._writing() as database:
            if not _is_closed(database):
                database.execute(f"PRAGMA user_version = {_CLOSED}")

    def end(self) -> None:
        """Close it for good, and overwrite all receipts and tickets, so that no code belongs to anything any more."""
        with self._writing() as database:
            if _mark(database) != _ENDED:  # what is typed in from paper later keeps its receipts
                database.execute("UPDATE receipts SET receipt = randomblob(?)", [RECEIPT_SIZE])
                overwrite_tickets(database)
                database.execute(f"PRAGMA user_version = {_ENDED}")

    def is_ended(self) -> bool:
        """Whether it never takes notes from phones again."""
        with self._connected() as database:
            return _mark(database) == _ENDED

    def grow(self, more: int) -> None:
        """Add blank slots while people write; nothing shows which notes came before. Raises WallClosed."""
        with self._writing() as database:
            if _is_closed(database):
                raise WallClosed
            add_blanks(database, more)
            if self.turns:
                self.turns.forget()

    def reopen(self) -> None:
        """Take notes again; raises WallEnded."""
        with self._writing() as database:
            if _mark(database) == _ENDED:
                raise WallEnded
            database.execute(f"PRAGMA user_version = {_OPEN}")

    def destroy(self) -> None:
        """Overwrite the file with random bytes and delete it, with its journal and any copy that a restore left.

        An empty file remains, so that no backup brings the wall back.
        """
        for path in self.path.parent.glob(f"{self.path.name}*"):
            _overwrite_file(path)
            path.unlink()
        self._deleted.touch(mode=0o600)
        set_times(self._deleted, _FOLDER_DAY)
        make_durable(self._deleted)
        self.reset_times()

    def was_destroyed(self) -> bool:
        """Whether an organiser or the deletion day has deleted it."""
        return self._deleted.exists()

    @property
    def _deleted(self) -> Path:
        return self.path.with_suffix(".deleted")

    def reset_times(self) -> None:
        """Set the times of the file to the survey's first day and those of its folder to a fixed day; hide reads."""
        if self.path.exists():
            set_times(self.path, self.day)
        set_times(self.path.parent, _FOLDER_DAY)

    def _expect_sound(self) -> None:
        if mark_of_damage(self.path).exists():
            raise WallDamaged(self.path)

    def _read_back(self, slot: int, sealed: Sealed, receipt: bytes) -> None:
        try:
            with self._connected() as database:
                if not is_in_a_slot(database, slot, sealed, receipt):
                    raise WallDamaged(self.path)
        except WallDamaged as fault:
            if fault.is_certain:
                self._forget(slot, sealed, receipt)
            raise

    def _forget(self, slot: int, sealed: Sealed, receipt: bytes) -> None:
        """Undo a note that may not be there. Its receipt would thank the writer; without one, it would come twice.

        Either may be where the damage is, so each goes by itself. If the slot cannot be reached, the note may come
        twice after a salvage; to keep the receipt, too, could lose it.
        """
        noise = "UPDATE slots SET sealed = randomblob(length(sealed)) WHERE slot = ? AND sealed = ?"
        no_receipt = "UPDATE receipts SET receipt = randomblob(length(receipt)) WHERE receipt = ?"
        for change, of in ((noise, [slot, sealed]), (no_receipt, [receipt])):
            with suppress(WallDamaged, WallBusy), self._writing() as database:
                database.execute(change, of)

    def _save_turn(self, database: Database) -> None:
        if self.turns:
            self.turns.save(database)

    @contextmanager
    def _writing_notes(self, from_paper: bool) -> Iterator[Database]:
        self._expect_sound()
        with self._writing() as database:
            if _is_closed(database) is not from_paper:
                raise WallOpen if from_paper else WallClosed
            self._save_turn(database)
            yield database

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._connected() as database, transaction(database):
            yield database
        with wall_faults_named(self.path):
            self.reset_times()

    @contextmanager
    def _connected(self) -> Iterator[Database]:
        try:
            with wall_faults_named(self.path), connected(self.path) as database:
                yield database
        except WallDamaged as fault:
            if fault.is_certain:
                with suppress(OSError):
                    mark_of_damage(self.path).touch(mode=0o600)
                    set_times(mark_of_damage(self.path), _FOLDER_DAY)
                    self.reset_times()
            raise


def mark_of_damage(wall: Path) -> Path:
    """A file that is there once a wall was found damaged: it takes no notes until that is mended."""
    return wall.with_name(f"{wall.name}.condemned")


def _is_closed(database: Database) -> bool:
    return _mark(database) != _OPEN


def _mark(database: Database) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _overwrite_file(path: Path) -> None:
    remaining = path.stat().st_size
    with path.open("r+b") as file:
        while remaining > 0:
            remaining -= file.write(os.urandom(min(remaining, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
