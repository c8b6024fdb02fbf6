"""Answers by role: nobody overwrites what they never saw, nothing is added twice, and they follow their theme."""

from dataclasses import replace

import pytest

from surveys.curation import (
    AnswerChanged,
    Curation,
    RoleAnswer,
    Theme,
    UnknownAnswer,
    UnknownTheme,
    fingerprint_of_answer,
)

ANSWER = RoleAnswer("a", "tt", "Spokesperson", "From March on.")
ROOM = Curation(themes=(Theme("t", "Hours"), Theme("u", "Rooms"))).with_answer_added(ANSWER)


def test_the_same_form_sent_twice_adds_one() -> None:
    assert ROOM.with_answer_added(replace(ANSWER, id="b")).answers == (ANSWER,)
    assert len(ROOM.with_answer_added(replace(ANSWER, id="b", role="Chairs")).answers) == 2


def test_what_changed_meanwhile_is_neither_overwritten_nor_deleted() -> None:
    other, shown = replace(ANSWER, text="From April on."), fingerprint_of_answer(ANSWER)
    changed = ROOM.with_answer_changed(other, shown=shown)
    assert changed.answers == (other,)
    with pytest.raises(AnswerChanged):
        changed.with_answer_changed(replace(ANSWER, role="Chairs"), shown=shown)
    with pytest.raises(AnswerChanged):
        changed.without_answer("a", shown=shown)
    assert changed.without_answer("a", shown=fingerprint_of_answer(other)).answers == ()


def test_what_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(UnknownAnswer):
        ROOM.with_answer_changed(replace(ANSWER, id="b"), shown="")
    with pytest.raises(UnknownTheme):
        ROOM.with_answer_added(replace(ANSWER, about="tgone"))


def test_answers_outlive_their_theme_and_return_with_it() -> None:
    deleted, merged = ROOM.without_theme("t"), ROOM.with_themes_merged("t", "u")
    assert deleted.answers == (replace(ANSWER, about=""),)
    assert merged.answers == (replace(ANSWER, about="tu"),)
    assert deleted.undone().answers == merged.undone().answers == (ANSWER,)
