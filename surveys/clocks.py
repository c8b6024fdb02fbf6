"""Times of surveys: stored as the server's clock shows them, chosen and shown as the clock of a named place does."""

import os
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date

STEP_MINUTES = 5
_NAMED = {"Europe/Zurich": "Geneva", "America/Chicago": "Fermilab", "UTC": "UTC"}
"""The zones that are offered first, by the places that people in them think of."""
_CONTINENTS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


class OnTheClock(StrEnum):
    """How often a clock shows a time on its day: summer time jumps over an hour and repeats one."""

    ONCE = "once"
    NEVER = "never"
    TWICE = "twice"


def on_the_clock(moment: datetime, zone: str = "") -> OnTheClock:
    """How often a time comes there, or on the server's clock.

    If it comes once on the server's clock, a survey that has closed at it never opens again.
    """
    first, second = (moment.replace(tzinfo=_clock(zone), fold=fold) for fold in (0, 1))
    if _shown_at(first.timestamp(), zone) != moment:
        return OnTheClock.NEVER
    return OnTheClock.TWICE if first.timestamp() != second.timestamp() else OnTheClock.ONCE


def shown_there(moment: datetime, zone: str) -> datetime:
    """What the clock in this zone shows when the server's clock shows `moment`."""
    return _shown_at(moment.timestamp(), zone)


def shown_here(moment: datetime, zone: str) -> datetime:
    """What the server's clock shows when the clock in this zone shows `moment`."""
    return _shown_at(moment.replace(tzinfo=_clock(zone)).timestamp(), "")


def place_of(zone: str) -> str:
    """The place by which people know a zone, such as "Geneva", "Fermilab", "Buenos Aires" or "UTC"."""
    if zone not in all_zones():
        return f"{datetime.now().astimezone():%Z}"
    return _NAMED.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def clock_of(zone: str, gettext: Callable[[str], str]) -> str:
    """The clock of a zone in words, to follow a time: "Geneva time" or "UTC"."""
    place = place_of(zone)
    return place if place.isupper() else gettext("%(place)s time") % {"place": place}


def day_in_words(day: date, language: str) -> str:
    """A day as people write it in a language, with the name of the month; never a time of day."""
    day = day.date() if isinstance(day, datetime) else day
    return str(format_date(day, "d MMMM y" if language == "en" else "long", locale=language))


def server_zone() -> str:
    """The zone of the server's clock; "" if the machine does not name it."""
    named = os.environ.get("TZ", "").lstrip(":") or os.path.realpath("/etc/localtime").rpartition("zoneinfo/")[2]
    named = "UTC" if named in ("Etc/UTC", "Etc/GMT", "GMT", "Etc/Universal", "Etc/Zulu") else named
    return named if named in all_zones() else ""


def zones_offered(ours: str) -> tuple[list[str], list[str]]:
    """The zones that most surveys need, with the instance's own, and all others by name."""
    often = list(dict.fromkeys([*([ours] if ours else []), *_NAMED]))
    return often, sorted(zone for zone in all_zones() if zone.startswith(_CONTINENTS) and zone not in often)


@cache
def all_zones() -> frozenset[str]:
    """The names that this machine knows."""
    return frozenset(available_timezones())


def _clock(zone: str) -> tzinfo | None:
    """None is the server's clock."""
    return ZoneInfo(zone) if zone in all_zones() else None


def _shown_at(timestamp: float, zone: str) -> datetime:
    return datetime.fromtimestamp(timestamp, _clock(zone)).replace(tzinfo=None, fold=0)
