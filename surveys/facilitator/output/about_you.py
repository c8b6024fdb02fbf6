"""What writers said about themselves, as far as it may be shown."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.documents.sheets import sheet_labels
from surveys.facilitator.guarding import office_pages, page, unlock
from surveys.languages import page_language
from surveys.numbers.about_you import fractions
from surveys.survey import State

bp = office_pages("about_you")


@bp.get("/surveys/<survey_id>/about-you")
def show(survey_id: str) -> ResponseReturnValue:
    """Each question with its percentages; before closing, that nothing is counted yet."""
    with unlock(survey_id, read_only=True) as unlocked:
        survey = unlocked.survey
        told = fractions(survey, unlocked.about_you(), _, page_language()) if survey.state is State.CLOSED else ()
    return page("about_you", survey=survey, about_you=told, labels=sheet_labels(_))
