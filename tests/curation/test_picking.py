"""Picking: uniformly at random, no repeats until all are through."""

from collections import Counter

from surveys.curation import Picks, Theme, picked_among
from surveys.sealing import Note, NoteId, new_note
from surveys.stripping import StrippedText
from surveys.survey import Sharing

NOTES = [NoteId(bytes([number]) * 16) for number in range(4)]


def seen_after(picks: Picks, count: int, candidates: list[NoteId] = NOTES) -> list[NoteId | None]:
    """What is on the screen after each of some steps."""
    seen = []
    for _ in range(count):
        picks = picks.next(candidates)
        seen.append(picks.current)
    return seen


def pick_all(count: int) -> Picks:
    picks = Picks()
    for _ in range(count):
        picks = picks.next(NOTES)
    return picks


def test_nothing_comes_twice_and_when_all_are_through_the_screen_is_empty() -> None:
    seen = seen_after(Picks(), 6)
    assert sorted(seen[:4]) == NOTES
    assert seen[4:] == [None, None]


def test_every_note_is_equally_likely_to_be_the_first() -> None:
    firsts = Counter(Picks().next(NOTES).current for _ in range(4_000))
    assert all(800 < firsts[note] < 1_200 for note in NOTES)  # six standard deviations and more


def test_a_new_round_begins_with_all() -> None:
    over = pick_all(5).with_set_aside(NOTES[0]).started_over()
    assert sorted(seen_after(over, 4)) == NOTES


def test_what_is_set_aside_or_discussed_is_not_picked_again() -> None:
    picks = Picks().with_set_aside(NOTES[0]).with_discussed(NOTES[1])
    assert set(seen_after(picks, 12)) == {*NOTES[2:], None}


def test_what_is_skipped_comes_once_more_after_all_others() -> None:
    first = Picks().next(NOTES)
    assert first.current
    seen = seen_after(first.with_skipped(first.current), 5)
    assert seen[3:] == [first.current, None]
    assert first.current not in seen[:3]


def test_back_and_on_again_lead_through_the_same_notes() -> None:
    third = pick_all(3)
    second = third.back(NOTES)
    first = second.back(NOTES)
    assert (first.current, second.current) == third.shown[:2]
    assert first.back(NOTES).current == first.current
    assert tuple(seen_after(first, 2)) == third.shown[1:]


def test_back_from_the_end_shows_the_last_one() -> None:
    end = pick_all(5)
    assert end.back(NOTES).current == end.shown[-1]


def test_a_note_that_may_not_be_shown_any_more_is_not_gone_back_to() -> None:
    third = pick_all(3)
    allowed = [note for note in NOTES if note != third.shown[1]]
    assert third.back(allowed).current == third.shown[0]


def test_what_was_revealed_is_announced_again_with_the_next_note() -> None:
    shown = Picks().next(NOTES).revealed()
    assert shown.is_revealed
    assert not shown.next(NOTES).is_revealed


def test_with_no_candidate_nothing_is_on_the_screen() -> None:
    assert Picks().next([]).current is None


def test_picked_among_a_question_a_category_a_theme_or_all() -> None:
    def note(prompt: int, category: int | None) -> Note:
        return new_note(prompt, category, Sharing.ALOUD, StrippedText("Good seminars."))

    notes = [note(0, None), note(0, 1), note(1, 1)]
    ids = [one.id for one in notes]
    themes = (Theme("q0", "Seminars", 0, (ids[0], ids[2])),)
    assert picked_among(notes, "", themes) == ids
    assert picked_among(notes, "q0", themes) == ids[:2]
    assert picked_among(notes, "q0c1", themes) == ids[1:2]
    assert picked_among(notes, "tq0", themes) == [ids[0], ids[2]]
    assert picked_among(notes, "tgone", themes) == picked_among(notes, "q9", themes) == []


def test_what_the_presenter_sees_coming_is_what_comes() -> None:
    picks = Picks()
    for _ in range(4):
        picks = picks.prepared(NOTES)
        coming = picks.coming
        picks = picks.next(NOTES)
        assert picks.current == coming


def test_a_note_that_may_no_longer_come_is_not_shown_though_it_was_drawn() -> None:
    prepared = Picks().prepared(NOTES)
    others = [note for note in NOTES if note != prepared.coming]
    assert prepared.next(others).current in others


def test_a_hidden_note_gives_way_to_the_next_one_in_full_sight() -> None:
    hidden = Picks().next(NOTES).with_hidden(hidden=True)
    assert hidden.is_hidden
    assert not hidden.next(NOTES).is_hidden
