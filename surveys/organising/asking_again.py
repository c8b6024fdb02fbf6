"""When the next round opens and closes: as far apart as the last one, on the same clock of the same place."""

from datetime import date, datetime, timedelta
from typing import Any

from surveys.clocks import shown_here, shown_there
from surveys.survey import Survey

WEEK = 7


def has_times(survey: Survey) -> bool:
    """Whether there is a closing time to move; without one, people close it by hand again."""
    return survey.closes_at is not None


def first_day_of(survey: Survey) -> date | None:
    """The day on which it opened by itself, or else closed, at its place."""
    moment = survey.opens_at or survey.closes_at
    return shown_there(moment, survey.zone).date() if moment else None


def weekly(survey: Survey, now: datetime) -> int:
    """How many days later the next round comes: whole weeks, until all of its times lie ahead."""
    first = min(moment for moment in (survey.opens_at, survey.closes_at) if moment)
    return max(WEEK, -((first - now).days + 1) // WEEK * WEEK + WEEK)


def times_later(survey: Survey, days: int) -> dict[str, Any]:
    """The opening and closing time so many days later; a clock there shows the same time of day."""
    moments = {"opens_at": survey.opens_at, "closes_at": survey.closes_at}
    return {
        name: shown_here(shown_there(moment, survey.zone) + timedelta(days=days), survey.zone)
        for name, moment in moments.items()
        if moment
    }
