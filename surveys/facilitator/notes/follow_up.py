"""The follow-up view: one page for the projector, with which the next meeting begins."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.documents.collating import action_state_words
from surveys.facilitator.guarding import held_rounds, office_pages, page, unlock
from surveys.organising.follow_up import follow_up_of, last_time

bp = office_pages("follow_up")


@bp.get("/surveys/<survey_id>/follow-up")
def show(survey_id: str) -> ResponseReturnValue:
    """What was said last time and what became of it; then notes are picked, of this round if it has any."""
    with unlock(survey_id, read_only=True) as unlocked:
        last = last_time(unlocked, held_rounds(unlocked))
        told = follow_up_of(last) if last else None
        revision = last.revision() if last else 0
        picked = unlocked.survey if unlocked.released_ids() or not last else last.survey
    return page(
        "follow_up", survey=unlocked.survey, told=told, revision=revision, picked=picked, states=action_state_words(_)
    )
