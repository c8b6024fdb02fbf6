"""Whether a survey is full: rough, and old by up to ten minutes."""

from collections.abc import Callable
from pathlib import Path
from time import time

from surveys.storage import Instance
from surveys.survey import Survey

STEP = 5
REFRESHED_AFTER = 600


def is_full(survey: Survey, *, instance: Instance) -> bool:
    """Whether fewer than five places are left. An exact and fresh answer would tell when a single note comes."""

    def places_left() -> int:
        wall = instance.wall_of(survey)
        return wall.count_slots() - wall.count_used()

    return _rounded(instance.sessions / f"{survey.id}.room", places_left) == 0


def forget_fullness(survey: Survey, *, instance: Instance) -> None:
    """After room was made: people may write at once."""
    (instance.sessions / f"{survey.id}.room").unlink(missing_ok=True)


def _rounded(path: Path, count: Callable[[], int]) -> int:
    """Only the rounded number is kept between requests, in memory, shared by all workers."""
    try:
        if 0 <= time() - path.stat().st_mtime < REFRESHED_AFTER:  # younger than now: the clock was set back
            return int(path.read_text())
    except (OSError, ValueError):
        pass  # nobody has looked yet
    rounded = count() // STEP * STEP
    draft = path.with_name(f"{path.name}.{time()}")
    draft.write_text(str(rounded))
    draft.replace(path)
    return rounded
