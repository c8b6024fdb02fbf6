"""The slots of a wall: which are used, and which is filled next."""

import secrets

from sqlite_utils import Database

from surveys.sealing import Sealed
from surveys.storage.wall_faults import WallFull

_RANDOM_TRIES = 64


def count_slots(database: Database) -> int:
    """How many there are; they are numbered from 1."""
    return int(database.execute("SELECT max(slot) FROM slots").fetchone()[0])


def used_slots(database: Database) -> list[int]:
    """Every slot with a note, taken back or not."""
    return [int(slot) for (slot,) in database.execute("SELECT slot FROM slots WHERE used = 1")]


def slot_of(database: Database, receipt: bytes) -> int | None:
    """The slot of the note with this receipt."""
    row = database.execute("SELECT slot FROM receipts WHERE receipt = ?", [receipt]).fetchone()
    return None if row is None else int(row[0])


def receipts_among(database: Database, wanted: list[bytes]) -> set[bytes]:
    """Those of the wanted receipts that are here, in one search: an index over them would show their order."""
    among = f"receipt IN ({','.join('?' * len(wanted))})"
    return {row["receipt"] for row in database.table("receipts").rows_where(among, wanted, select="receipt")}


def fill_blank_slot(database: Database, sealed: Sealed) -> int:
    """Fill a uniformly drawn blank slot: by luck, or when few are left, by looking for them."""
    slots = count_slots(database)
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


def is_in_a_slot(database: Database, slot: int, sealed: Sealed, receipt: bytes) -> bool:
    """Whether a note that was just stored is there: in this slot, or in another if the wall grew meanwhile.

    Its receipt is enough, because somebody may have taken the note back in the meantime.
    """
    note = "SELECT 1 FROM slots JOIN receipts USING (slot) WHERE used = 1 AND (sealed = ? OR receipt = ?)"
    here = database.execute(f"{note} AND slot = ?", [sealed, receipt, slot]).fetchone()
    return bool(here or database.execute(note, [sealed, receipt]).fetchone())


def _fill(database: Database, slot: int, sealed: Sealed) -> bool:
    update = "UPDATE slots SET used = 1, sealed = ? WHERE slot = ? AND used = 0"
    return bool(database.execute(update, [sealed, slot]).rowcount)
