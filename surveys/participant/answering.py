"""From the first screen to thanks: write, check, send."""

from collections.abc import Sequence
from functools import lru_cache, partial

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.ceiling import TooManyWriting, count_notes
from surveys.collecting import Answer, NoGoodTicket, NotWhatWasShown, TextTooLong, collect, new_code, seal_answers
from surveys.documents.collating import sharing_words
from surveys.participant.carrying import carry
from surveys.participant.posted_forms import read_about_you, read_code, read_first_code, read_sharing, read_typed_notes
from surveys.participant.typed_notes import LONGEST_TO_STRIP, TypedNote
from surveys.participant.visit import Visit, visit_to
from surveys.storage import WallBusy, WallClosed, WallDamaged, WallFull
from surveys.survey import Survey
from surveys.web.padding import compress, pad
from surveys.web.protection import PAPER_POLICY, let_the_browser_remember
from surveys.web.stripping_queue import may_strip
from surveys.web.surroundings import surroundings

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
"""Why a correct sending can fail, and the word for it on the page."""
_PAGE, _TICKET = new_code(), new_code()
"""What the empty form that is remembered has for the number of a page and for a ticket."""


@bp.before_request
def refuse_while_too_many_wait() -> ResponseReturnValue | None:
    """If too many texts wait to be searched, this one comes back with every word."""
    if request.method != "POST" or may_strip.get():
        return None
    visit = visit_to((request.view_args or {})["slug"])
    return _refuse(visit, "busy", read_typed_notes(visit.survey), is_sending=request.endpoint == "answering.send")


@bp.get("/s/<slug>", strict_slashes=False)
@bp.post("/s/<slug>", strict_slashes=False)
def form(slug: str) -> ResponseReturnValue:
    """The first screen; a POST shows it again with the words that were typed."""
    return show_form(visit_to(slug))


@bp.post("/s/<slug>/check")
def check(slug: str) -> ResponseReturnValue:
    """The notes as they would be stored."""
    return check_notes(visit_to(slug))


@bp.post("/s/<slug>/notes")
def send(slug: str) -> ResponseReturnValue:
    """Store the notes if they are what was shown."""
    return send_notes(visit_to(slug))


@bp.get("/s/<slug>/<path:rest>")
def start(slug: str, rest: str) -> ResponseReturnValue:
    """Send a browser to the form if it asks for an address that only takes forms, or that does not exist."""
    return redirect(url_for("answering.form", slug=visit_to(slug).survey.slug), 303)


@bp.post("/s/<slug>/<path:rest>")
def return_words(slug: str, rest: str) -> ResponseReturnValue:
    """Show the form with the words that somebody sent to an address that does not exist."""
    return show_form(visit_to(slug))


def show_form(visit: Visit, *, message: str = "", typed: Sequence[TypedNote] = ()) -> ResponseReturnValue:
    """The questions, filled with what a POST brought; if no note is taken now, the words to copy."""
    closure = visit.closure
    if request.method == "POST":
        typed, code = typed or read_typed_notes(visit.survey), read_code(visit.survey)
        if closure and not visit.is_trial:
            return _refuse(visit, closure, typed)
        return _page("form", visit, 422 if message else 200, typed=typed, message=message, code=code, closure=closure)
    if visit.wall is not None and visit.survey.opened_on is not None:
        visit.wall.check()
    if closure and not visit.is_trial:
        return _page("closure", visit, closure=closure)
    let_the_browser_remember()
    if visit.needs_ticket and "ticket" not in (request.view_args or {}):
        return _page("ticket", visit, message="")
    empty = _empty_form(visit.survey, closure, visit if visit.is_trial else None, surroundings())
    return _answer(empty.replace(_PAGE, new_code()).replace(_TICKET, visit.ticket))


@lru_cache(maxsize=256)
def _empty_form(survey: Survey, closure: str, trial: Visit | None, _surroundings: tuple[object, ...]) -> str:
    """The empty form, in which each visit gets its own number; nothing in it is about a visitor (decision 21)."""
    visit = trial or Visit(survey, current_app.extensions["instance"].wall_of(survey), ticket=_TICKET)
    empty: dict[str, object] = {"typed": [None] * len(survey.prompts), "about_you": {}, "sharing": None}
    values = {"visit": visit, "survey": survey, "closure": closure, "page": _PAGE} | empty
    return render_template("participant/form.html", **values)


