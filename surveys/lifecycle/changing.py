"""What may still change while a survey is open: its times, who can help, and room for more people."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Unpack

from surveys import storage
from surveys.ceiling import recount
from surveys.clocks import shown_there
from surveys.fullness import forget_fullness
from surveys.lifecycle.acting import Acting, NotPossibleNow, expect, record, renew_promise
from surveys.lifecycle.stages import NoMoreRoom, NotReady, has_disk_for, needs_of
from surveys.storage import Deed, Instance
from surveys.survey import State, Survey

CHANGEABLE = (
    *("contacts", "code_of_conduct", "after_thanks", "after_thanks_link"),
    *("zone", "opens_at", "closes_at", "places"),
)
NOTHING = "–"
"""The detail of a deed that removed a time or an address."""


def expect_changeable(survey: Survey, instance: Instance, now: datetime) -> None:
    """Raises NotPossibleNow unless people can write, or will soon. At its hour any request may close the wall."""
    expect(survey, State.OPEN, "change")
    if survey.is_over(now) or instance.wall_of(survey).is_closed():
        raise NotPossibleNow("change", State.CLOSED)


def changed_while_open(survey: Survey, changes: dict[str, Any], now: datetime) -> Survey:
    """The open survey with those of the changes that are still possible; a survey that has opened stays so.

    It never gets smaller. Nothing is stored yet.
    """
    possible = {name: changes[name] for name in CHANGEABLE if name in changes}
    possible["places"] = max(survey.places, changes.get("places", 0))
    if not survey.is_not_yet_open(now):
        possible.pop("opens_at", None)
    return replace(survey, **possible)


def save_while_open(survey: Survey, changed: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> None:
    """Save it, with a line in the trail for each thing that people see changed. Raises NotReady or NoMoreRoom."""
    if needs_of(changed, acting["today"]):
        raise NotReady
    more = _slots_missing(changed, instance) if changed.places > survey.places else 0
    storage.save_survey(acting["office"], changed)
    renew_promise(changed, instance)
    before, after = _details(survey), _details(changed)
    for deed, words in after.items():
        if words != before[deed]:
            record(survey, deed, words, **acting)
    if more:
        _grow(changed, more, instance)


def fingerprint_of_changeable(survey: Survey) -> str:
    """A hash of all that can change. A form sends it along, so that nobody overwrites a change that they never saw."""
    return sha256(repr([getattr(survey, name) for name in CHANGEABLE]).encode()).hexdigest()


def _slots_missing(survey: Survey, instance: Instance) -> int:
    """How many slots its wall lacks; it may have grown before. Raises NoMoreRoom."""
    wall = instance.wall_of(survey)
    more = max(0, storage.slots_for(survey.places, len(survey.about_you)) - wall.count_slots())
    if more and not has_disk_for(more, wall):
        raise NoMoreRoom
    return more


def _grow(survey: Survey, more: int, instance: Instance) -> None:
    try:
        instance.wall_of(survey).grow(more)
    except storage.WallClosed:  # by the closing hour
        raise NotPossibleNow("change", State.CLOSED) from None
    recount(survey, instance=instance)
    forget_fullness(survey, instance=instance)


def _details(survey: Survey) -> dict[Deed, str]:
    return {
        Deed.LET_MORE_IN: str(survey.places),
        Deed.CHANGED_OPENING: _time(survey.opens_at, survey.zone),
        Deed.CHANGED_CLOSING: _time(survey.closes_at, survey.zone),
        Deed.CHANGED_CONTACTS: " · ".join(survey.contacts.split("\n")) or NOTHING,
        Deed.CHANGED_CONDUCT: survey.code_of_conduct or NOTHING,
        Deed.CHANGED_AFTER_THANKS: f"{survey.after_thanks} {survey.after_thanks_link}".strip() or NOTHING,
    }


def _time(moment: datetime | None, zone: str) -> str:
    """In no language: pages say it in theirs."""
    if moment is None:
        return NOTHING
    return f"{shown_there(moment, zone):%Y-%m-%d %H:%M} {zone}".strip()
