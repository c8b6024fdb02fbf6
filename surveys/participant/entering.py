"""The front door: the code on the poster leads to a survey."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.participant.visit import visit_to
from surveys.storage import UnknownSurvey

bp = Blueprint("entering", __name__)
_LONGEST_CODE = 40


@bp.get("/")
def welcome() -> ResponseReturnValue:
    """Ask for the code."""
    return render_template("participant/welcome.html", code="", is_unknown=False)


@bp.post("/")
def enter() -> ResponseReturnValue:
    """Go to the survey of a code; case and spaces do not matter. An unknown one is kept in the field."""
    code = request.form.get("code", "")[:_LONGEST_CODE]
    slug = "".join(c for c in code.lower() if c.isalnum())
    try:
        visit_to(slug)
    except UnknownSurvey:
        return render_template("participant/welcome.html", code=code, is_unknown=bool(slug)), 404 if slug else 422
    return redirect(url_for("answering.form", slug=slug), 303)
