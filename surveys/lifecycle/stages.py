"""Open, paused, closed, deleted: what may change when is decided here."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Unpack

from sqlite_utils import Database

from surveys import storage
from surveys.ceiling import crowding_of, recount
from surveys.lifecycle.acting import Acting, NotPossibleNow, expect, keep
from surveys.lifecycle.adopting import expect_no_notes
from surveys.lifecycle.drafting import new_slug
from surveys.storage import Instance
from surveys.survey import OnTheClock, State, Survey, on_the_clock

LONGEST_KEPT_DAYS = 730
LARGEST_GROWTH = 8
"""How many times its first size a wall can reach; it grows by that size each time."""


class ContactMissing(Exception):
    """A sensitive survey names no person or office to turn to."""


class NoQuestions(Exception):
    """A survey without a title or a question cannot be opened."""


class BadDates(Exception):
    """The deletion day is past, before the closing hour, or too far away."""


class NoMoreRoom(Exception):
    """The wall of the survey has its largest size, or the disk has no room for a larger one."""


def open_survey(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Freeze the words, build the wall and let people write. Raises NotPossibleNow, NoQuestions,
    ContactMissing, BadDates or NotesFound."""
    expect(survey, State.DRAFT, "open")
    _check_ready(survey, acting["today"])
    expect_no_notes(survey, instance)
    survey = keep(replace(survey, state=State.OPEN, opened_on=acting["today"]), storage.Deed.OPENED, **acting)
    wall = instance.wall_of(survey)
    wall.path.unlink(missing_ok=True)  # blank: left by an opening that was cut off before it was saved
    wall.build(storage.slots_for(survey.places, len(survey.about_you)), promise=storage.document_of(survey))
    return survey


def set_paused(survey: Survey, paused: bool, **acting: Unpack[Acting]) -> Survey:
    """Stop taking notes for a while, or go on."""
    expect(survey, State.OPEN, "pause")
    return keep(replace(survey, paused=paused), storage.Deed.PAUSED if paused else storage.Deed.WENT_ON, **acting)


def close_survey(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """End collection. Take-back codes sleep until the survey is reopened, and end when notes are opened."""
    expect(survey, State.OPEN, "close")
    instance.wall_of(survey).close()
    survey = replace(survey, state=State.CLOSED, paused=False, closed_on=acting["today"])
    return keep(survey, storage.Deed.CLOSED, **acting)


def reopen_survey(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Take notes again, and let codes work again. Raises WallEnded once notes were opened: a new round can ask again.

    Otherwise closing and opening around a single note would tell when it came, and open any k of them.
    """
    expect(survey, State.CLOSED, "reopen")
    instance.wall_of(survey).reopen()
    survey = replace(survey, state=State.OPEN, closes_at=None)
    return keep(survey, storage.Deed.REOPENED, **acting)


def make_room(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Add as many slots as the wall had at opening, if it is nearly full or flooded.

    Raises NotPossibleNow if it is neither, and NoMoreRoom.
    """
    expect(survey, State.OPEN, "make room")
    crowding, wall = crowding_of(survey, instance=instance), instance.wall_of(survey)
    if not (crowding.is_flooded or crowding.is_nearly_full):
        raise NotPossibleNow("make room")
    more = storage.slots_for(survey.places, len(survey.about_you))
    if wall.count_slots() + more > LARGEST_GROWTH * more or not wall.has_disk_for(more):
        raise NoMoreRoom
    survey = keep(survey, storage.Deed.MADE_ROOM, **acting)
    try:
        wall.grow(more)
    except storage.WallClosed:  # by the closing hour
        raise NotPossibleNow("make room") from None
    recount(survey, instance=instance)
    return survey


def replace_link(survey: Survey, **acting: Unpack[Acting]) -> Survey:
    """Give the survey a new link; the old one leads nowhere."""
    return keep(replace(survey, slug=new_slug()), storage.Deed.NEW_LINK, **acting)


def destroy_survey(survey: Survey, *, instance: Instance, office: Database) -> None:
    """Overwrite and remove the wall, and forget the survey with its key and all of its numbers."""
    storage.forget_round_counts(office, survey.id)
    _destroy(survey, instance, office)


def destroy_due(instance: Instance, today: date, *, after: date = date.min) -> None:
    """Delete every survey whose deletion day has come and is later than `after`; only its numbers stay."""
    with storage.open_office(instance.office) as office:
        for survey in storage.all_surveys(office):
            if survey.is_due(today) and not survey.is_due(after):
                _destroy(survey, instance, office)


def _destroy(survey: Survey, instance: Instance, office: Database) -> None:
    instance.wall_of(survey).destroy()
    storage.delete_survey(office, survey.id)


def _check_ready(survey: Survey, today: date) -> None:
    if not survey.title.strip() or not any(prompt.text.strip() for prompt in survey.prompts):
        raise NoQuestions
    if survey.sensitive and not survey.contacts.strip():
        raise ContactMissing
    if survey.delete_on is None or not today < survey.delete_on <= today + timedelta(days=LONGEST_KEPT_DAYS):
        raise BadDates
    if survey.closes_at and not today <= survey.closes_at.date() <= survey.delete_on:
        raise BadDates
    hours = (moment for moment in (survey.opens_at, survey.closes_at) if moment)
    if any(on_the_clock(moment) is not OnTheClock.ONCE for moment in hours):  # it stays if the clock ran differently
        raise BadDates
