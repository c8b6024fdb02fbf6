"""The first request after its closing hour closes a survey, as an organiser's *Close* does.

Participants' pages do not write to the office, so their request closes only the wall. That is enough: from then on
nothing is stored on it or taken back. The next page of the office updates the state of the survey.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from surveys import storage
from surveys.storage import Instance, OfficeBusy, UnknownSurvey, WallBusy, WallDamaged
from surveys.survey import State, Survey

_CLOSER = "The closing hour"
"""Who closed the survey, for the trail."""
_FAULTS = UnknownSurvey, WallBusy, WallDamaged
"""Why one survey cannot be closed at this moment: its own pages say so, and the next request tries again."""


def close_wall_at_its_hour(survey: Survey, *, instance: Instance, now: datetime) -> None:
    """Close the wall of an open survey whose hour has come; if that fails, the page still works.

    The office is locked meanwhile, so that nobody can reopen the survey in between and find it closed again.
    """
    if survey.state is not State.OPEN or not survey.is_past_its_hour(now):
        return
    with suppress(OfficeBusy, *_FAULTS), storage.open_office(instance.office, read_only=True) as office:
        office.execute("BEGIN")
        survey, wall = storage.survey_by_id(office, survey.id), instance.wall_of(survey)
        if survey.state is State.OPEN and survey.is_past_its_hour(now) and not wall.is_closed():
            wall.close()


def close_ended_surveys(instance: Instance, *, now: datetime) -> None:
    """Close every open survey whose hour has come, or whose wall was closed by a participant's request or a crash."""
    with suppress(OfficeBusy):
        with storage.open_office(instance.office, read_only=True) as office:
            ended = [survey.id for survey in storage.open_surveys(office) if _has_ended(survey, instance, now)]
        for survey_id in ended:
            with suppress(*_FAULTS):
                _close(survey_id, instance, now)


def _close(survey_id: str, instance: Instance, now: datetime) -> None:
    with storage.open_office(instance.office) as office:
        survey = storage.survey_by_id(office, survey_id)
        if survey.state is not State.OPEN or not _has_ended(survey, instance, now):
            return  # another request was faster
        instance.wall_of(survey).close()
        day = survey.closes_at.date() if survey.closes_at and survey.is_past_its_hour(now) else now.date()
        storage.save_survey(office, replace(survey, state=State.CLOSED, paused=False, closed_on=day))
        storage.record_act(office, day=day, facilitator=_CLOSER, survey_id=survey_id, act=storage.Deed.CLOSED)


def _has_ended(survey: Survey, instance: Instance, now: datetime) -> bool:
    if survey.is_past_its_hour(now):
        return True
    try:
        return instance.wall_of(survey).is_closed()
    except (WallBusy, WallDamaged):
        return False  # the survey's own pages say so
