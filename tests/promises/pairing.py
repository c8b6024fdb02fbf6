"""Which ticket a note came with: what a thief tries who has copies of a wall, the organisers' key and all tickets.

The thief knows who has which ticket, so whatever pairs tickets and notes names writers. Two copies show which tickets
were used between them, and which notes came: nobody can hide that. Among those, chance pairs one rightly, however many
they are. Every other way to pair them must do no better.
"""

import random
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from math import exp, factorial
from operator import eq
from pathlib import Path
from typing import Any

from surveys.collecting import CODE_LENGTH, CODE_LETTERS, spelled
from tests.promises.order.channels import PAGE, places_in
from tests.promises.order.kendall import CHANCE, telling_channels

COUNTED = 5_000
"""How many codes a thief tries who hopes that they were counted."""
_NOTES = "SELECT receipt, slot, sealed FROM slots JOIN receipts USING (slot) WHERE used = 1"
_SEALS, _RECEIPTS = "SELECT slot, sealed FROM slots WHERE used = 1", "SELECT slot, receipt FROM receipts"
_TICKETS = "SELECT slot, ticket FROM tickets"
SHARED = 8
"""A string of so many bytes is in two places by chance once in ten thousand years of thefts."""


@dataclass(frozen=True)
class Pair:
    """A ticket, and the first note that came with it, as they lie in the last copy: what the thief wants."""

    code: str
    ticket_slot: int
    ticket: bytes
    slot: int
    sealed: bytes
    receipt: bytes
    ticket_at: int
    note_at: int
    receipt_at: int
    came: int
    """In which of the copies the note is first."""
    id: bytes = b""
    """The number inside the seal, for a thief with the key."""


Of = Callable[[Pair], float | bytes]
OF_TICKETS: Mapping[str, Of] = {
    "number of the ticket's slot": lambda pair: pair.ticket_slot,
    "place of the ticket in the file": lambda pair: pair.ticket_at,
    "place of the ticket in its page": lambda pair: pair.ticket_at % PAGE,
    "hash of the ticket": lambda pair: pair.ticket[:32],
    "hash of its use": lambda pair: pair.ticket[32:],
    "letters of the ticket": lambda pair: pair.code.encode(),
}
OF_NOTES: Mapping[str, Of] = {
    "number of the slot": lambda pair: pair.slot,
    "place of the note in the file": lambda pair: pair.note_at,
    "place of the receipt in the file": lambda pair: pair.receipt_at,
    "place of the receipt in its page": lambda pair: pair.receipt_at % PAGE,
    "receipt": lambda pair: pair.receipt,
    "beginning of the seal": lambda pair: pair.sealed[2:34],
    "end of the seal": lambda pair: pair.sealed[-32:],
    "sum of the seal": lambda pair: sum(pair.sealed),
    "length of the seal": lambda pair: len(pair.sealed),
    "number inside the seal": lambda pair: pair.id,
}


@dataclass
class Theft:
    """Copies of one wall, in the order in which they were made, and the sendings: each ticket with its form code."""

    copies: Sequence[Path]
    sendings: Sequence[tuple[str, str]]
    ids: Mapping[int, bytes] = field(default_factory=dict)
    """The number inside the seal of each slot."""

    def pairs(self) -> list[Pair]:
        """The truth, in random order, so that channels without differences say nothing."""
        last = self.copies[-1]
        notes = {row[0]: row for row in rows_of(last, _NOTES)}
        receipts_at, notes_at, tickets_at = (_places(last, query) for query in (_RECEIPTS, _SEALS, _TICKETS))
        tickets = {ticket[:32]: (slot, ticket) for slot, ticket in tickets_in(last).items()}
        came = {slot: copy for copy, path in reversed([*enumerate(self.copies)]) for slot in used_slots(path)}
        pairs = []
        for code, form in self.sendings:
            receipt, slot, sealed = notes[hash_of(form, "0")]
            ticket_slot, ticket = tickets[hash_of(code)]
            places = tickets_at[ticket_slot], notes_at[slot], receipts_at[slot]
            pairs.append(
                Pair(code, ticket_slot, ticket, slot, sealed, receipt, *places, came[slot], self.ids.get(slot, b""))
            )
        random.shuffle(pairs)
        return pairs


def rows_of(wall: Path, query: str) -> list[tuple[Any, ...]]:
    """As the copy is: nothing is mended first."""
    with closing(sqlite3.connect(f"{wall.as_uri()}?immutable=1", uri=True)) as database:
        return database.execute(query).fetchall()


def tickets_in(wall: Path) -> dict[int, bytes]:
    return dict(rows_of(wall, _TICKETS))


