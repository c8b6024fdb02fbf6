"""Drafts with notes: the surveys were open before an older office file was restored."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlite_utils import Database

from surveys import storage
from surveys.lifecycle.acting import OPERATOR, NotPossibleNow
from surveys.lifecycle.drafting import default_delete_day
from surveys.storage import BEFORE_OPENING, Instance, Wall
from surveys.survey import State, Survey


class NotesFound(Exception):
    """This draft has notes: it was open before an older office file was restored. Has the code of the survey."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def expect_no_notes(draft: Survey, instance: Instance) -> None:
    """Raise NotesFound for a draft with notes, because an older office file was restored."""
    if draft.state is State.DRAFT and instance.wall_of(draft).holds_notes():
        raise NotesFound(draft.slug)


def adopt_wall(draft: Survey, *, instance: Instance, office: Database, today: date) -> Survey:
    """Adopt a draft with the notes on its wall, open or closed as the wall is. Raises NotPossibleNow.

    The wall has the words that its writers read; if they are missing, the words of the draft have to do.
    """
    wall = instance.wall_of(draft)
    if draft.state is not State.DRAFT or not wall.holds_notes():
        raise NotPossibleNow("adopt")
    promise, is_closed = wall.promise(), wall.is_closed()
    opened_on = _first_day_of(wall) or today
    survey = storage.survey_from_document(promise) if promise else _opened_once(draft, opened_on)
    survey = replace(survey, state=State.CLOSED if is_closed else State.OPEN)
    storage.save_survey(office, survey)
    storage.record_act(office, day=today, facilitator=OPERATOR, survey_id=survey.id, act=storage.Deed.TOOK_UP)
    instance.wall_of(survey).reset_times()
    return survey


def _first_day_of(wall: Wall) -> date | None:
    day = datetime.fromtimestamp(wall.path.stat().st_mtime, UTC).date()
    return day if day > BEFORE_OPENING else None  # else its file shows none


def _opened_once(draft: Survey, day: date) -> Survey:
    """A draft as it would have been opened on this day; its writers were promised a later day of deletion."""
    is_possible = draft.delete_on is not None and draft.delete_on > day
    return replace(draft, opened_on=day, delete_on=draft.delete_on if is_possible else default_delete_day(day))
