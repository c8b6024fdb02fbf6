"""What can go wrong with a wall; each fault has a name."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from errno import errorcode
from pathlib import Path

_NOISE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# An ERROR is a file without tables, such as an empty one.
_DAMAGE = _NOISE | {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CANTOPEN}


class WallFull(Exception):
    """Every slot of the wall is used."""


class WallClosed(Exception):
    """The survey closed while this note was on its way."""


class WallEnded(Exception):
    """Notes were opened after closing, and codes ended: this wall never takes notes from phones again."""


class WallOpen(Exception):
    """Notes from paper wait until the survey is closed: people still write."""


class WallBusy(Exception):
    """The wall cannot be written at this moment: the disk is full, or another process holds the file.

    Its arguments are the system's name for the fault, such as SQLITE_FULL, and the name of the file.
    """


class WallDamaged(Exception):
    """The file of a wall is missing or cannot be read as one; carries its path.

    `is_certain` says that its content is wrong. A file that cannot be opened may be fine again in a moment.
    """

    def __init__(self, path: Path, *, is_certain: bool = True) -> None:
        super().__init__(path.name)
        self.path, self.is_certain = path, is_certain


@contextmanager
def wall_faults_named(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk raise into WallDamaged or WallBusy."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise WallDamaged(path, is_certain=is_damage(error, _NOISE)) from None
        if isinstance(error, sqlite3.OperationalError):
            raise WallBusy(getattr(error, "sqlite_errorname", None), path.name) from None
        raise
    except OSError as error:  # full or read-only, and not through SQLite
        raise WallBusy(errorcode.get(error.errno or 0), path.name) from None


def is_damage(error: sqlite3.DatabaseError, kinds: Collection[int] = _DAMAGE) -> bool:
    """Whether a backup would help; it would not against a full disk or a busy file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in kinds
