"""Rounds of a survey: the next one with the same words, and the numbers of all of them side by side."""

from datetime import date

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from surveys.desk import Desk
from surveys.facilitator.guarding import desk_of, me, office_pages, page
from surveys.lifecycle import create_survey, next_round_of
from surveys.rounds import keep_counts, subjects_of
from surveys.storage import round_counts_of, survey_by_id, surveys_granted_to
from surveys.survey import State, Survey

bp = office_pages("rounds")


@bp.get("/surveys/<survey_id>/rounds")
def overview(survey_id: str) -> ResponseReturnValue:
    """The numbers of every round; those of this one are brought up to date first."""
    with desk_of(survey_id) as desk:
        keep_counts(desk)
        rounds, draft = round_counts_of(desk.office, desk.survey), _draft_of_mine(desk)
    return page("rounds", survey=desk.survey, rounds=rounds, subjects=subjects_of(desk.survey, rounds), draft=draft)


@bp.post("/surveys/<survey_id>/rounds")
def make_next(survey_id: str) -> ResponseReturnValue:
    """Make the draft of the next round; a second click leads to the same draft."""
    today = date.today()
    with desk_of(survey_id) as desk:
        draft = _draft_of_mine(desk) or create_survey(
            next_round_of(desk.survey, today=today), office=desk.office, facilitator=me(), today=today
        )
    return redirect(url_for("editing.edit", survey_id=draft.id), 303)


def _draft_of_mine(desk: Desk) -> Survey | None:
    mine = (survey_by_id(desk.office, survey_id) for survey_id in surveys_granted_to(desk.office, me().id))
    wanted = (one for one in mine if one.first_round == desk.survey.first_round and one.state is State.DRAFT)
    return next(wanted, None)
