"""Which slots of a wall were used when the clock last turned, so that nobody can choose the moment of a count.

The clock turns every two minutes. The first request after a turn, from a writer or an organiser, saves in memory which
slots are used, before it changes anything. So what is saved is always the state at the turn.
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from surveys.storage.slots import count_slots, used_slots

TURN_SECONDS = 120


@dataclass(frozen=True)
class Turns:
    """The turns of one wall. `seal` locks what is saved: only holders of the survey's key may know it."""

    path: Path
    seal: Callable[[bytes], bytes]
    clock: Callable[[], float]

    def save(self, database: Database) -> None:
        """Save which slots were used at the turn, unless that is done; for a transaction, before it changes the wall.

        After a restart of the machine nothing is saved, and nobody knows what came since the turn. Then nothing is
        known until the next turn: otherwise whoever restarts the machine would choose the moment of a count.
        """
        now, last = int(self.clock() // TURN_SECONDS), read_with_turn(self.path)
        if last and last[0] == now:
            return
        used = used_slots(database)
        is_known = not used or (last is not None and last[0] < now)  # later than now: the clock was set back
        try:
            write_with_turn(self.path, now, self.seal(_as_bits(used, count_slots(database))) if is_known else b"")
        except OSError:  # a count is not worth losing a note; what is uncertain is unknown
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Forget what is saved: notes are in other slots now."""
        for path in (self.path, self.path.with_suffix(".tally")):
            path.unlink(missing_ok=True)

    def saved(self) -> tuple[int, bytes]:
        """The turn and the sealed slots; nothing while they are unknown."""
        return read_with_turn(self.path) or (0, b"")


def slots_in(bits: bytes) -> frozenset[int]:
    """The slots that were used, from the bits that `save` sealed."""
    return frozenset(8 * place + bit for place, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1)


def read_with_turn(path: Path) -> tuple[int, bytes] | None:
    """A turn and what was saved with it; None if nothing can be read."""
    try:
        turn, _line, content = path.read_bytes().partition(b"\n")
        return int(turn), content
    except (OSError, ValueError):
        return None


def write_with_turn(path: Path, turn: int, content: bytes) -> None:
    """Save content together with its turn, in one step."""
    unfinished = path.with_name(f"{path.name}.draft-{secrets.token_hex(8)}")
    unfinished.write_bytes(b"%d\n%s" % (turn, content))
    unfinished.replace(path)


def _as_bits(slots: Iterable[int], places: int) -> bytes:
    """One bit for each slot: the length does not show how many are used."""
    bits = bytearray(places // 8 + 1)
    for slot in slots:
        bits[slot // 8] |= 1 << slot % 8
    return bytes(bits)
