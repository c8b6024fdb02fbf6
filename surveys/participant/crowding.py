"""A ceiling for each survey, and none for an address: in a meeting everybody shares one."""

from time import monotonic

from surveys.survey import Survey

_SENDINGS_OF_A_PLACE = 3
_counts: dict[str, tuple[int, int]] = {}
"""The running minute and its sendings, in the memory of each worker alone."""


class TooManyWriting(Exception):
    """More was sent in this minute than the survey's ceiling allows."""


def count_sending(survey: Survey) -> None:
    """Raises TooManyWriting above three sendings a minute for each person who may write.

    A meeting stays far below. A flood cannot fill the wall before an organiser has seen it and paused the survey.
    """
    minute = int(monotonic() // 60)
    since, count = _counts.get(survey.id, (minute, 0))
    _counts[survey.id] = minute, count + 1 if since == minute else 1
    if _counts[survey.id][1] > _SENDINGS_OF_A_PLACE * survey.places:
        raise TooManyWriting
