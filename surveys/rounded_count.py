"""The count that organisers may see while people write: rough, and old by up to ten minutes."""

from time import time

from surveys.storage import Instance
from surveys.survey import Survey

STEP = 5
REFRESHED_AFTER = 600


def rounded_count(survey: Survey, *, instance: Instance, known: int = 0) -> int:
    """How many notes are new, rounded down to fives; 0 says "fewer than 5".

    `known` is how many were shown or typed in from paper before: with them in it, the number would tell when
    a single note comes. Only the rounded number is kept between requests, in memory, shared by all workers.
    """
    path = instance.sessions / f"{survey.id}.count"
    try:
        if time() - path.stat().st_mtime < REFRESHED_AFTER:
            return int(path.read_text())
    except (OSError, ValueError):
        pass  # nobody has looked yet
    rounded = (instance.wall_of(survey).count_used() - known) // STEP * STEP
    draft = path.with_suffix(f".{time()}")
    draft.write_text(str(rounded))
    draft.replace(path)
    return rounded