def check_notes(visit: Visit, *, message: str = "", typed: Sequence[TypedNote] = ()) -> ResponseReturnValue:
    """Each note as it would be stored, with a switch for each doubtful part.

    Notes that were read already are not read again: each would be searched once more.
    """
    typed = typed or read_typed_notes(visit.survey)
    if (closure := visit.closure) and not visit.is_trial:
        return _refuse(visit, closure, typed)
    written = [note for note in typed if note.text]
    code, first = read_code(visit.survey), read_first_code()
    if reason := visit.turned_away(code):
        return _refuse(visit, reason, typed)
    if not written:
        return show_form(visit, message="empty", typed=typed)
    if any(note.excess for note in written):
        return show_form(visit, message="too long", typed=typed)
    sent = visit.sent_before(code) or frozenset()
    if sent.issuperset(note.prompt for note in written):
        if visit.needs_ticket:
            return _refuse(visit, "spent ticket", typed, is_sending=True)  # thanks: each ticket is for one sending
        code, first, sent = new_code(), code, frozenset()  # what is shown is what Send stores
    words = sharing_words(visit.survey.audience, _)
    shown = {"typed": typed, "notes": written, "code": code, "first": first, "sent": sent, "message": message}
    return _page("check", visit, 422 if message else 200, sharing_words=words, **shown)


def send_notes(visit: Visit) -> ResponseReturnValue:
    """Store the notes one by one and say thanks; what differs from what was shown goes back to checking."""
    sharing = read_sharing()
    if sharing is None:
        return check_notes(visit, message="sharing")
    typed = read_typed_notes(visit.survey)
    written = [note for note in typed if note.text]
    if not visit.is_accepting:
        return _refuse(visit, visit.closure, typed, is_sending=True)
    code = read_code(visit.survey)
    if not written or visit.turned_away(code) or any(len(note.text) > LONGEST_TO_STRIP for note in written):
        return check_notes(visit, typed=typed)
    answers = [note.answer(sharing) for note in written]
    sent = visit.sent_before(code)
    try:
        stored = _store(visit, answers, code)
    except (NotWhatWasShown, TextTooLong, NoGoodTicket):
        has_ticked = all(note.differs_by_ticks_alone for note in written)
        return check_notes(visit, message="ticked" if has_ticked else "changed", typed=typed)
    except tuple(_REFUSALS) as error:
        g.fault = error if isinstance(error, WallDamaged | WallBusy) else None  # for the log
        return _refuse(visit, _REFUSALS[type(error)], typed, is_sending=True)
    return _page("thanks", visit, typed=typed, count=len(answers), stored=stored, sent=sent, code=code)


def _store(visit: Visit, answers: list[Answer], code: str) -> int:
    """How many were stored now: none that were stored before, and none in a trial."""
    if visit.wall is None:
        return len(seal_answers(answers, visit.survey, code))
    admit = partial(count_notes, survey=visit.survey, instance=current_app.extensions["instance"])
    store = partial(collect, answers, survey=visit.survey, wall=visit.wall, code=code, ticket=visit.ticket)
    return store(about_you=read_about_you(visit.survey), admit=admit)


def _refuse(visit: Visit, reason: str, typed: Sequence[TypedNote], *, is_sending: bool = False) -> ResponseReturnValue:
    """Why nothing was taken, with every word that was typed and what arrived before; or thanks, if all did."""
    written = [note for note in typed if note.text]
    code = read_code(visit.survey)
    sent = visit.sent_before(code)
    if is_sending and sent and sent.issuperset(note.prompt for note in written):
        return _page("thanks", visit, typed=typed, count=len(written), stored=0, sent=sent, code=code)
    status = 503 if reason in ("busy", "crowded", "damaged") else 409
    return _page("refusal", visit, status, reason=reason, typed=typed, sent=sent, code=code, is_sending=is_sending)


def _page(name: str, visit: Visit, status: int = 200, **values: object) -> Response:
    values = {"first": read_first_code()} | values
    values |= {"survey": visit.survey, "about_you": read_about_you(visit.survey), "sharing": read_sharing()}
    return _answer(render_template(f"participant/{name}.html", visit=visit, **values), status)


def _answer(page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = PAPER_POLICY
    return response
