"""What a survey is right now, in one word for every page: never "open" while it takes no notes."""

from contextlib import suppress
from datetime import datetime

from surveys.fullness import is_full
from surveys.storage import Instance, WallBusy, WallDamaged
from surveys.survey import State, Survey


def state_now(survey: Survey, *, instance: Instance, now: datetime) -> str:
    """Draft, open or closed; or, of an open one that takes no notes: over, early, paused or full."""
    if survey.state is not State.OPEN:
        return str(survey.state)
    if closure := survey.closure(now):
        return closure
    return "full" if is_known_to_be_full(survey, instance=instance) else "open"


def is_known_to_be_full(survey: Survey, *, instance: Instance) -> bool:
    """Whether it is full; no where nobody can find out at the moment. What is damaged is said elsewhere."""
    with suppress(WallBusy, WallDamaged, OSError):
        return is_full(survey, instance=instance)
    return False
