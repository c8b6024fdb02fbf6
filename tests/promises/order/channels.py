"""What a thief of a wall has of each note: every value, length and place, in the order in which the notes came."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from surveys.sealing import BrokenSeal, Sealed, open_note
from surveys.survey import Survey
from tests.promises.order.kendall import Channel

PAGE = 4096
_ROWS = "SELECT slot, used, sealed, receipt FROM slots JOIN receipts USING (slot) WHERE used = 1"


@dataclass(frozen=True)
class Row:
    """One note as it lies in a wall, with the random number inside its seal."""

    slot: int
    used: int
    sealed: bytes
    receipt: bytes
    id: bytes

    def traces(self) -> tuple[bytes, ...]:
        """Byte strings that belong to this note alone."""
        return self.sealed[2:34], self.receipt, self.id, self.id.hex().encode()


def rows_of(wall: Path, survey: Survey, key: bytes, thanked: Mapping[str, int]) -> list[Row]:
    """The notes of a stolen wall, opened with the organisers' key, in the order of their thanks.

    Nothing is mended first: `immutable` leaves a journal alone, and a page that was caught half written is dropped.
    """
    found: dict[int, Row] = {}
    with closing(sqlite3.connect(f"{wall.as_uri()}?immutable=1", uri=True)) as database:
        for slot, used, sealed, receipt in database.execute(_ROWS):
            with suppress(BrokenSeal):
                note = open_note(Sealed(sealed), key, survey_id=survey.id)
                if note.text in thanked:
                    found[thanked[note.text]] = Row(slot, used, sealed, receipt, note.id)
    return [found[place] for place in sorted(found)]


def channels_of(wall: Path, rows: Sequence[Row]) -> dict[str, Channel]:
    """Every way to put the notes of one wall in order."""
    raw = wall.read_bytes()
    notes = places_in(raw, [row.sealed for row in rows], order=[row.slot for row in rows])
    receipts = places_in(raw, [row.receipt for row in rows], order=[row.slot for row in rows])
    return {
        "slot (the rowid)": [row.slot for row in rows],
        "scan of the notes": _scan(wall, "SELECT sealed FROM slots", [row.sealed for row in rows]),
        "scan of the receipts": _scan(wall, "SELECT receipt FROM receipts", [row.receipt for row in rows]),
        "value of used": [row.used for row in rows],
        "length of the seal": [len(row.sealed) for row in rows],
        "length of the receipt": [len(row.receipt) for row in rows],
        "value of the receipt": [row.receipt for row in rows],
        "number of the note": [row.id for row in rows],
        "raw offset of the note": notes,
        "page of the note": [place // PAGE for place in notes],
        "offset of the note in its page": [place % PAGE for place in notes],
        "raw offset of the receipt": receipts,
        "page of the receipt": [place // PAGE for place in receipts],
        "offset of the receipt in its page": [place % PAGE for place in receipts],
    }


def bytes_of_seals(rows: Sequence[Row]) -> dict[str, Channel]:
    """Every eight bytes of the seal: as a number, as a clock would show, and summed up, as a smaller trend would."""
    windows = {at: [row.sealed[at : at + 8] for row in rows] for at in range(0, len(rows[0].sealed), 8)}
    return {f"bytes of the seal from {at}": window for at, window in windows.items()} | {
        f"sum of the bytes of the seal from {at}": [sum(eight) for eight in window] for at, window in windows.items()
    }


def places_in(raw: bytes, contents: Sequence[bytes], *, order: Sequence[int]) -> list[int]:
    """Where each content lies; searched in the order in which they probably lie, which takes one pass."""
    places, place = [0] * len(contents), 0
    for number in sorted(range(len(contents)), key=order.__getitem__):
        place = raw.find(contents[number], max(0, place - 64 * PAGE))
        if place < 0:
            place = raw.index(contents[number])
        places[number] = place
    return places


def _scan(wall: Path, query: str, contents: Sequence[bytes]) -> list[int]:
    """The place of each content in what SQLite gives back without being asked for an order."""
    with closing(sqlite3.connect(f"{wall.as_uri()}?immutable=1", uri=True)) as database:
        places = {content: place for place, (content,) in enumerate(database.execute(query))}
    return [places[content] for content in contents]
