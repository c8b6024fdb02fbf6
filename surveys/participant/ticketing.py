"""A ticket leads to the form of its survey. Nothing here knows whose ticket it is."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from surveys.collecting import problem_with_ticket
from surveys.participant.answering import show_form
from surveys.participant.posted_forms import read_ticket
from surveys.participant.visit import visit_to
from surveys.storage import Instance, WallBusy, WallDamaged, all_surveys, open_office
from surveys.survey import State, Survey
from surveys.web.padding import compress

bp = Blueprint("ticketing", __name__)
bp.after_request(compress)


@bp.get("/T/<ticket>", strict_slashes=False)
@bp.get("/t/<ticket>", strict_slashes=False)
def show(ticket: str) -> ResponseReturnValue:
    """The form of the ticket's survey, or why nobody can write with this ticket."""
    if (survey := _survey_of(read_ticket())) is None:
        return render_template("participant/ticket.html", ticket=ticket, message="unknown ticket"), 404
    visit = visit_to(survey.slug)
    if not visit.closure and (reason := visit.turned_away("")):
        return render_template("participant/ticket.html", visit=visit, survey=visit.survey, message=reason), 409
    return show_form(visit)


def _survey_of(ticket: str) -> Survey | None:
    """The survey that has this ticket, used or not; raises the fault of a wall that may have it and cannot be read."""
    instance: Instance = current_app.extensions["instance"]
    with open_office(instance.office, read_only=True) as office:
        surveys = [one for one in all_surveys(office) if one.tickets and one.state is not State.DRAFT]
    fault: WallBusy | WallDamaged | None = None
    for survey in surveys:
        try:
            if problem_with_ticket(ticket, "", wall=instance.wall_of(survey)) != "unknown ticket":
                return survey
        except (WallBusy, WallDamaged) as error:
            fault = error
    if fault:
        raise fault
    return None
