"""A survey's life: draft → open → closed → deleted. What may change when is decided here."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from sqlite_utils import Database

from surveys import storage
from surveys.catalogue import PromptSet
from surveys.ceiling import crowding_of, recount
from surveys.sealing import grant, new_private_key, open_grant, public_key_of
from surveys.storage import Facilitator, Instance
from surveys.survey import SMALLEST_MINIMUM, OnTheClock, State, Survey, on_the_clock

SLUG_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
SLUG_LENGTH = 10
LONGEST_KEPT_DAYS = 730
OPERATOR = "the operator"
"""Who acts by command, in the trail of acts."""
LARGEST_GROWTH = 8
"""How many times its first size a wall may become, a step of that size at a time."""


class NotPossibleNow(Exception):
    """The survey is not in a state that allows this; the first argument names what was asked for."""


class ContactMissing(Exception):
    """A sensitive survey names no person or office to turn to."""


class NoQuestions(Exception):
    """A survey without a title or a question cannot be opened."""


class NotesFound(Exception):
    """People have written on this draft: it was open before an older office file was brought back; carries its code."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class BadDates(Exception):
    """The deletion day is past, before the closing hour, or too far away."""


class NoMoreRoom(Exception):
    """The survey's wall is as large as one may become, or the disk has no place for a larger one."""


class NoGrant(Exception):
    """This facilitator does not hold the survey's key."""


class Acting(TypedDict):
    """Who changes a survey, on which day, in which transaction: for the trail of acts."""

    office: Database
    facilitator: Facilitator
    today: date


def new_slug() -> str:
    """Ten unambiguous letters for the participants' link."""
    return "".join(secrets.choice(SLUG_LETTERS) for _ in range(SLUG_LENGTH))


def draft_from(prompt_set: PromptSet, *, contacts: str, code_of_conduct: str) -> Survey:
    """A new survey with the words of a ready-made one; nothing is stored yet."""
    return Survey(
        id=secrets.token_hex(8),
        slug=new_slug(),
        title=prompt_set.title,
        introduction=prompt_set.introduction,
        prompts=prompt_set.prompts,
        set_name=prompt_set.name,
        sensitive=prompt_set.sensitive,
        contacts=contacts,
        code_of_conduct=code_of_conduct,
        minimum=prompt_set.minimum,
        audience=prompt_set.audience,
    )


def create_survey(survey: Survey, *, holders: Iterable[Facilitator] = (), **acting: Unpack[Acting]) -> Survey:
    """Keep a draft with a fresh key pair; its maker holds a grant, and so does each of `holders`."""
    survey_key = new_private_key()
    survey, maker = replace(survey, public_key=public_key_of(survey_key)), acting["facilitator"]
    storage.save_survey(acting["office"], survey)
    _grant(survey, survey_key, maker, acting["office"])
    _record(survey, storage.Deed.CREATED, **acting)
    for holder in holders:
        if holder.id != maker.id:
            share_key(survey, survey_key, receiver=holder, **acting)
    return survey


def change_draft(survey: Survey, changes: dict[str, Any], *, office: Database) -> Survey:
    """Change words and settings before opening; raises NotPossibleNow afterwards."""
    _expect(survey, State.DRAFT, "edit")
    changed = replace(survey, **changes)
    changed = replace(changed, minimum=max(SMALLEST_MINIMUM, changed.minimum))
    storage.save_survey(office, changed)
    return changed


def next_round_of(survey: Survey, *, title: str, today: date) -> Survey:
    """A draft with this title, the same words and settings, another link and no days; nothing is stored yet."""
    return replace(
        survey,
        id=secrets.token_hex(8),
        slug=new_slug(),
        title=title,
        state=State.DRAFT,
        paused=False,
        opens_at=None,
        closes_at=None,
        opened_on=None,
        closed_on=None,
        delete_on=default_delete_day(today),
        round_of=survey.first_round,
    )


