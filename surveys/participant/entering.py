"""The front door: the code on the poster leads to a survey."""

from contextlib import suppress

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.participant.pasted import long_codes_in
from surveys.participant.visit import visit_to
from surveys.storage import UnknownSurvey
from surveys.web.protection import let_the_browser_remember

bp = Blueprint("entering", __name__)
LONGEST_PASTED = 2_000
"""Characters that the field for the code takes: somebody may paste a link that a mail program made longer."""


@bp.get("/")
def welcome() -> ResponseReturnValue:
    """Ask for the code, unless the address has it."""
    if "code" in request.args:
        return _enter(request.args["code"])
    let_the_browser_remember()
    return _page("")


@bp.post("/")
def enter() -> ResponseReturnValue:
    """Go to the survey of a code, in any spelling, or of a link. An unknown one stays in the field."""
    return _enter(request.form.get("code", ""))


@bp.get("/<slug>")
@bp.get("/S/<slug>")
@bp.get("/S/<slug>/<path:rest>")
def mistyped(slug: str, rest: str = "") -> ResponseReturnValue:
    """The code or the ticket typed directly after the host, or a whole link in capitals."""
    return _way_in(slug) or abort(404)


def _enter(typed: str) -> ResponseReturnValue:
    code = "".join(c if c.isprintable() else " " for c in typed[:LONGEST_PASTED])
    is_unknown = any(letter.isalnum() for letter in code)
    return _way_in(code) or (_page(code, is_unknown=is_unknown), 404 if is_unknown else 422)


def _way_in(typed: str) -> ResponseReturnValue | None:
    """To the form of a survey's code or of a ticket, in any spelling; None if it can be neither."""
    with suppress(UnknownSurvey):
        return redirect(url_for("answering.form", slug=visit_to(typed).survey.slug), 303)
    tickets = long_codes_in(typed)
    return redirect(url_for("ticketing.show", ticket=tickets[0]), 303) if tickets else None


def _page(code: str, *, is_unknown: bool = False) -> str:
    return render_template("participant/welcome.html", code=code, is_unknown=is_unknown, longest=LONGEST_PASTED)
