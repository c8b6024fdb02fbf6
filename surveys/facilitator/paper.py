"""Paper for those who have no phone at hand: slips to print, with the words of the pages."""

from flask.typing import ResponseReturnValue

from surveys.facilitator.guarding import desk_of, office_pages, page
from surveys.participant import sharing_words

bp = office_pages("paper")


@bp.get("/surveys/<survey_id>/paper/slip")
def slip(survey_id: str) -> ResponseReturnValue:
    """A sheet of slips to print: a slip is one note to one question, so that answers are not joined on paper."""
    with desk_of(survey_id, read_only=True) as desk:
        survey = desk.survey
    prompts = [prompt for prompt in survey.prompts if prompt.text]
    return page("slip", survey=survey, prompts=prompts, sharing=sharing_words(survey.audience).values())
