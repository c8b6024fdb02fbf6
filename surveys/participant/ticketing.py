"""A ticket leads to the form of its survey. Nothing here knows whose ticket it is."""

from contextlib import suppress

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.collecting import has_ticket, is_code
from surveys.participant.answering import show_form, turned_away
from surveys.participant.posted_forms import LONGEST_TICKET, read_ticket
from surveys.participant.visit import Visit, visit_to
from surveys.storage import Instance, WallBusy, WallDamaged, all_surveys, open_office
from surveys.survey import State, Survey
from surveys.web.protection import let_the_browser_remember

bp = Blueprint("ticketing", __name__)


@bp.get("/t", strict_slashes=False)
def ask() -> ResponseReturnValue:
    """A field for the letters of a ticket."""
    let_the_browser_remember()
    return _page("")


@bp.post("/t", strict_slashes=False)
def enter() -> ResponseReturnValue:
    """Go to the address of the ticket that was typed. What is none remains in the field."""
    ticket = read_ticket()
    return redirect(url_for("ticketing.show", ticket=ticket), 303) if is_code(ticket) else (_page("no ticket"), 422)


@bp.get("/t/<ticket>")
def show(ticket: str) -> ResponseReturnValue:
    """The form of the ticket's survey, or why nobody can write with this ticket."""
    survey = _survey_of(read_ticket())
    if survey is None:
        return _page("unknown ticket" if is_code(read_ticket()) else "no ticket"), 404
    visit = visit_to(survey.slug)
    reason = "" if visit.closure else turned_away(visit, "")
    return (_page(reason, visit), 409) if reason else show_form(visit)


def _survey_of(ticket: str) -> Survey | None:
    """The survey that has this ticket, used or not; a wall that cannot be read has none."""
    instance: Instance = current_app.extensions["instance"]
    with open_office(instance.office, read_only=True) as office:
        surveys = [one for one in all_surveys(office) if one.tickets and one.state is not State.DRAFT]
    for survey in surveys:
        with suppress(WallBusy, WallDamaged):
            if has_ticket(ticket, instance.wall_of(survey)):
                return survey
    return None


def _page(message: str, visit: Visit | None = None) -> str:
    values = {"visit": visit, "survey": visit.survey if visit else None, "ticket": read_ticket()}
    return render_template("participant/ticket.html", message=message, longest=LONGEST_TICKET, **values)
