"""Rollback journals that a crash leaves behind: which pages they hold."""

from collections.abc import Collection
from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = 28
_PAGE = 4096
_LEAF = 0x0D
_ROWS = {"receipts": (33, 40), "tickets": (65, 72), "slots": (3_900, 4_050)}
"""How long the rows of each table are: what is in them, and SQLite's few bytes before it."""


def is_hot(journal: Path) -> bool:
    """Whether SQLite would play it back: its header is complete. A cold one can be read by a thief all the same."""
    return journal.exists() and journal.read_bytes().startswith(_MAGIC)


def slot_pages_in(content: bytes) -> int:
    """How many slots of a wall the content of a journal has a copy of.

    A slot is a leaf page with one cell of about 4,000 bytes.
    """
    return sum(_is_slot(page) for page in _pages_in(content))


def tables_in(content: bytes) -> set[str]:
    """Of which tables of a wall the content of a journal has rows."""
    rows = {_first_row(page) for page in _pages_in(content) if page[0] == _LEAF and int.from_bytes(page[3:5])}
    return {name for length in rows for name, (least, most) in _ROWS.items() if least <= length <= most}


def _pages_in(content: bytes) -> Collection[bytes]:
    """A journal is a header of one sector, then records: page number, page as it was, checksum."""
    if len(content) < _HEADER:
        return ()
    sector = int.from_bytes(content[20:24])
    record = 4 + _PAGE + 4
    pages = {
        int.from_bytes(content[at : at + 4]): content[at + 4 : at + 4 + _PAGE]
        for at in range(max(sector, _HEADER), len(content) - record + 1, record)
    }
    return pages.values()


def _first_row(page: bytes) -> int:
    """How long the first row of a leaf is: seven bits a byte, the last one below 128."""
    at = int.from_bytes(page[8:10])
    if page[at] < 0x80:
        return page[at]
    return (page[at] & 0x7F) << 7 | page[at + 1]


def _is_slot(page: bytes) -> bool:
    one_cell = int.from_bytes(page[3:5]) == 1
    cell = int.from_bytes(page[5:7])
    return page[0] == _LEAF and one_cell and _PAGE - cell > 3_900
