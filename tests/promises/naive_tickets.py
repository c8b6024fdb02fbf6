"""Walls on which tickets and notes are where other programs would put them. The attack must pair them, each time."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from surveys.collecting import new_code, states_of, unspent_ticket
from surveys.storage import Wall
from tests.actors import today
from tests.promises.pairing import Theft, counted_code, hash_of, tickets_in

SENDINGS, SLOTS = 400, 1_024
_DRAWN = random.sample(range(1, SLOTS + 1), SENDINGS)


@dataclass(frozen=True)
class Sending:
    """The number of a sending, its ticket, and the number of the ticket's slot."""

    number: int
    ticket: str
    ticket_slot: int


Scheme = Callable[[Sending], tuple[int, str]]
"""In which slot the note goes, and which code the form has."""


def drawn(sending: Sending) -> tuple[int, str]:
    """As ours: nothing to find."""
    return _DRAWN[sending.number], new_code()


def neighbouring(sending: Sending) -> tuple[int, str]:
    """The note takes the slot behind the number of its ticket's."""
    return sending.ticket_slot + 1, new_code()


def in_order(sending: Sending) -> tuple[int, str]:
    """Notes are appended, and used tickets too."""
    return sending.number + 1, new_code()


def counted(sending: Sending) -> tuple[int, str]:
    """Form codes are counted."""
    return _DRAWN[sending.number], counted_code(sending.number + 1_000)


def derived(sending: Sending) -> tuple[int, str]:
    """The ticket is the form's code, too."""
    return _DRAWN[sending.number], sending.ticket


CONTROLS: dict[Scheme, str] = {
    neighbouring: "neighbouring numbers",
    in_order: "number of the ticket's slot ~ number of the slot",
    counted: "counted codes",
    derived: "bytes of the ticket beside the note",
}
"""Each with the channel that gives it away."""


def naive_theft(folder: Path, scheme: Scheme) -> Theft:
    """400 sendings, copied half-way and at the end."""
    wall, tickets = Wall(folder / "wall.sqlite", today()), [new_code() for _ in range(SENDINGS)]
    wall.build(SLOTS, tickets=[unspent_ticket(ticket) for ticket in tickets])
    slots = {row[:32]: slot for slot, row in tickets_in(wall.path).items()}
    if scheme is in_order:
        tickets.sort(key=lambda ticket: slots[hash_of(ticket)])
    sendings, copies = list[tuple[str, str]](), [folder / "half-way.sqlite", folder / "at the end.sqlite"]
    with closing(sqlite3.connect(wall.path, isolation_level=None)) as database:
        for number, ticket in enumerate(tickets):
            sending = Sending(number, ticket, slots[hash_of(ticket)])
            slot, form = scheme(sending)
            _write(database, sending, slot, form)
            sendings.append((ticket, form))
            if number + 1 == SENDINGS // 2:
                shutil.copy(wall.path, copies[0])
    shutil.copy(wall.path, copies[1])
    return Theft(copies, sendings)


def _write(database: sqlite3.Connection, sending: Sending, slot: int, form: str) -> None:
    database.execute("PRAGMA synchronous = OFF")
    spent = states_of(sending.ticket, form)[1]
    database.execute("UPDATE tickets SET ticket = ? WHERE slot = ?", [spent, sending.ticket_slot])
    database.execute("UPDATE slots SET used = 1 WHERE slot = ?", [slot])
    database.execute("UPDATE receipts SET receipt = ? WHERE slot = ?", [hash_of(form, "0"), slot])
