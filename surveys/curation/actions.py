"""Possible actions: under a theme, a concern and what could be done, owned by a role."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from hashlib import sha256

LONGEST_ACTION = {"concern": 400, "action": 400, "owner": 80, "reason": 300}


class UnknownAction(Exception):
    """The possible action was deleted meanwhile."""


class ReasonMissing(Exception):
    """An action can be declined only with a reason."""


class ActionChanged(Exception):
    """Somebody else has changed the possible action since it was shown."""


class ActionState(StrEnum):
    """How far a possible action has come."""

    IDEA = "idea"
    AGREED = "agreed"
    UNDER_WAY = "under way"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True)
class Action:
    """`theme` is the id of a theme or empty; `owner` is a role, never a person's name."""

    id: str
    concern: str
    action: str
    theme: str = ""
    owner: str = ""
    state: ActionState = ActionState.IDEA
    reason: str = ""

    def __post_init__(self) -> None:
        if self.state is ActionState.DECLINED and not self.reason.strip():
            raise ReasonMissing


Actions = tuple[Action, ...]
Moves = Mapping[str, tuple[str, str]]
"""From which theme to which, by the id of the action."""


def fingerprint_of(action: Action) -> str:
    """What two forms of an action differ in: an edit carries it, so that nobody overwrites what she never saw."""
    return sha256(json.dumps(asdict(action)).encode()).hexdigest()


def action_by_id(actions: Actions, action_id: str) -> Action:
    """Raises UnknownAction."""
    for action in actions:
        if action.id == action_id:
            return action
    raise UnknownAction


def with_action_added(actions: Actions, action: Action) -> Actions:
    """One more at the end; a form that was sent twice adds one."""
    stands_already = any(replace(other, id=action.id) == action for other in actions)
    return actions if stands_already else (*actions, action)


def with_action_changed(actions: Actions, action: Action, *, shown: str) -> Actions:
    """The action in the place of the form that was shown; raises UnknownAction or ActionChanged."""
    _require_unchanged(actions, action.id, shown)
    return tuple(action if other.id == action.id else other for other in actions)


def without_action(actions: Actions, action_id: str, *, shown: str) -> Actions:
    """The action is gone; raises UnknownAction, or ActionChanged if another form of it was shown."""
    _require_unchanged(actions, action_id, shown)
    return tuple(action for action in actions if action.id != action_id)


def without_theme_of_actions(actions: Actions, theme_id: str, into_id: str = "") -> Actions:
    """Actions of a theme that is gone stand under the one it was merged into, or under none."""
    return tuple(replace(a, theme=into_id) if a.theme == theme_id else a for a in actions)


def moves_between(before: Actions, after: Actions) -> Moves:
    """Which actions stand under another theme in the second than in the first."""
    return {old.id: (old.theme, new.theme) for old, new in zip(before, after, strict=True) if old.theme != new.theme}


def with_moves_undone(actions: Actions, moves: Moves) -> Actions:
    """Actions stand under their earlier theme again, but for those that somebody has moved on since."""
    return tuple(
        replace(a, theme=moves[a.id][0]) if (a.theme == moves.get(a.id, ("", None))[1]) else a for a in actions
    )


def _require_unchanged(actions: Actions, action_id: str, shown: str) -> None:
    if fingerprint_of(action_by_id(actions, action_id)) != shown:
        raise ActionChanged
