"""Whether a survey is full: a rough answer, up to ten minutes old."""

from collections.abc import Callable
from pathlib import Path
from time import time

from surveys.storage import Instance
from surveys.survey import Survey

STEP = 5
REFRESHED_AFTER = 600


def is_full(survey: Survey, *, instance: Instance) -> bool:
    """Whether fewer than five places are left. An exact and fresh answer would show when a single note comes."""

    def places_left() -> int:
        wall = instance.wall_of(survey)
        return wall.count_slots() - wall.count_used()

    return _rounded(instance.sessions / f"{survey.id}.room", places_left) == 0


def forget_fullness(survey: Survey, *, instance: Instance) -> None:
    """Call this after room was made, so that people may write at once."""
    (instance.sessions / f"{survey.id}.room").unlink(missing_ok=True)


def _rounded(path: Path, count: Callable[[], int]) -> int:
    """Only the rounded number is remembered between requests, in memory that all workers share."""
    try:
        if 0 <= time() - path.stat().st_mtime < REFRESHED_AFTER:  # younger than now: the clock was set back
            return int(path.read_text())
    except (OSError, ValueError):
        pass  # nobody has looked yet
    rounded = count() // STEP * STEP
    unfinished = path.with_name(f"{path.name}.{time()}")
    unfinished.write_text(str(rounded))
    unfinished.replace(path)
    return rounded
