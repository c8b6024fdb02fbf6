"""Drafts: from a ready-made survey or an earlier round, and changed until they are opened."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Unpack

from sqlite_utils import Database

from surveys import storage
from surveys.catalogue import PromptSet
from surveys.lifecycle.acting import Acting, expect, record
from surveys.lifecycle.keys import grant_key, share_key
from surveys.sealing import new_private_key, public_key_of
from surveys.storage import Facilitator
from surveys.survey import SMALLEST_MINIMUM, State, Survey

SLUG_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
SLUG_LENGTH = 10


def new_slug() -> str:
    """Ten unambiguous letters for the participants' link."""
    return "".join(secrets.choice(SLUG_LETTERS) for _ in range(SLUG_LENGTH))


def draft_from(prompt_set: PromptSet, *, contacts: str, code_of_conduct: str, language: str = "en") -> Survey:
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
        language=language,
    )


def create_survey(survey: Survey, *, holders: Iterable[Facilitator] = (), **acting: Unpack[Acting]) -> Survey:
    """Save a draft with a new key pair; its maker and each of `holders` get a grant."""
    survey_key = new_private_key()
    survey, maker = replace(survey, public_key=public_key_of(survey_key)), acting["facilitator"]
    storage.save_survey(acting["office"], survey)
    grant_key(survey, survey_key, maker, acting["office"])
    record(survey, storage.Deed.CREATED, **acting)
    for holder in holders:
        if holder.id != maker.id:
            share_key(survey, survey_key, receiver=holder, **acting)
    return survey


def change_draft(survey: Survey, changes: dict[str, Any], *, office: Database) -> Survey:
    """Change words and settings before opening; raises NotPossibleNow afterwards."""
    expect(survey, State.DRAFT, "edit")
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


def duplicate_of(survey: Survey, *, title: str, today: date) -> Survey:
    """A draft with the same words and settings that is no round of the survey; nothing is stored yet."""
    return replace(next_round_of(survey, title=title, today=today), round_of="")


def default_delete_day(today: date) -> date:
    """A year from now: long enough for the follow-up meeting."""
    return today + timedelta(days=365)
