"""What else changed in a wall while notes came in: interior pages, free pages, slack, headers."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

from tests.promises.order.channels import PAGE, places_in

_COUNTERS = ((24, 28), (92, 96))  # how often the file was written: a number for the whole file
_CLOSED = (60, 64)  # SQLite's user_version


def unexplained_pages(before: Path, after: Path, tickets: Sequence[bytes] = ()) -> list[int]:
    """Pages with a changed byte outside the seals and marks of used slots, the receipts and the file's counters.

    Nor in the second halves of `tickets`, those that were used, in the order of their slots.
    """
    raw = after.read_bytes()
    explained = [*_COUNTERS, _CLOSED, *_notes(after, raw), *_receipts(after, raw)]
    explained += [(place + 32, place + 64) for place in places_in(raw, tickets, order=range(len(tickets)))]
    one, other = (_without(content, explained) for content in (before.read_bytes(), raw))
    assert len(one) == len(other), "a wall never grows"
    return [at // PAGE for at in range(0, len(one), PAGE) if one[at : at + PAGE] != other[at : at + PAGE]]


def _notes(wall: Path, raw: bytes) -> Iterable[tuple[int, int]]:
    """The bytes of each used seal, and the one byte before it that says whether the slot is used."""
    for place in _places(wall, raw, "SELECT slot, sealed FROM slots WHERE used = 1"):
        yield place - 3, place - 2
        yield place, place + 4_000


def _receipts(wall: Path, raw: bytes) -> Iterable[tuple[int, int]]:
    return ((place, place + 32) for place in _places(wall, raw, "SELECT slot, receipt FROM receipts"))


def _places(wall: Path, raw: bytes, query: str) -> Sequence[int]:
    with closing(connect(f"{wall.as_uri()}?immutable=1", uri=True)) as database:
        slots, contents = zip(*database.execute(query), strict=True)
    return places_in(raw, contents, order=slots)


def _without(content: bytes, ranges: Iterable[tuple[int, int]]) -> bytearray:
    rest = bytearray(content)
    for start, end in ranges:
        rest[start:end] = bytes(end - start)
    return rest
