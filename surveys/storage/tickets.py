"""The tickets of a wall, in blank slots of their own: equal rows of random bytes to everybody who has no code.

The first half of a ticket is the hash of its code. The second half changes once, when the ticket is spent. So nobody
who has only the file can say which slots have tickets, or count the spent ones.
"""

import os
import sqlite3
from collections.abc import Collection

from sqlite_utils import Database

from surveys.shuffling import shuffled

HALF = 32
TICKET_SIZE = 2 * HALF
TICKET_STEP = 64
"""How many slots there are is a multiple of it, so that their number does not show that of the tickets."""


def insert_tickets(connection: sqlite3.Connection, tickets: Collection[bytes]) -> None:
    """Put the tickets into drawn slots among more blank ones, in the transaction of the caller."""
    blanks = TICKET_STEP * (len(tickets) // TICKET_STEP + 1) - len(tickets)
    rows = shuffled([*tickets, *(os.urandom(TICKET_SIZE) for _ in range(blanks))])
    connection.executemany("INSERT INTO tickets VALUES (?, ?)", enumerate(rows, 1))


def spend_ticket(database: Database, unspent: bytes, spent: bytes) -> bool:
    """Overwrite a ticket in its slot; False if it is not here, or was spent in another way."""
    update = "UPDATE tickets SET ticket = ? WHERE ticket IN (?, ?)"
    return bool(database.execute(update, [spent, unspent, spent]).rowcount)


def ticket_of(database: Database, name: bytes) -> bytes:
    """The ticket with this first half, spent or not; b"" if there is none."""
    select = "SELECT ticket FROM tickets WHERE substr(ticket, 1, ?) = ?"
    row = database.execute(select, [HALF, name]).fetchone()
    return bytes(row[0]) if row else b""


def overwrite_tickets(database: Database) -> None:
    """Fill every slot with random bytes, in the transaction of the caller; a wall of an early release has none."""
    if "tickets" in database.table_names():
        database.execute("UPDATE tickets SET ticket = randomblob(?)", [TICKET_SIZE])
