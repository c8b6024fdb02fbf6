"""Try a survey as a participant: the real pages with a band, and nothing is stored."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from surveys.facilitator.guarding import office_pages, survey_of
from surveys.participant import Visit, check_notes, send_notes, show_form

bp: Blueprint = office_pages("trying", have_tokens=False)  # the participants' own forms


@bp.get("/surveys/<survey_id>/try")
def form(survey_id: str) -> ResponseReturnValue:
    """The first screen."""
    return show_form(_visit(survey_id))


@bp.post("/surveys/<survey_id>/try")
def change(survey_id: str) -> ResponseReturnValue:
    """The first screen again, with what was typed."""
    return show_form(_visit(survey_id), read=True)


@bp.post("/surveys/<survey_id>/try/check")
def check(survey_id: str) -> ResponseReturnValue:
    """The notes as they would be kept."""
    return check_notes(_visit(survey_id))


@bp.post("/surveys/<survey_id>/try/notes")
def send(survey_id: str) -> ResponseReturnValue:
    """The thanks; without a wall nothing is stored."""
    return send_notes(_visit(survey_id))


def _visit(survey_id: str) -> Visit:
    return Visit(
        survey=survey_of(survey_id),
        wall=None,
        form_url=url_for("trying.form", survey_id=survey_id),
        check_url=url_for("trying.check", survey_id=survey_id),
        notes_url=url_for("trying.send", survey_id=survey_id),
        leave_url=url_for("survey_home.show", survey_id=survey_id),
    )
