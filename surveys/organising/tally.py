"""The tally: all that organisers learn about waiting notes while people write. It also decides about releases.

It is renewed when the clock turns, every two minutes, from the state of the wall at the turn and never from the state
now. It moves only when at least k notes have come, or gone, since it last moved. So it makes no difference who asks,
when, or how often. Opening seals needs the survey's key, so the tally is renewed while an organiser looks at a page.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from surveys.releasing import Opened
from surveys.sealing import NoteId, open_json, seal_json
from surveys.storage import TURN_SECONDS, Instance, read_with_turn, slots_in, write_with_turn
from surveys.survey import Survey

STEP = 5


@dataclass(frozen=True)
class Tally:
    """How many answers to one question waited when it last moved, and which slots were used then.

    A release opens nothing else: otherwise pressing the button would separate later notes from earlier ones.
    """

    turn: int = 0
    number: int = 0
    used: bytes = b""
    minimum: int = 0

    @property
    def shown(self) -> int:
        """Rounded down to fives; 0 says "fewer than the minimum"."""
        return self.number // STEP * STEP if self.number >= self.minimum else 0  # some were taken back

    @property
    def counted_at(self) -> datetime:
        """When the clock last turned."""
        return datetime.fromtimestamp(self.turn * TURN_SECONDS)

    @property
    def counted_again_at(self) -> datetime:
        """When it turns next."""
        return datetime.fromtimestamp((self.turn + 1) * TURN_SECONDS)

    def counted(self, opened: Opened) -> frozenset[NoteId]:
        """The notes that were in it and are still here."""
        slots = slots_in(self.used)
        return frozenset(note_id for note_id, slot in opened.slots.items() if slot in slots)


def tally_of(survey: Survey, *, instance: Instance, key: bytes, count: Callable[[Collection[int]], int]) -> Tally:
    """The tally since the last turn of the clock. The first request after a turn renews it for everybody.

    `count` says how many answers to one question wait in the slots that were used at the turn.
    """
    turn, sealed = instance.wall_of(survey).last_turn()
    last = _read_tally(survey, instance, key)
    if last.turn == turn:
        return last
    tally = replace(last, turn=turn)
    if sealed:
        used = bytes.fromhex(open_json(sealed, key, purpose="turn", survey_id=survey.id))
        number = count(slots_in(used))
        if abs(number - tally.number) >= survey.minimum:
            tally = replace(tally, number=number, used=used)
    save_tally(tally, survey, instance)
    return tally


def save_tally(tally: Tally, survey: Survey, instance: Instance) -> None:
    """In memory, for all workers, sealed to the survey."""
    document = {"number": tally.number, "used": tally.used.hex()}
    sealed = seal_json(document, survey.public_key, purpose="tally", survey_id=survey.id)
    write_with_turn(instance.sessions / f"{survey.id}.tally", tally.turn, sealed)


def after_release(tally: Tally, survey: Survey) -> Tally:
    """What remains of it: as many answers to the most-answered question as stay unread."""
    return replace(tally, number=survey.minimum)


def _read_tally(survey: Survey, instance: Instance, key: bytes) -> Tally:
    found = read_with_turn(instance.sessions / f"{survey.id}.tally")
    if found is None:
        return Tally(turn=-1, minimum=survey.minimum)
    document = open_json(found[1], key, purpose="tally", survey_id=survey.id)
    return Tally(found[0], document["number"], bytes.fromhex(document["used"]), survey.minimum)
