"""From the first screen to thanks: write, check, send."""

from collections.abc import Sequence

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.collating import sharing_words
from surveys.collecting import Answer, NotWhatWasShown, TextTooLong, collect, new_code, prompts_sent, seal_answers
from surveys.crowding import TooManyWriting, count_notes
from surveys.participant.carrying import carry
from surveys.participant.drafts import LONGEST_TO_STRIP, Draft, read_about_you, read_code, read_drafts, read_sharing
from surveys.participant.lengths import compress, pad
from surveys.participant.visit import Visit, visit_to
from surveys.protection import PAPER_POLICY, let_the_browser_remember
from surveys.storage import WallBusy, WallClosed, WallDamaged, WallFull

bp = Blueprint("answering", __name__)
bp.after_request(compress)
bp.after_request(pad)
bp.after_request(carry)  # before the others: what registers last comes first

_REFUSALS: dict[type[Exception], str] = {
    WallClosed: "over",
    WallFull: "full",
    WallDamaged: "damaged",
    WallBusy: "damaged",
    TooManyWriting: "crowded",
}
"""Why a sending can fail that was right in itself, and what the page says of it."""


@bp.get("/s/<slug>", strict_slashes=False)
@bp.post("/s/<slug>", strict_slashes=False)
def form(slug: str) -> ResponseReturnValue:
    """The first screen; with POST again, with the words that were typed."""
    return show_form(visit_to(slug))


@bp.post("/s/<slug>/check")
def check(slug: str) -> ResponseReturnValue:
    """The notes as they would be kept."""
    return check_notes(visit_to(slug))


@bp.post("/s/<slug>/notes")
def send(slug: str) -> ResponseReturnValue:
    """Store the notes if they are what was shown."""
    return send_notes(visit_to(slug))


def show_form(visit: Visit, *, message: str = "", drafts: Sequence[Draft] = ()) -> ResponseReturnValue:
    """The questions, filled with what a POST brought."""
    if request.method == "POST":
        drafts, code = drafts or read_drafts(visit.survey), read_code(visit.survey)
        return _page("form", visit, 422 if message else 200, drafts=drafts, message=message, code=code)
    if visit.wall is not None and visit.survey.opened_on is not None:
        visit.wall.check()
    if (standing := visit.standing) and not visit.is_trial:
        return _page("standing", visit, standing=standing)
    let_the_browser_remember()
    return _page("form", visit, drafts=[None] * len(visit.survey.prompts), message=message, page=new_code())


def check_notes(visit: Visit, *, message: str = "", drafts: Sequence[Draft] = ()) -> ResponseReturnValue:
    """Each note as it will stand on the sheet, with a switch for each doubtful part.

    Drafts that were read already are not read again: each would be searched once more.
    """
    if (standing := visit.standing) and not visit.is_trial:
        return _kept(visit, standing)
    drafts = drafts or read_drafts(visit.survey)
    written = [draft for draft in drafts if draft.text]
    if not written:
        return show_form(visit, message="empty", drafts=drafts)
    if any(draft.excess for draft in written):
        return show_form(visit, message="too long", drafts=drafts)
    code = read_code(visit.survey)
    return _page(
        "check",
        visit,
        422 if message else 200,
        drafts=drafts,
        notes=written,
        sharing_words=sharing_words(visit.survey.audience, _),
        code=code,
        sent=_sent_before(visit, code),
        message=message,
    )


def send_notes(visit: Visit) -> ResponseReturnValue:
    """Store the notes one by one and say thanks; what differs from what was shown goes back to checking."""
    sharing = read_sharing()
    if sharing is None:
        return check_notes(visit, message="sharing")
    drafts = read_drafts(visit.survey)
    written = [draft for draft in drafts if draft.text]
    if not visit.is_accepting or not written or any(len(draft.text) > LONGEST_TO_STRIP for draft in written):
        return check_notes(visit, drafts=drafts)
    answers = [draft.answer(sharing) for draft in written]
    code = read_code(visit.survey)
    try:
        stored = _store(visit, answers, code)
    except (NotWhatWasShown, TextTooLong):
        has_ticked = all(draft.differs_by_ticks_alone for draft in written)
        return check_notes(visit, message="ticked" if has_ticked else "changed", drafts=drafts)
    except tuple(_REFUSALS) as error:
        return _kept(visit, _REFUSALS[type(error)])
    return _page("thanks", visit, drafts=drafts, count=len(answers), stored=stored, code=code)


def _sent_before(visit: Visit, code: str) -> frozenset[int]:
    """The questions answered under this code before; sending will tell of a wall that cannot be read."""
    try:
        return frozenset() if visit.wall is None else prompts_sent(code, survey=visit.survey, wall=visit.wall)
    except (WallBusy, WallDamaged):
        return frozenset()


def _store(visit: Visit, answers: list[Answer], code: str) -> int:
    """How many were stored now; none where they stood here before, and none in a trial."""
    if visit.wall is None:
        return len(seal_answers(answers, visit.survey, code))
    about_you = read_about_you(visit.survey)
    count_notes(len(answers) + len(about_you), visit.survey, instance=current_app.extensions["instance"])
    return collect(answers, survey=visit.survey, wall=visit.wall, code=code, about_you=about_you).stored


def _kept(visit: Visit, reason: str) -> ResponseReturnValue:
    """Why nothing could be taken, with every word that was typed."""
    status = 503 if reason == "crowded" else 409
    return _page("kept", visit, status, reason=reason, drafts=read_drafts(visit.survey), code=read_code(visit.survey))


def _page(name: str, visit: Visit, status: int = 200, **values: object) -> Response:
    values |= {"survey": visit.survey, "about_you": read_about_you(visit.survey), "sharing": read_sharing()}
    page = render_template(f"participant/{name}.html", visit=visit, **values)
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = PAPER_POLICY
    return response
