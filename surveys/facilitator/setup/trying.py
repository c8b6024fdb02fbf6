"""Try a survey as a participant: the real pages with a band, and nothing is stored."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from surveys.facilitator.entrance.carrying import carry
from surveys.facilitator.guarding import office_pages, survey_of
from surveys.participant import Visit, check_notes, send_notes, show_form

bp: Blueprint = office_pages("trying", have_tokens=False)  # the participants' own forms
bp.after_request(carry)


@bp.get("/surveys/<survey_id>/try")
@bp.post("/surveys/<survey_id>/try")
def form(survey_id: str) -> ResponseReturnValue:
    """The first screen, with what was typed."""
    return show_form(Visit(survey_of(survey_id)))


@bp.post("/surveys/<survey_id>/try/check")
def check(survey_id: str) -> ResponseReturnValue:
    """The notes as they would be stored."""
    return check_notes(Visit(survey_of(survey_id)))


@bp.post("/surveys/<survey_id>/try/notes")
def send(survey_id: str) -> ResponseReturnValue:
    """The thanks; without a wall nothing is stored."""
    return send_notes(Visit(survey_of(survey_id)))