def _places(wall: Path, query: str) -> dict[int, int]:
    """Where in the file the content of each slot is."""
    slots, contents = zip(*rows_of(wall, query), strict=True)
    return dict(zip(slots, places_in(wall.read_bytes(), contents, order=slots), strict=True))


def used_slots(wall: Path) -> list[int]:
    return [slot for (slot,) in rows_of(wall, "SELECT slot FROM slots WHERE used = 1")]


def hash_of(code: str, *more: str) -> bytes:
    """As the program makes hashes: of the letters, and of what else there is, between slashes."""
    return sha256("/".join((code.replace("-", ""), *more)).encode()).digest()


def what_joins(pairs: Sequence[Pair]) -> dict[str, float]:
    """Everything that pairs tickets and notes better than chance."""
    of_tickets, of_notes = values_of(pairs, OF_TICKETS), values_of(pairs, OF_NOTES)
    trends = {
        f"{of_ticket} ~ {of_note}": [note[place] for place in sorted(range(len(pairs)), key=ticket.__getitem__)]
        for (of_ticket, ticket), (of_note, note) in product(of_tickets.items(), of_notes.items())
    }
    guesses = rightly_guessed(pairs)
    limit = most_by_chance(len({pair.came for pair in pairs}), among=len(guesses))
    best = {name: float(right) for name, right in guesses.items() if right > limit}
    shared = {"bytes of the ticket beside the note": float(found)} if (found := shared_bytes(pairs)) else {}
    counted = {"counted codes": float(found)} if (found := counted_codes(pairs)) else {}
    return telling_channels(trends) | best | shared | counted


def values_of(pairs: Sequence[Pair], channels: Mapping[str, Of]) -> dict[str, list[float | bytes]]:
    return {name: [value(pair) for pair in pairs] for name, value in channels.items()}


def rightly_guessed(pairs: Sequence[Pair]) -> dict[str, int]:
    """How many pairs each guess finds: the same rank between two copies, upwards and downwards, or the next number."""
    found = Counter[str]()
    for copy in {pair.came for pair in pairs}:
        some = [pair for pair in pairs if pair.came == copy]
        tickets, notes = (
            {name: sorted(range(len(some)), key=values.__getitem__) for name, values in values_of(some, of).items()}
            for of in (OF_TICKETS, OF_NOTES)
        )
        for (of_ticket, ticket), (of_note, note) in product(tickets.items(), notes.items()):
            found[f"rank: {of_ticket} ~ {of_note}"] += sum(map(eq, ticket, note))
            found[f"rank: {of_ticket} ~ {of_note}, downwards"] += sum(map(eq, ticket, reversed(note)))
        found["neighbouring numbers"] += _neighbours(some)
    return found


def _neighbours(pairs: Sequence[Pair]) -> int:
    """How many notes have the first slot behind their ticket's number, among those that came with them."""
    slots = sorted(pair.slot for pair in pairs)
    behind = {pair.slot: slots[bisect_left(slots, pair.ticket_slot) % len(slots)] for pair in pairs}
    return sum(slot == guess for slot, guess in behind.items())


def most_by_chance(intervals: int, *, among: int) -> int:
    """The most pairs that chance finds: one between two copies on average, in `among` guesses together."""
    most, rest = 0, 1 - exp(-intervals)
    while rest * among > CHANCE:
        most += 1
        rest -= exp(-intervals) * intervals**most / factorial(most)
    return most


def shared_bytes(pairs: Sequence[Pair]) -> int:
    """How many strings of eight bytes are both in what a ticket leads to, and in what a note has."""
    of_tickets = {piece for pair in pairs for text in _derived(pair) for piece in pieces_of(text)}
    of_notes = {
        piece for pair in pairs for text in (pair.receipt, pair.sealed[:64], pair.id) for piece in pieces_of(text)
    }
    return len(of_tickets & of_notes)


def _derived(pair: Pair) -> Iterable[bytes]:
    letters = pair.code.replace("-", "").encode()
    return pair.ticket, letters, pair.code.encode(), hash_of(pair.code, "0"), hash_of(pair.code, "unspent", "0")


def pieces_of(text: bytes) -> Iterable[bytes]:
    return (text[at : at + SHARED] for at in range(len(text) - SHARED + 1))


def counted_code(number: int) -> str:
    """What a program would make that counts its codes."""
    base = len(CODE_LETTERS)
    return spelled("".join(CODE_LETTERS[number // base**digit % base] for digit in reversed(range(CODE_LENGTH))))


def counted_codes(pairs: Sequence[Pair]) -> int:
    """How many notes a thief finds who tries all form codes from the first one on."""
    receipts = {pair.receipt for pair in pairs}
    return sum(hash_of(counted_code(number), "0") in receipts for number in range(COUNTED))
