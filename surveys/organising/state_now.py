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
    with suppress(WallBusy, WallDamaged):  # the survey's own pages say so
        return "full" if is_full(survey, instance=instance) else "open"
    return "open"
