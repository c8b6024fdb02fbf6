"""What all steps of a survey's life have in common: who acts, what is refused, and the trail of acts."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from sqlite_utils import Database

from surveys import storage
from surveys.storage import Facilitator, Instance
from surveys.survey import State, Survey

OPERATOR = "the operator"
"""The name in the trail for what was done by a command."""


class NotPossibleNow(Exception):
    """The survey is not in a state that allows this; the arguments name what was asked for, and the state."""


class Acting(TypedDict):
    """Who changes a survey, on which day, in which transaction: for the trail of acts."""

    office: Database
    facilitator: Facilitator
    today: date


def expect(survey: Survey, state: State, act: str) -> None:
    """Raises NotPossibleNow in any other state; `act` names what was asked for."""
    if survey.state is not state:
        raise NotPossibleNow(act, survey.state)


def keep(survey: Survey, act: storage.Deed, **acting: Unpack[Acting]) -> Survey:
    """Save a changed survey, with a line in its trail."""
    storage.save_survey(acting["office"], survey)
    record(survey, act, **acting)
    return survey


def renew_promise(survey: Survey, instance: Instance) -> None:
    """Store on the wall what people read from now on: whoever adopts its notes later finds nothing older.

    A wall that is busy or damaged stops no organiser, who may have to replace a link that has leaked.
    """
    with suppress(storage.WallBusy, storage.WallDamaged):
        instance.wall_of(survey).renew_promise(storage.document_of(replace(survey, paused=False)))


def record(survey: Survey, act: storage.Deed, detail: str = "", **acting: Unpack[Acting]) -> None:
    """Add a line to the trail: who did what, and on which day."""
    day, who = acting["today"], acting["facilitator"].name
    storage.record_act(acting["office"], day=day, facilitator=who, survey_id=survey.id, act=act, detail=detail)
