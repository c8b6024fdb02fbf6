"""Rollback journals that a crash leaves behind: which pages they hold."""

from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = 28
_PAGE = 4096
_LEAF = 0x0D


def is_hot(journal: Path) -> bool:
    """Whether SQLite would play it back: its header is complete. A cold one can be read by a thief all the same."""
    return journal.exists() and journal.read_bytes().startswith(_MAGIC)


def slot_pages_in(content: bytes) -> int:
    """How many slots of a wall the content of a journal has a copy of.

    A journal is a header of one sector, then records: page number, page as it was, checksum. A slot
    is a leaf page with one cell of about 4,000 bytes.
    """
    if len(content) < _HEADER:
        return 0
    sector = int.from_bytes(content[20:24])
    record = 4 + _PAGE + 4
    pages = {
        int.from_bytes(content[at : at + 4]): content[at + 4 : at + 4 + _PAGE]
        for at in range(max(sector, _HEADER), len(content) - record + 1, record)
    }
    return sum(_is_slot(page) for page in pages.values())


def _is_slot(page: bytes) -> bool:
    one_cell = int.from_bytes(page[3:5]) == 1
    cell = int.from_bytes(page[5:7])
    return page[0] == _LEAF and one_cell and _PAGE - cell > 3_900
