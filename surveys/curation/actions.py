"""Possible actions: a concern under a theme, what could be done about it, and the role that owns it."""

import json
from dataclasses import asdict, dataclass
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


def fingerprint_of(action: Action) -> str:
    """A hash of the action. An edit sends it along, so that nobody overwrites a change that they never saw."""
    return sha256(json.dumps(asdict(action)).encode()).hexdigest()


def action_by_id(actions: Actions, action_id: str) -> Action:
    """Raises UnknownAction."""
    for action in actions:
        if action.id == action_id:
            return action
    raise UnknownAction
