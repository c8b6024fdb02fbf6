"""Possible actions: nobody overwrites what she never saw, nothing is added twice."""

from dataclasses import replace

import pytest

from surveys.curation import (
    Action,
    ActionChanged,
    ActionState,
    Curation,
    ReasonMissing,
    Theme,
    UnknownAction,
    UnknownTheme,
    fingerprint_of,
)

ACTION = Action("a", "Late plenaries", "Rotate the hours", "t")
ROOM = Curation(themes=(Theme("t", "Hours"), Theme("u", "Rooms"))).with_action_added(ACTION)


def test_the_same_form_sent_twice_adds_one() -> None:
    assert ROOM.with_action_added(replace(ACTION, id="b")).actions == (ACTION,)
    assert len(ROOM.with_action_added(replace(ACTION, id="b", owner="chairs")).actions) == 2


def test_a_change_of_what_was_shown_is_kept() -> None:
    changed = replace(ACTION, state=ActionState.DONE)
    assert ROOM.with_action_changed(changed, shown=fingerprint_of(ACTION)).actions == (changed,)


def test_what_changed_meanwhile_is_neither_overwritten_nor_deleted() -> None:
    other = replace(ACTION, action="Record the talks")
    kept = ROOM.with_action_changed(other, shown=fingerprint_of(ACTION))
    with pytest.raises(ActionChanged):
        kept.with_action_changed(replace(ACTION, owner="chairs"), shown=fingerprint_of(ACTION))
    with pytest.raises(ActionChanged):
        kept.without_action("a", shown=fingerprint_of(ACTION))
    assert kept.without_action("a", shown=fingerprint_of(other)).actions == ()


def test_what_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(UnknownAction):
        ROOM.with_action_changed(replace(ACTION, id="b"), shown="")
    with pytest.raises(UnknownTheme):
        ROOM.with_action_added(replace(ACTION, theme="gone"))


def test_actions_outlive_their_theme() -> None:
    assert ROOM.without_theme("t").actions == (replace(ACTION, theme=""),)
    assert ROOM.with_themes_merged("t", "u").actions == (replace(ACTION, theme="u"),)


def test_declining_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        replace(ACTION, state=ActionState.DECLINED, reason=" ")
