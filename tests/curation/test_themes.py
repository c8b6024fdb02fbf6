"""Themes: a note lies under one theme or under none, whatever is done in whatever order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.curation import (
    COLOURS,
    Action,
    Curation,
    NothingToUndo,
    Theme,
    Themes,
    UnknownTheme,
    fingerprint_of,
    theme_of,
    with_biggest_first,
    with_note_moved,
    with_note_on_top,
    with_notes_moved,
    with_theme_added,
    with_theme_changed,
    with_theme_shifted,
    with_themes_named,
)
from surveys.sealing import NoteId

NOTES = [NoteId(bytes([number]) * 16) for number in range(5)]
BOARD = Curation().with_themes((Theme("a", "Children"), Theme("b", "Coffee"), Theme("c", "Talks")))


def test_a_note_lies_under_one_theme_at_a_time() -> None:
    themes = with_note_moved(with_note_moved(BOARD.themes, NOTES[0], "a"), NOTES[0], "b")
    assert [theme.notes for theme in themes] == [(), (NOTES[0],), ()]
    assert theme_of(with_note_moved(themes, NOTES[0], ""), NOTES[0]) is None


def test_a_note_is_put_between_two_others() -> None:
    themes = BOARD.themes
    for note in NOTES[:2]:
        themes = with_note_moved(themes, note, "a")
    assert with_note_moved(themes, NOTES[2], "a", NOTES[1])[0].notes == (NOTES[0], NOTES[2], NOTES[1])


def test_a_neighbour_that_went_away_meanwhile_means_the_end() -> None:
    themes = with_note_moved(with_note_moved(BOARD.themes, NOTES[0], "a"), NOTES[1], "b")
    assert with_note_moved(themes, NOTES[2], "a", NOTES[1])[0].notes == (NOTES[0], NOTES[2])


def test_new_themes_take_the_colours_in_turn() -> None:
    themes: Themes = ()
    for number in range(COLOURS + 1):
        themes = with_theme_added(themes, f"Theme {number}")
    assert [theme.colour for theme in themes] == [*range(COLOURS), 0]
    assert len({theme.id for theme in themes}) == COLOURS + 1


def test_a_theme_that_is_gone_is_said() -> None:
    for change in (
        lambda: with_note_moved(BOARD.themes, NOTES[0], "gone"),
        lambda: with_theme_changed(BOARD.themes, "gone", "x", 0),
        lambda: BOARD.without_theme("gone"),
        lambda: BOARD.with_themes_merged("a", "gone"),
    ):
        with pytest.raises(UnknownTheme):
            change()


def test_merging_takes_notes_and_actions_along() -> None:
    curation = BOARD.with_themes(with_note_moved(BOARD.themes, NOTES[0], "a"))
    merged = Curation(themes=curation.themes, actions=(Action("1", "No crèche", "Ask for one", theme="a"),))
    merged = merged.with_themes_merged("a", "b")
    assert [(theme.id, theme.notes) for theme in merged.themes] == [("b", (NOTES[0],)), ("c", ())]
    assert merged.actions[0].theme == "b"


def test_a_theme_at_an_end_stays_there() -> None:
    assert [theme.id for theme in with_theme_shifted(BOARD.themes, "a", -1)] == ["a", "b", "c"]
    assert [theme.id for theme in with_theme_shifted(BOARD.themes, "a", 1)] == ["b", "a", "c"]


def test_steps_are_undone_one_by_one() -> None:
    moved = BOARD.with_themes(with_note_moved(BOARD.themes, NOTES[0], "a"))
    assert moved.undone().themes == BOARD.themes
    assert moved.undone().undone().themes == ()
    with pytest.raises(NothingToUndo):
        moved.undone().undone().undone()


def test_undoing_brings_actions_back_to_a_deleted_or_merged_theme() -> None:
    action, other = Action("1", "No crèche", "Ask for one", theme="a"), Action("2", "Noise", "Doors", theme="b")
    curation = replace(BOARD, actions=(action, other))
    assert curation.without_theme("a").undone().actions == (action, other)
    assert curation.with_themes_merged("a", "b").undone().actions == (action, other)
    twice = curation.with_themes_merged("a", "b").without_theme("b")
    assert {one.theme for one in twice.actions} == {""}
    assert [one.theme for one in twice.undone().actions] == ["b", "b"]
    assert twice.undone().undone().actions == (action, other)


def test_undoing_leaves_an_action_that_was_moved_on_or_deleted_since() -> None:
    action, other = Action("1", "No crèche", "Ask for one", theme="a"), Action("2", "Noise", "Doors", theme="a")
    merged = replace(BOARD, actions=(action, other)).with_themes_merged("a", "b")
    moved = merged.with_action_changed(replace(action, theme="c"), shown=fingerprint_of(merged.actions[0]))
    left = moved.without_action("2", shown=fingerprint_of(moved.actions[1])).undone()
    assert [(one.id, one.theme) for one in left.actions] == [("1", "c")]


@given(
    st.lists(st.tuples(st.sampled_from(NOTES), st.sampled_from(["a", "b", "c", ""]), st.sampled_from([None, *NOTES])))
)
def test_no_note_is_ever_under_two_themes(moves: list[tuple[NoteId, str, NoteId | None]]) -> None:
    themes = BOARD.themes
    for note, theme, before in moves:
        themes = with_note_moved(themes, note, theme, before)
    lying = [note for theme in themes for note in theme.notes]
    assert len(lying) == len(set(lying))
    last = {note: theme for note, theme, _ in moves}
    assert {note: found.id if (found := theme_of(themes, note)) else "" for note in last} == last


def test_several_notes_move_at_once_and_those_in_the_theme_stay_in_their_order() -> None:
    themes = with_notes_moved(BOARD.themes, NOTES[:2], "a")
    themes = with_notes_moved(themes, [NOTES[2], NOTES[0], NOTES[2]], "a")
    assert themes[0].notes == (NOTES[0], NOTES[1], NOTES[2])
    themes = with_notes_moved(themes, NOTES[:2], "b")
    assert [theme.notes for theme in themes] == [(NOTES[2],), (NOTES[0], NOTES[1]), ()]
    assert not any(theme.notes for theme in with_notes_moved(themes, NOTES[:3], ""))
    with pytest.raises(UnknownTheme):
        with_notes_moved(themes, NOTES, "gone")


def test_named_themes_take_loose_notes_only_and_find_those_that_exist() -> None:
    themes = with_note_moved(BOARD.themes, NOTES[0], "c")
    themes = with_themes_named(themes, {"COFFEE": NOTES[:2], "Biases": [NOTES[2]], "Empty": []})
    assert [(t.name, t.notes) for t in themes] == [
        ("Children", ()),
        ("Coffee", (NOTES[1],)),
        ("Talks", (NOTES[0],)),
        ("Biases", (NOTES[2],)),
    ]


def test_biggest_first_keeps_the_order_of_equals() -> None:
    themes = with_notes_moved(with_note_moved(BOARD.themes, NOTES[0], "b"), NOTES[1:3], "c")
    assert [theme.id for theme in with_biggest_first(themes)] == ["c", "b", "a"]
    assert [theme.id for theme in with_biggest_first(BOARD.themes)] == ["a", "b", "c"]


def test_a_note_goes_to_the_top_of_its_theme() -> None:
    themes = with_notes_moved(BOARD.themes, NOTES[:3], "a")
    assert with_note_on_top(themes, NOTES[2])[0].notes == (NOTES[2], NOTES[0], NOTES[1])
    assert with_note_on_top(themes, NOTES[4]) == themes
