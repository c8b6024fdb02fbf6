"""Saving what can be read of a damaged wall, page by page, when no backup is as new.

SQLite gives up a table when one page of its tree is damaged. But each slot is a page of its own, so the pages are read
one by one, without the tree (https://www.sqlite.org/fileformat.html#b_tree_pages). Nobody but the holders of the key
can see whether a locked note is whole; a slot that cannot be read becomes a used one of noise, so that they see how
many there are.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from surveys import storage
from surveys.lifecycle import OPERATOR
from surveys.operating.backups import NotCopied, can_be_read
from surveys.operating.restoring import Replacement, follow_office, put_in_place
from surveys.sealing import SEALED_NOTE_SIZE
from surveys.storage import (
    PAGE_SIZE,
    RECEIPT_SIZE,
    TICKET_SIZE,
    TICKET_STEP,
    Deed,
    Instance,
    OfficeBusy,
    Wall,
    WallBusy,
    WallDamaged,
)
from surveys.survey import Survey
from surveys.terminal import gettext as _

_LEAF = 0x0D
_NOT_USED, _USED = 8, 9
"""How SQLite writes the numbers 0 and 1 in the head of a row."""


@dataclass(frozen=True)
class Salvaged:
    """What was found: notes, slots that could not be read, and notes whose take-back code no longer works."""

    notes: int
    unreadable: int
    without_code: int
    lost_tickets: int
    """Slots of tickets that could not be read: each was blank or had one, which opens nothing any more."""
    saved: str
    """Where the damaged file is now."""


@dataclass(frozen=True)
class _Found:
    slots: dict[int, tuple[bool, bytes]]
    """Whether each is used, and what is in it; nothing of a blank one."""
    receipts: dict[int, bytes]
    tickets: set[bytes]
    """Those that can be read, among blanks that look the same."""

    def lost(self, survey: Survey) -> set[int]:
        """The slots that the wall had beside those found, as far as anybody can know."""
        last = max(storage.slots_for(survey.places, len(survey.about_you)), *self.slots, *self.receipts)
        return set(range(1, last + 1)) - set(self.slots)

    def lost_tickets(self, survey: Survey) -> int:
        """How many slots of tickets could not be read, if the survey has tickets."""
        slots = TICKET_STEP * (survey.tickets // TICKET_STEP + 1)
        return max(0, slots - len(self.tickets)) if survey.tickets else 0


def salvage(survey: Survey, instance: Instance, today: date) -> Salvaged:
    """Put a wall with everything that can be read in the place of the damaged one, which is saved beside it.

    Raises NotCopied if nothing can be read or written; then nothing has changed.
    """
    wall = instance.wall_of(survey)
    can_be_read(wall.path)  # lets SQLite apply the journal of a crash first
    found = _find(wall.path)
    if not found.slots:
        raise NotCopied(_("Nothing can be read in %(file)s. Restore it from a backup.", file=wall.path))
    replacement, lost = Replacement(wall.path, wall.path, False, survey), found.lost(survey)
    try:
        _rebuild(replace(wall, path=replacement.beside), survey, instance, found, lost)
        with storage.open_office(instance.office) as office:
            storage.record_act(office, day=today, facilitator=OPERATOR, survey_id=survey.id, act=Deed.SALVAGED)
    except (OSError, sqlite3.OperationalError, WallBusy, OfficeBusy):
        for path in (replacement.beside, replacement.beside.with_suffix(".draft")):
            path.unlink(missing_ok=True)
        raise NotCopied(_("Nothing was changed, because nothing can be written. Is the disk full?")) from None
    saved = put_in_place(replacement)
    wall.reset_times()
    used = {slot for slot, (is_used, _) in found.slots.items() if is_used}
    return Salvaged(len(used), len(lost), len(used - set(found.receipts)), found.lost_tickets(survey), saved)


def _rebuild(wall: Wall, survey: Survey, instance: Instance, found: _Found, lost: set[int]) -> None:
    wall.path.unlink(missing_ok=True)
    wall.build(len(found.slots) + len(lost), promise=_promise_of(survey, instance), tickets=found.tickets)
    with closing(sqlite3.connect(wall.path)) as database:
        notes = ((sealed, slot) for slot, (used, sealed) in found.slots.items() if used)
        database.executemany("UPDATE slots SET used = 1, sealed = ? WHERE slot = ?", notes)
        database.executemany("UPDATE slots SET used = 1 WHERE slot = ?", ([slot] for slot in lost))  # noise so far
        # the receipt of a note that never reached its slot would let the writer's next try seem to be stored
        used = [slot for slot in found.receipts if slot in lost or found.slots[slot][0]]
        receipts = ((found.receipts[slot], slot) for slot in used)
        database.executemany("UPDATE receipts SET receipt = ? WHERE slot = ?", receipts)
        database.execute(f"PRAGMA application_id = {storage.SALVAGED}")
        database.commit()
    follow_office(wall, survey, is_opened=_is_ended(survey, instance))
    storage.make_durable(wall.path)


def _is_ended(survey: Survey, instance: Instance) -> bool:
    """As the damaged file says; if it says nothing, a closed survey ended if notes were ever unlocked."""
    with suppress(WallDamaged, WallBusy):
        return instance.wall_of(survey).is_ended()
    with storage.open_office(instance.office, read_only=True) as office:
        return storage.sealed_document(office, survey.id, "released")[1] is not None


def _promise_of(survey: Survey, instance: Instance) -> str:
    with suppress(WallDamaged, WallBusy):
        return instance.wall_of(survey).promise() or storage.document_of(survey)
    return storage.document_of(survey)


def _find(path: Path) -> _Found:
    """Every row of the two tables in every page that is whole."""
    found = _Found({}, {}, set())
    pages = path.stat().st_size // PAGE_SIZE if path.exists() else 0
    for page in _pages(path, pages):
        try:
            for slot, kinds, content in _rows(page):
                if not 0 < slot <= pages:
                    continue
                if len(kinds) == 3 and kinds[1] in (_NOT_USED, _USED) and len(content) == SEALED_NOTE_SIZE:
                    is_used = kinds[1] == _USED
                    found.slots.setdefault(slot, (is_used, content if is_used else b""))  # blanks are made anew
                elif len(kinds) == 2 and len(content) == RECEIPT_SIZE:
                    found.receipts.setdefault(slot, content)
                elif len(kinds) == 2 and len(content) == TICKET_SIZE:
                    found.tickets.add(content)
        except IndexError:  # a damaged page leads out of itself
            continue
    return found


def _pages(path: Path, pages: int) -> Iterator[bytes]:
    """Each page that the disk can still read."""
    if pages:
        with path.open("rb") as file:
            for page in range(pages):
                with suppress(OSError):
                    yield os.pread(file.fileno(), PAGE_SIZE, page * PAGE_SIZE)


def _rows(page: bytes) -> Iterator[tuple[int, list[int], bytes]]:
    """The number, the kinds of columns, and the last column of each row of a leaf."""
    start = 100 if page.startswith(b"SQLite format 3") else 0
    if len(page) < PAGE_SIZE or page[start] != _LEAF:
        return
    for place in range(int.from_bytes(page[start + 3 : start + 5])):
        at = int.from_bytes(page[start + 8 + 2 * place : start + 10 + 2 * place])
        length, at = _number(page, at)
        slot, at = _number(page, at)
        head, after = _number(page, at)
        kinds = []
        while after < at + head:
            kind, after = _number(page, after)
            kinds.append(kind)
        yield slot, kinds, page[at + head : at + length]


def _number(page: bytes, at: int) -> tuple[int, int]:
    """A number of SQLite's own kind, seven bits a byte, and where it ends."""
    number = 0
    for end in range(at, at + 9):
        number = number << 7 | page[end] & 0x7F
        if page[end] < 0x80:
            return number, end + 1
    raise IndexError
