"""The front door: the code on the poster leads to a survey."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.participant.visit import slug_in, visit_to
from surveys.protection import let_the_browser_remember
from surveys.storage import UnknownSurvey

bp = Blueprint("entering", __name__)
LONGEST_LINK = 300
"""Characters that the field for the code takes: somebody may paste the whole link."""


@bp.get("/")
def welcome() -> ResponseReturnValue:
    """Ask for the code."""
    let_the_browser_remember()
    return render_template("participant/welcome.html", code="", is_unknown=False, longest=LONGEST_LINK)


@bp.post("/")
def enter() -> ResponseReturnValue:
    """Go to the survey of a code, in any spelling, or of a link. An unknown one is kept in the field."""
    code = request.form.get("code", "")[:LONGEST_LINK]
    try:
        survey = visit_to(code).survey
    except UnknownSurvey:
        is_unknown = bool(slug_in(code))
        page = render_template("participant/welcome.html", code=code, is_unknown=is_unknown, longest=LONGEST_LINK)
        return page, 404 if is_unknown else 422
    return redirect(url_for("answering.form", slug=survey.slug), 303)
