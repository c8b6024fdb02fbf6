"""Whether a survey is full: a rough answer, up to ten minutes old."""

from pathlib import Path
from time import time

from surveys.storage import Instance, Wall
from surveys.survey import Survey

STEP = 5
REFRESHED_AFTER = 600


def is_full(survey: Survey, *, instance: Instance) -> bool:
    """Whether fewer than five places are left. An exact and fresh answer would show when a single note comes."""
    return _places_left(instance.wall_of(survey), instance.sessions / f"{survey.id}.room") == 0


def forget_fullness(survey: Survey, *, instance: Instance) -> None:
    """Call this after room was made, so that people may write at once."""
    (instance.sessions / f"{survey.id}.room").unlink(missing_ok=True)


def _places_left(wall: Wall, path: Path) -> int:
    """Only the rounded number is remembered between requests, in memory that all workers share."""
    try:
        if 0 <= time() - path.stat().st_mtime < REFRESHED_AFTER:  # younger than now: the clock was set back
            return int(path.read_text())
    except (OSError, ValueError):
        pass  # nobody has looked yet
    rounded = (wall.count_slots() - wall.count_used()) // STEP * STEP
    unfinished = path.with_name(f"{path.name}.{time()}")
    unfinished.write_text(str(rounded))
    unfinished.replace(path)
    return rounded
