"""What may still change while a survey is open: when it opens and closes, and who can help. All else is frozen."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Unpack

from surveys import storage
from surveys.clocks import clock_of, shown_there
from surveys.lifecycle.acting import Acting, NotPossibleNow, expect, record
from surveys.lifecycle.stages import NotReady, needs_of
from surveys.storage import Deed, Instance
from surveys.survey import State, Survey

CHANGEABLE = ("contacts", "code_of_conduct", "zone", "opens_at", "closes_at")
NOTHING = "–"
"""The detail of a deed that removed a time or an address."""


def expect_changeable(survey: Survey, instance: Instance, now: datetime) -> None:
    """Raises NotPossibleNow unless people can write, or will soon. At its hour any request may close the wall."""
    expect(survey, State.OPEN, "change")
    if survey.is_over(now) or instance.wall_of(survey).is_closed():
        raise NotPossibleNow("change", State.CLOSED)


def changed_while_open(survey: Survey, changes: dict[str, Any], now: datetime) -> Survey:
    """The open survey with those of the changes that are still possible; a survey that has opened stays so.

    Nothing is stored yet.
    """
    possible = {name: changes[name] for name in CHANGEABLE if name in changes}
    if not survey.is_not_yet_open(now):
        possible.pop("opens_at", None)
    return replace(survey, **possible)


def save_while_open(survey: Survey, changed: Survey, **acting: Unpack[Acting]) -> None:
    """Save it, with a line in the trail for each thing that people see changed. Raises NotReady."""
    if needs_of(changed, acting["today"]):
        raise NotReady
    storage.save_survey(acting["office"], changed)
    before, after = _as_people_see_it(survey), _as_people_see_it(changed)
    for deed, words in after.items():
        if words != before[deed]:
            record(survey, deed, words, **acting)


def fingerprint_of_changeable(survey: Survey) -> str:
    """A hash of all that can change. A form sends it along, so that nobody overwrites a change that they never saw."""
    return sha256(repr([getattr(survey, name) for name in CHANGEABLE]).encode()).hexdigest()


def _as_people_see_it(survey: Survey) -> dict[Deed, str]:
    return {
        Deed.CHANGED_OPENING: _time(survey.opens_at, survey.zone),
        Deed.CHANGED_CLOSING: _time(survey.closes_at, survey.zone),
        Deed.CHANGED_CONTACTS: " · ".join(survey.contacts.split("\n")) or NOTHING,
        Deed.CHANGED_CONDUCT: survey.code_of_conduct or NOTHING,
    }


def _time(moment: datetime | None, zone: str) -> str:
    if moment is None:
        return NOTHING
    there = shown_there(moment, zone)
    return f"{there.day} {there:%B %Y, %H:%M} {clock_of(zone, str)}"