def open_survey(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Freeze the words, build the wall and let people write. Raises NotPossibleNow, NoQuestions,
    ContactMissing, BadDates or NotesFound."""
    _expect(survey, State.DRAFT, "open")
    _check_ready(survey, acting["today"])
    expect_no_notes(survey, instance)
    survey = _keep(replace(survey, state=State.OPEN, opened_on=acting["today"]), storage.Deed.OPENED, **acting)
    wall = instance.wall_of(survey)
    wall.path.unlink(missing_ok=True)  # blank: left by an opening that was cut off before it was kept
    wall.build(storage.slots_for(survey.places, len(survey.about_you)), told=storage.document_of(survey))
    return survey


def expect_no_notes(draft: Survey, instance: Instance) -> None:
    """Raises NotesFound for a draft that people have written on: an older office file was brought back."""
    if draft.state is State.DRAFT and instance.wall_of(draft).holds_notes():
        raise NotesFound(draft.slug)


def adopt_wall(draft: Survey, *, instance: Instance, office: Database, today: date) -> Survey:
    """Take a draft up again with the notes on its wall, open or closed as the wall is. Raises NotPossibleNow.

    What its writers were told lies on the wall; without that, the words of the draft have to do.
    """
    wall = instance.wall_of(draft)
    if draft.state is not State.DRAFT or not wall.holds_notes():
        raise NotPossibleNow("adopt")
    told, is_closed = wall.told(), wall.is_closed()
    survey = storage.survey_from_document(told) if told else _opened_once(draft, instance.first_day_of(draft) or today)
    survey = replace(survey, state=State.CLOSED if is_closed else State.OPEN)
    storage.save_survey(office, survey)
    storage.record_act(office, day=today, facilitator=OPERATOR, survey_id=survey.id, act=storage.Deed.TOOK_UP)
    instance.wall_of(survey).reset_times()
    return survey


def _opened_once(draft: Survey, day: date) -> Survey:
    """A draft as it would have been opened on this day; its writers were promised a later day of deletion."""
    is_possible = draft.delete_on is not None and draft.delete_on > day
    return replace(draft, opened_on=day, delete_on=draft.delete_on if is_possible else default_delete_day(day))


def set_paused(survey: Survey, paused: bool, **acting: Unpack[Acting]) -> Survey:
    """Stop taking notes for a while, or go on."""
    _expect(survey, State.OPEN, "pause")
    return _keep(replace(survey, paused=paused), storage.Deed.PAUSED if paused else storage.Deed.WENT_ON, **acting)


def close_survey(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """End collection. Codes sleep: they end when notes are opened, and live on where the survey is reopened before."""
    _expect(survey, State.OPEN, "close")
    instance.wall_of(survey).close()
    survey = replace(survey, state=State.CLOSED, paused=False, closed_on=acting["today"])
    return _keep(survey, storage.Deed.CLOSED, **acting)


def reopen_survey(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Take notes again, and let codes work again. Raises WallEnded once notes were opened: the next round asks again.

    Otherwise closing and opening around a single note would tell when it came, and open any k of them.
    """
    _expect(survey, State.CLOSED, "reopen")
    instance.wall_of(survey).reopen()
    survey = replace(survey, state=State.OPEN, closes_at=None)
    return _keep(survey, storage.Deed.REOPENED, **acting)


def make_room(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    """Add as many slots as the wall had at opening, where it is nearly full or flooded.

    Raises NotPossibleNow where neither is so, and NoMoreRoom.
    """
    _expect(survey, State.OPEN, "make room")
    crowding, wall = crowding_of(survey, instance=instance), instance.wall_of(survey)
    if not (crowding.is_flooded or crowding.is_nearly_full):
        raise NotPossibleNow("make room")
    more = storage.slots_for(survey.places, len(survey.about_you))
    if wall.count_slots() + more > LARGEST_GROWTH * more or not wall.has_disk_for(more):
        raise NoMoreRoom
    survey = _keep(survey, storage.Deed.MADE_ROOM, **acting)
    try:
        wall.grow(more)
    except storage.WallClosed:  # by the closing hour
        raise NotPossibleNow("make room") from None
    recount(survey, instance=instance)
    return survey


def replace_link(survey: Survey, **acting: Unpack[Acting]) -> Survey:
    """Give the survey a new link; the old one leads nowhere."""
    return _keep(replace(survey, slug=new_slug()), storage.Deed.NEW_LINK, **acting)


def destroy_survey(survey: Survey, *, instance: Instance, office: Database) -> None:
    """Overwrite and remove the wall, and forget the survey with its key and all of its numbers."""
    storage.forget_round_counts(office, survey.id)
    _destroy(survey, instance, office)


def destroy_due(instance: Instance, today: date, *, after: date = date.min) -> None:
    """Destroy every survey whose deletion day has come, and was later than `after`; only its numbers stay."""
    with storage.open_office(instance.office) as office:
        for survey in storage.all_surveys(office):
            if survey.is_due(today) and not survey.is_due(after):
                _destroy(survey, instance, office)


def survey_key(survey: Survey, *, office: Database, facilitator_id: str, private_key: bytes) -> bytes:
    """The key that opens the notes; raises NoGrant."""
    sealed = storage.grant_of(office, survey.id, facilitator_id)
    if sealed is None:
        raise NoGrant
    return open_grant(sealed, private_key, survey_id=survey.id)


def share_key(survey: Survey, key: bytes, *, receiver: Facilitator, **acting: Unpack[Acting]) -> None:
    """Give the survey's key to a second facilitator."""
    _grant(survey, key, receiver, acting["office"])
    _record(survey, storage.Deed.GAVE_KEY, receiver.name, **acting)


def take_key(survey: Survey, *, holder: Facilitator, **acting: Unpack[Acting]) -> None:
    """Destroy another facilitator's grant. Nobody takes her own: the last one would lock the notes for ever."""
    if acting["facilitator"].id == holder.id or storage.grant_of(acting["office"], survey.id, holder.id) is None:
        raise NotPossibleNow("take-key")
    storage.remove_grant(acting["office"], survey.id, holder.id)
    _record(survey, storage.Deed.TOOK_KEY, holder.name, **acting)


def default_delete_day(today: date) -> date:
    """A year from now: long enough for the follow-up meeting."""
    return today + timedelta(days=365)


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
    if any(on_the_clock(moment) is not OnTheClock.ONCE for moment in hours):  # kept where the clock ran otherwise
        raise BadDates


def _expect(survey: Survey, state: State, act: str) -> None:
    if survey.state is not state:
        raise NotPossibleNow(act)


def _grant(survey: Survey, key: bytes, holder: Facilitator, office: Database) -> None:
    storage.save_grant(office, survey.id, holder.id, grant(key, holder.key.public_key, survey_id=survey.id))


def _keep(survey: Survey, act: storage.Deed, **acting: Unpack[Acting]) -> Survey:
    storage.save_survey(acting["office"], survey)
    _record(survey, act, **acting)
    return survey


def _record(survey: Survey, act: storage.Deed, detail: str = "", **acting: Unpack[Acting]) -> None:
    day, who = acting["today"], acting["facilitator"].name
    storage.record_act(acting["office"], day=day, facilitator=who, survey_id=survey.id, act=act, detail=detail)
