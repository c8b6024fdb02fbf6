"""Promise 7 against a clock: an organiser asks again and again around one person's note, with notes of their own.

Time is played. What is seen must be the same in whichever second of two minutes the note came: then whoever guesses
is at chance. The control asks the wall itself, as the first release rule did, and tells the very moment.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from surveys.collecting import take_back
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.releasing import NotEnoughNewNotes, open_wall, release
from surveys.storage import TURN_SECONDS, Instance
from surveys.survey import Survey
from tests.actors import ABOUT_YOU, Organiser, stores, types_in

START = 10_000_000 * TURN_SECONDS
MOMENTS = (1, 40, 80, 119)
"""Seconds after a turn of the clock."""
Look = Callable[[Organiser, Survey], object]


@dataclass
class Clock:
    """Seconds since the first turn."""

    now: float = 0

    def __call__(self) -> float:
        return START + self.now


@dataclass
class World:
    """One survey with its played clock. Own notes lie there from the first turn on, more from the second."""

    organiser: Organiser
    clock: Clock
    survey: Survey

    def writes(self, notes: int) -> list[str]:
        instance = self.organiser.instance
        return [stores(self.survey, instance, "Mine.", about_you={0: 0}) for _ in range(notes)]

    def restarts(self) -> None:
        """What lay in memory is gone."""
        for path in self.organiser.instance.sessions.glob(f"{self.survey.id}.*"):
            path.unlink()


@pytest.fixture
def new_world(organiser: Organiser, instance: Instance) -> Callable[[], World]:
    def made() -> World:
        clock = Clock()
        played = replace(organiser, instance=replace(instance, clock=clock))
        return World(played, clock, played.opens(about_you=ABOUT_YOU))

    return made


def by_the_office(organiser: Organiser, survey: Survey) -> Any:
    """The number that is told, whether the button would work, what it does, and how many notes are shown then."""
    with organiser.unlocks(survey) as unlocked:
        waiting = unlocked.waiting()
        told = waiting.tally.shown if waiting.tally else 0
        return told, waiting.can_release, _tries(unlocked), len(unlocked.notes())


def _tries(unlocked: UnlockedSurvey) -> bool:
    try:
        unlocked.release_new_notes()
    except NotEnoughNewNotes:
        return False
    return True


def by_the_wall(organiser: Organiser, survey: Survey) -> Any:
    """The first release rule: whether the notes that lie there now are enough."""
    opened = open_wall(organiser.instance.wall_of(survey), survey, organiser.key_of(survey))
    try:
        return len(release(opened, [], survey))
    except NotEnoughNewNotes:
        return 0


def seen(world: World, came_at: int, *, own: int, more: int, looks: range, look: Look, restart_at: int = 0) -> Any:
    """Everything that the organiser sees at each look, while one person's note comes in the third two minutes."""
    world.writes(own)
    world.clock.now = TURN_SECONDS + 1
    first = look(world.organiser, world.survey)
    world.writes(more)
    moments = sorted({*looks, came_at, restart_at} - {0})
    log = [first]
    for moment in moments:
        world.clock.now = 2 * TURN_SECONDS + moment
        if moment == restart_at:
            world.restarts()
        if moment == came_at:
            stores(world.survey, world.organiser.instance, "Hers.", about_you={0: 1})
        if moment in looks:
            log.append((moment, look(world.organiser, world.survey)))
    return log


OFTEN = range(0, 3 * TURN_SECONDS, 13)
STRATEGIES: dict[str, dict[str, Any]] = {
    "2k - 1 own notes, asking all the time": {"own": 9, "more": 0, "looks": OFTEN},
    "her note is the k-th since the tally moved": {"own": 9, "more": 4, "looks": OFTEN},
    "k - 1 own notes": {"own": 4, "more": 0, "looks": OFTEN},
    "asking once, in the middle": {"own": 9, "more": 4, "looks": range(60, 61)},
    "asking once before the turn and once after": {"own": 9, "more": 4, "looks": range(118, 125, 6)},
    "restarting the machine in the middle": {"own": 9, "more": 0, "looks": OFTEN, "restart_at": 60},
    "restarting it, with her note as the k-th": {"own": 9, "more": 4, "looks": OFTEN, "restart_at": 60},
}


@pytest.mark.parametrize("strategy", STRATEGIES.values(), ids=STRATEGIES)
def test_what_is_seen_is_the_same_in_whichever_second_the_note_came(
    new_world: Callable[[], World], strategy: dict[str, Any]
) -> None:
    logs = [seen(new_world(), moment, look=by_the_office, **strategy) for moment in MOMENTS]
    assert all(log == logs[0] for log in logs)


def test_the_wall_itself_would_tell_the_moment(new_world: Callable[[], World]) -> None:
    """The positive control: with the first rule, the first look after the note is the first that opens anything."""
    for moment in MOMENTS:
        _first, *log = seen(new_world(), moment, own=9, more=0, looks=OFTEN, look=by_the_wall)
        assert next(at for at, opened in log if opened) == min(at for at in OFTEN if at >= moment)


def test_who_has_k_minus_one_fillers_learns_the_two_minutes_and_no_more(new_world: Callable[[], World]) -> None:
    """The limit that remains, and that the attack is no attack on a tally that never moves."""
    _first, *log = seen(new_world(), 40, own=9, more=4, looks=OFTEN, look=by_the_office)
    moved = next(at for at, (_told, can_release, *_rest) in log if can_release)
    assert moved == min(at for at in OFTEN if at >= TURN_SECONDS)


