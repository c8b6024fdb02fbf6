"""Taking notes back with the code of their sending."""

from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from surveys.collecting import take_back
from surveys.participant.carrying import carry
from surveys.participant.pasted import LONGEST_PASTED, long_codes_in
from surveys.participant.visit import Visit, visit_to
from surveys.storage import WallClosed
from surveys.survey import State
from surveys.web.protection import let_the_browser_remember

bp = Blueprint("taking_back", __name__)
bp.after_request(carry)


@bp.get("/s/<slug>/take-back", strict_slashes=False)
def ask(slug: str) -> ResponseReturnValue:
    """Ask for the code."""
    visit = visit_to(slug)
    if _is_possible(visit):
        let_the_browser_remember()
    return _page(visit, "")


@bp.post("/s/<slug>/take-back", strict_slashes=False)
def confirm(slug: str) -> ResponseReturnValue:
    """Overwrite the notes of the code; the page never shows a text."""
    visit = visit_to(slug)
    code = request.form.get("code", "")[:LONGEST_PASTED]
    candidates = long_codes_in(code)
    if not _is_possible(visit):
        return _page(visit, code, status=409)
    if not candidates:
        return _page(visit, code, message="not a code", status=422)
    assert visit.wall is not None  # noqa: S101  (only a trial has none)
    try:
        count = next(filter(None, (take_back(one, survey=visit.survey, wall=visit.wall) for one in candidates)), 0)
    except WallClosed:
        return _page(visit, code, message="closed", status=409)
    if not count:
        return _page(visit, code, message="unknown", status=404)
    return _page(visit, code, message="done")


def _is_possible(visit: Visit) -> bool:
    return visit.survey.state is State.OPEN and not visit.survey.is_over(datetime.now())


def _page(visit: Visit, code: str, *, message: str = "", status: int = 200) -> ResponseReturnValue:
    is_possible = message != "closed" and _is_possible(visit)
    values = {"code": code, "message": message, "longest": LONGEST_PASTED, "is_possible": is_possible}
    return render_template("participant/take_back.html", visit=visit, survey=visit.survey, **values), status
