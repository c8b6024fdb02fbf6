"""What lay on a wall when the clock last turned: in memory, so that nobody can choose the moment of a count.

The clock turns every two minutes. Whoever comes first after a turn, a writer or an organiser, keeps which slots are
used before anything changes: that is what lay there at the turn, whoever comes and whenever.
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
    """The turns of one wall. `seal` locks what is kept: which slots were used is for who holds the survey's key."""

    path: Path
    seal: Callable[[bytes], bytes]
    clock: Callable[[], float]

    def keep(self, database: Database) -> None:
        """Keep what lay there at the turn, unless that is done: in the transaction that changes the wall, before that.

        Where nothing was kept before, as after a restart of the machine, nobody knows what came since the turn: then
        nothing is known until the next one. Else a restart would be a moment of somebody's choice.
        """
        now, before = int(self.clock() // TURN_SECONDS), self._turn()
        if before == now:
            return
        used = used_slots(database)
        is_known = not used or (before is not None and before < now)  # later than now: the clock was set back
        try:
            write_at_turn(self.path, now, self.seal(_as_bits(used, count_slots(database))) if is_known else b"")
        except OSError:  # no note may be lost for a count; what is not certain is unknown
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Begin anew: notes lie in other slots now."""
        for path in (self.path, self.path.with_suffix(".tally")):
            path.unlink(missing_ok=True)

    def kept(self) -> tuple[int, bytes]:
        """The turn and what is sealed of it; nothing where it is unknown."""
        return read_at_turn(self.path) or (0, b"")

    def _turn(self) -> int | None:
        found = read_at_turn(self.path)
        return None if found is None else found[0]


def slots_in(bits: bytes) -> frozenset[int]:
    """The slots that were used, of what `keep` has sealed."""
    return frozenset(8 * place + bit for place, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1)


def read_at_turn(path: Path) -> tuple[int, bytes] | None:
    """A turn and what was written beside it; None where nothing can be read."""
    try:
        turn, _line, content = path.read_bytes().partition(b"\n")
        return int(turn), content
    except (OSError, ValueError):
        return None


def write_at_turn(path: Path, turn: int, content: bytes) -> None:
    """Put something beside the turn that it is of, in one step."""
    draft = path.with_name(f"{path.name}.draft-{secrets.token_hex(8)}")
    draft.write_bytes(b"%d\n%s" % (turn, content))
    draft.replace(path)


def _as_bits(slots: Iterable[int], places: int) -> bytes:
    """Always as long, however many are used."""
    bits = bytearray(places // 8 + 1)
    for slot in slots:
        bits[slot // 8] |= 1 << slot % 8
    return bytes(bits)