def test_a_release_between_two_notes_does_not_tell_them_apart(new_world: Callable[[], World]) -> None:
    """One came a second before the button was pressed, one a second after: neither is counted, so neither is shown."""
    world = new_world()
    world.writes(10)
    world.clock.now = TURN_SECONDS + 1
    stores(world.survey, world.organiser.instance, "Before.")
    world.clock.now += 1
    with world.organiser.unlocks(world.survey) as unlocked:
        unlocked.release_new_notes()
        assert [note.text for note in unlocked.notes()] == ["Mine."] * 5
    stores(world.survey, world.organiser.instance, "After.")
    with world.organiser.unlocks(world.survey) as unlocked, pytest.raises(NotEnoughNewNotes):
        unlocked.release_new_notes()


def test_what_was_counted_and_taken_back_since_opens_no_few(new_world: Callable[[], World]) -> None:
    """Ten counted, six of them taken back: four would be shown."""
    world = new_world()
    codes = world.writes(10)
    world.clock.now = TURN_SECONDS + 1
    with world.organiser.unlocks(world.survey) as unlocked:
        assert unlocked.waiting().can_release
    for code in codes[:6]:
        assert take_back(code, survey=world.survey, wall=world.organiser.instance.wall_of(world.survey))
    assert by_the_office(world.organiser, world.survey)[2:] == (False, 0)


def test_no_number_below_k_is_told_however_many_are_taken_back(organiser: Organiser, instance: Instance) -> None:
    """With k = 8, fourteen are counted, then six: "at least 5" would tell more than six from the start do."""
    clock = Clock()
    played = replace(organiser, instance=replace(instance, clock=clock))
    world = World(played, clock, played.opens(minimum=8))
    codes = world.writes(14)
    told = []
    for _ in range(2):
        clock.now += TURN_SECONDS
        with played.unlocks(world.survey) as unlocked:
            told.append(unlocked.waiting().tally.shown)
        for code in codes[:8]:
            take_back(code, survey=world.survey, wall=played.instance.wall_of(world.survey))
    assert told == [10, 0]


def test_after_a_release_as_many_must_come_again(new_world: Callable[[], World]) -> None:
    world = new_world()
    world.writes(12)
    world.clock.now = TURN_SECONDS + 1
    assert by_the_office(world.organiser, world.survey) == (10, True, True, 7)
    for late in range(1, 6):
        world.writes(1)
        world.clock.now += TURN_SECONDS
        told, can_release, opened, shown = by_the_office(world.organiser, world.survey)
        assert (can_release, opened) == (late == 5, late == 5)
        assert (told, shown) == ((10, 12) if late == 5 else (5, 7))


def test_paper_and_answers_about_the_writers_are_not_counted(new_world: Callable[[], World]) -> None:
    world = new_world()
    world.writes(4)
    closed = world.organiser.closes(world.survey)
    types_in(world.organiser, closed, *["Slip."] * 9)
    world.organiser.reopens(closed)
    world.clock.now = TURN_SECONDS + 1
    told, can_release, opened, shown = by_the_office(world.organiser, world.survey)
    assert (told, can_release, opened, shown) == (0, False, False, 9)


def test_all_organisers_and_workers_see_the_same(new_world: Callable[[], World]) -> None:
    """Whoever asks later within the two minutes sees what the first one saw."""
    world = new_world()
    world.writes(7)
    world.clock.now = TURN_SECONDS + 1
    looks = []
    for _ in range(3):
        world.writes(5)
        world.clock.now += 30
        looks.append(by_the_office(world.organiser, world.survey))
    assert looks == [(5, False, False, 0)] * 3


def test_a_clock_that_is_set_back_counts_nothing_at_that_moment(new_world: Callable[[], World]) -> None:
    """Else setting it back would be a moment of somebody's choice."""
    world = new_world()
    world.writes(9)
    world.clock.now = 5 * TURN_SECONDS
    assert by_the_office(world.organiser, world.survey) == (5, False, False, 0)
    world.writes(5)
    world.clock.now = 3 * TURN_SECONDS
    assert by_the_office(world.organiser, world.survey) == (5, False, False, 0)


def test_a_wall_that_grows_is_counted_anew_at_the_next_turn(new_world: Callable[[], World]) -> None:
    """Notes change places then: what was counted cannot be told any more from what came later."""
    world = new_world()
    world.writes(11)
    world.clock.now = TURN_SECONDS + 1
    with world.organiser.unlocks(world.survey) as unlocked:
        assert unlocked.waiting().can_release
    world.organiser.instance.wall_of(world.survey).grow(1_024)
    assert by_the_office(world.organiser, world.survey) == (0, False, False, 0)
    world.clock.now += TURN_SECONDS
    assert by_the_office(world.organiser, world.survey) == (10, True, True, 6)


@pytest.mark.parametrize("others", range(5))
def test_own_notes_tell_how_many_others_wait(new_world: Callable[[], World], others: int) -> None:
    """A limit that stands in docs/threat-model.md: 2k fillers open, and what stays unread is known."""
    world = new_world()
    for _ in range(others):
        stores(world.survey, world.organiser.instance, "Not mine.")
    fillers = len(world.writes(2 * world.survey.minimum))
    world.clock.now = TURN_SECONDS + 1
    *_told, shown = by_the_office(world.organiser, world.survey)
    assert shown + world.survey.minimum - fillers == others
