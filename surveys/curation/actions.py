"""Possible actions: under a theme, a concern and what could be done, owned by a role."""

from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_ACTION = {"concern": 400, "action": 400, "owner": 80, "reason": 300}


class UnknownAction(Exception):
    """The possible action was deleted meanwhile."""


class ReasonMissing(Exception):
    """An action can be declined only with a reason."""


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


def action_by_id(actions: Actions, action_id: str) -> Action:
    """Raises UnknownAction."""
    for action in actions:
        if action.id == action_id:
            return action
    raise UnknownAction


def with_action(actions: Actions, action: Action) -> Actions:
    """The action in the place of its earlier form, or at the end."""
    if any(other.id == action.id for other in actions):
        return tuple(action if other.id == action.id else other for other in actions)
    return (*actions, action)


def without_action(actions: Actions, action_id: str) -> Actions:
    """The action is gone."""
    action_by_id(actions, action_id)
    return tuple(action for action in actions if action.id != action_id)


def without_theme_of_actions(actions: Actions, theme_id: str, into_id: str = "") -> Actions:
    """Actions of a theme that is gone stand under the one it was merged into, or under none."""
    return tuple(replace(a, theme=into_id) if a.theme == theme_id else a for a in actions)
