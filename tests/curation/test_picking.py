"""Picking: uniformly at random, no repeats until all are through."""

from collections import Counter

from surveys.curation import Picks
from surveys.sealing import NoteId

NOTES = [NoteId(bytes([number]) * 16) for number in range(4)]


def pick_all(count: int) -> Picks:
    picks = Picks()
    for _ in range(count):
        picks = picks.next(NOTES)
    return picks


def test_nothing_comes_twice_until_all_are_through() -> None:
    assert sorted(pick_all(4).shown) == NOTES
    through = pick_all(4)
    again = through.next(NOTES)
    assert len(again.shown) == 1
    assert again.current != through.current


def test_every_note_is_equally_likely_to_be_the_first() -> None:
    firsts = Counter(Picks().next(NOTES).current for _ in range(4_000))
    assert all(800 < firsts[note] < 1_200 for note in NOTES)  # six standard deviations and more


def test_what_is_set_aside_or_discussed_is_not_picked_again() -> None:
    picks = Picks().with_set_aside(NOTES[0]).with_discussed(NOTES[1])
    seen = set()
    for _ in range(12):
        picks = picks.next(NOTES)
        seen.add(picks.current)
    assert seen == set(NOTES[2:])


def test_with_no_candidate_nothing_is_on_the_screen() -> None:
    assert Picks().next([]).current is None
