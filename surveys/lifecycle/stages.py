"""Open, paused, closed, deleted: what may change when is decided here."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Unpack

from sqlite_utils import Database

from surveys import storage
from surveys.ceiling import crowding_of, recount
from surveys.clocks import OnTheClock, on_the_clock
from surveys.collecting import is_code, unspent_ticket
from surveys.lifecycle.acting import Acting, NotPossibleNow, expect, keep, renew_promise
from surveys.lifecycle.adopting import expect_no_notes
from surveys.lifecycle.drafting import new_slug
from surveys.lifecycle.earlier_drafts import forget_drafts
from surveys.storage import Instance
from surveys.survey import State, Survey

LONGEST_KEPT_DAYS = 730
LARGEST_GROWTH = 8
"""How many times its first size a wall can reach; it grows by that size each time."""


class Need(StrEnum):
    """What an organiser must mend in a draft before it can be opened."""

    TITLE, QUESTION, CONTACT = auto(), auto(), auto()
    DELETION_DAY, OPENING_DAY, CLOSING_DAY, HOUR = auto(), auto(), auto(), auto()


class NotReady(Exception):
    """The draft cannot be opened before its needs are met."""


class NoTickets(Exception):
    """The survey needs tickets, and exactly as many different codes as it has tickets did not come."""


class NoMoreRoom(Exception):
    """The wall of the survey has its largest size, or the disk has no room for a larger one."""


def open_survey(survey: Survey, *, instance: Instance, tickets: Sequence[str] = (), **acting: Unpack[Acting]) -> Survey:
    """Freeze the words, build the wall and let people write. Raises NotPossibleNow, NotReady, NoTickets or NotesFound.

    `tickets` are the codes of its tickets. Nobody can see them any more afterwards.
    """
    expect(survey, State.DRAFT, "open")
    if needs_of(survey, acting["today"]):
        raise NotReady
    if not are_its_tickets(tickets, survey):
        raise NoTickets
    expect_no_notes(survey, instance)
    survey = keep(replace(survey, state=State.OPEN, opened_on=acting["today"]), storage.Deed.OPENED, **acting)
    wall = instance.wall_of(survey)
    wall.path.unlink(missing_ok=True)  # blank: left by an opening that was cut off before it was saved
    slots = storage.slots_for(survey.places, len(survey.about_you))
    wall.build(slots, promise=storage.document_of(survey), tickets=[unspent_ticket(code) for code in tickets])
    forget_drafts(instance, survey.id)
    return survey


def are_its_tickets(tickets: Sequence[str], survey: Survey) -> bool:
    """Whether these are as many different codes as the survey has tickets."""
    different = {unspent_ticket(code) for code in tickets if is_code(code)}
    return len(tickets) == len(different) == survey.tickets


def needs_of(survey: Survey, today: date) -> list[Need]:
    """Everything that keeps this draft from being opened today, in the order of its form."""
    last = survey.delete_on or today
    is_deleted_in_time = today < last <= today + timedelta(days=LONGEST_KEPT_DAYS)
    last = last if is_deleted_in_time else date.max  # a wrong deletion day is named once, not at each day
    needs = {
        Need.TITLE: not survey.title.strip(),
        Need.QUESTION: not any(prompt.text.strip() for prompt in survey.prompts),
        Need.CONTACT: survey.sensitive and not survey.contacts.strip(),
        Need.OPENING_DAY: survey.opens_at and survey.opens_at.date() > last,
        Need.CLOSING_DAY: survey.closes_at and not today <= survey.closes_at.date() <= last,
        Need.HOUR: any(on_the_clock(one) is not OnTheClock.ONCE for one in (survey.opens_at, survey.closes_at) if one),
        Need.DELETION_DAY: not is_deleted_in_time,
    }
    return [need for need, is_unmet in needs.items() if is_unmet]


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
    renew_promise(survey, instance)
    return keep(survey, storage.Deed.REOPENED, **acting)


def make_room(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Add as many slots as the wall had at opening, if it is nearly full or flooded.

    Raises NotPossibleNow if it is neither, and NoMoreRoom.
    """
    expect(survey, State.OPEN, "make room")
    crowding, wall = crowding_of(survey, instance=instance), instance.wall_of(survey)
    if not {"flooded", "nearly-full"}.intersection(crowding):
        raise NotPossibleNow("make room")
    more = storage.slots_for(survey.places, len(survey.about_you))
    if wall.count_slots() + more > LARGEST_GROWTH * more or not has_disk_for(more, wall):
        raise NoMoreRoom
    survey = keep(survey, storage.Deed.MADE_ROOM, **acting)
    try:
        wall.grow(more)
    except storage.WallClosed:  # by the closing hour
        raise NotPossibleNow("make room") from None
    recount(survey, instance=instance)
    return survey


def has_disk_for(more: int, wall: storage.Wall) -> bool:
    """Whether the wall may grow by `more` slots and still leave room on the disk for other surveys.

    While it grows, its journal is as large as the wall.
    """
    needed = wall.path.stat().st_size + 2 * more * storage.PAGE_SIZE
    return shutil.disk_usage(wall.path.parent).free > 2 * needed


def replace_link(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Give the survey a new link; the old one leads nowhere, also once its notes are adopted."""
    survey = replace(survey, slug=new_slug())
    if survey.state is not State.DRAFT:
        renew_promise(survey, instance)
    return keep(survey, storage.Deed.NEW_LINK, **acting)


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
    with suppress(OSError):  # whatever is wrong with the folder of the sessions stops no deletion
        forget_drafts(instance, survey.id)
