"""Making room on a wall that is in use, in one transaction, without a trace of which notes were there before."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from surveys.storage.building import insert_blanks
from surveys.storage.slots import count_slots, used_slots

_draw = secrets.SystemRandom()


def add_blanks(database: Database, more: int) -> None:
    """Add `more` blank slots behind the others, and spread the notes evenly over all of them.

    Without the spreading, every note in a new slot would have come later than the growth. How many notes belong into
    new slots is drawn as if all were placed anew; so many, drawn among all, move into new slots that are drawn as well.
    Every set of slots is then as likely as on a wall that had this size from the beginning.
    """
    old = count_slots(database)
    new = range(old + 1, old + more + 1)
    with _without_triggers(database):
        insert_blanks(database.conn, new)
        used = used_slots(database)
        moving = sum(slot > old for slot in _draw.sample(range(1, new.stop), len(used)))
        for source, target in zip(_draw.sample(used, moving), _draw.sample(new, moving), strict=True):
            _exchange(database, source, target)


def _exchange(database: Database, source: int, target: int) -> None:
    """Exchange a note, with its receipt, and a blank slot."""
    for table, columns in (("slots", ("used", "sealed")), ("receipts", ("receipt",))):
        select = f"SELECT {', '.join(columns)} FROM {table} WHERE slot = ?"  # noqa: S608  (of the literals above)
        update = f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in columns)} WHERE slot = ?"  # noqa: S608
        at_source, at_target = (database.execute(select, [slot]).fetchone() for slot in (source, target))
        database.execute(update, [*at_source, target])
        database.execute(update, [*at_target, source])


@contextmanager
def _without_triggers(database: Database) -> Iterator[None]:
    """Those that keep every other program from adding, freeing and blanking slots; back in the same transaction."""
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _sql in triggers:
        database.execute(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        database.execute(sql)
