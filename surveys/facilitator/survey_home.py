"""The home of one survey: where it stands, what comes next, who holds its key, what was done."""

from datetime import datetime

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from surveys.accounts import fingerprint
from surveys.collating import audience_words
from surveys.desk import Desk
from surveys.facilitator.guarding import desk_of, me, office_pages, page
from surveys.facilitator.links import link_to, public_host
from surveys.rounded_count import STEP, rounded_count
from surveys.storage import acts_on, all_facilitators, editions_of, holders_of, slots_for
from surveys.survey import State, Survey

bp = office_pages("survey_home")


@bp.get("/surveys/<survey_id>")
def show(survey_id: str) -> ResponseReturnValue:
    """Everything about a survey but its notes."""
    with desk_of(survey_id, read_only=True) as desk:
        values = _standing(desk) | _people(desk)
    survey = desk.survey
    return page(
        "survey",
        survey=survey,
        stage=stage_of(survey),
        link=link_to(survey),
        host=public_host(),
        audience=audience_words(survey.audience, gettext),
        **values,
    )


def stage_of(survey: Survey) -> str:
    """One word for where a survey stands: a state, or more exactly what an open one does now."""
    now = datetime.now()
    if survey.state is not State.OPEN:
        return str(survey.state)
    if survey.is_over(now):
        return "ended"
    if survey.is_not_yet_open(now):
        return "early"
    return "paused" if survey.paused else "open"


def _standing(desk: Desk) -> dict[str, object]:
    """What may be known of the notes: a rough count while people write, the truth of what was shown after."""
    survey, instance = desk.survey, desk.instance
    count = rounded_count(survey, instance=instance) if survey.state is State.OPEN else 0
    return {
        "count": count,
        "is_full": count + STEP > slots_for(survey.places),
        "progress": desk.progress() if survey.state is State.CLOSED else None,
        "was_released": desk.has_released(),
        "editions": editions_of(desk.office, survey.id),
    }


def _people(desk: Desk) -> dict[str, object]:
    holders = [holder.id for holder in holders_of(desk.office, desk.survey.id)]
    people = [(person, fingerprint(person), person.id in holders) for person in all_facilitators(desk.office)]
    return {"people": people, "holders": len(holders), "acts": acts_on(desk.office, desk.survey.id), "my_id": me().id}
