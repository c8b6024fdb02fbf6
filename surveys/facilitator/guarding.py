"""Every office page but the entrance checks who is signed in, and every form its token."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.closing_hours import close_ended_surveys
from surveys.languages import in_this_language, translators
from surveys.lifecycle import Acting, NoGrant, survey_key
from surveys.organising.publishing import bring_up_to_date
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.organising.wall_memory import WallMemories, WallMemory
from surveys.sealing import NoSession, SignedIn, resume_session, session_file, start_session
from surveys.storage import (
    Deed,
    Facilitator,
    Instance,
    UnknownFacilitator,
    all_surveys,
    facilitator_by_id,
    open_office,
    survey_by_id,
)
from surveys.storage import record_act as record
from surveys.survey import Survey
from surveys.web.cookies import session_cookies, set_session_cookie
from surveys.web.protection import OFFICE_POLICY


def office_pages(name: str, *, have_tokens: bool = True) -> Blueprint:
    """Pages below /office for those who are signed in; forms without tokens must not change anything."""
    pages = entrance_pages(name) if have_tokens else Blueprint(name, __name__, url_prefix="/office")
    pages.before_request(_require_sign_in)
    pages.before_request(_keep_closing_hours)
    return pages


def entrance_pages(name: str) -> Blueprint:
    """Pages below /office for everybody; a form without its token is refused."""
    pages = Blueprint(name, __name__, url_prefix="/office")
    pages.before_request(_check_token)
    return pages


def page(name: str, status: int = 200, /, **values: object) -> Response:
    """A page of the office; its policy is set here because a form with mistakes has an error's status."""
    response = make_response(render_template(f"facilitator/{name}.html", **values), status)
    response.headers["Content-Security-Policy"] = OFFICE_POLICY
    return response


def the_instance() -> Instance:
    """The instance that this application serves."""
    instance: Instance = current_app.extensions["instance"]
    return instance


def me() -> Facilitator:
    """Who is signed in."""
    facilitator: Facilitator = g.facilitator
    return facilitator


def go_to(endpoint: str, survey_id: str, **values: Any) -> ResponseReturnValue:
    """Answer a form that has done its work with a page of the survey, which can be loaded again."""
    return redirect(url_for(endpoint, survey_id=survey_id, **values), 303)


def as_file(content: bytes | str, media_type: str, name: str) -> Response:
    """Answer with a download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=media_type, headers=headers)


@contextmanager
def unlock(survey_id: str, *, read_only: bool = False, with_notes: bool = False) -> Iterator[UnlockedSurvey]:
    """The survey, unlocked for who is signed in, in one transaction. Raises UnknownSurvey or NoGrant.

    `with_notes` says that a change needs the notes. They are unlocked before it begins, so that nobody waits for that.
    """
    memory = None
    if with_notes:
        with unlock(survey_id, read_only=True) as unlocked:
            unlocked.unlock_notes()
            memory = unlocked.memory
    instance = the_instance()
    with open_office(instance.office, read_only=read_only) as office:
        survey = survey_by_id(office, survey_id)
        key = survey_key(survey, office=office, facilitator_id=me().id, private_key=g.private_key)
        update_pages = partial(bring_up_to_date, today=date.today(), translators=translators)
        yield UnlockedSurvey(survey, key, instance, office, update_pages, memory or _memory_of(survey))


def _memory_of(survey: Survey) -> Callable[[], WallMemory]:
    memories: WallMemories = current_app.extensions["wall_memories"]
    return cache(partial(memories.of, g.session_file, survey, the_instance().wall_of(survey)))


def held_rounds(unlocked: UnlockedSurvey) -> list[UnlockedSurvey]:
    """The rounds of a survey, itself included, whose keys the facilitator holds who is signed in.

    Nothing of their walls is opened here. What a page then opens, the next page finds in memory.
    """
    rounds = (one for one in all_surveys(unlocked.office) if one.first_round == unlocked.survey.first_round)
    held = []
    for survey in rounds:
        with suppress(NoGrant):
            key = survey_key(survey, office=unlocked.office, facilitator_id=me().id, private_key=g.private_key)
            memory = _memory_of(survey)
            held.append(UnlockedSurvey(survey, key, unlocked.instance, unlocked.office, memory=memory))
    return held


def survey_of(survey_id: str) -> Survey:
    """A survey without its notes, for those who hold its key. Raises UnknownSurvey or NoGrant."""
    with unlock(survey_id, read_only=True) as unlocked:
        return unlocked.survey


def acting_at(unlocked: UnlockedSurvey) -> Acting:
    """The facilitator who changes the unlocked survey today."""
    return {"office": unlocked.office, "facilitator": me(), "today": date.today()}


def record_act(unlocked: UnlockedSurvey, act: Deed, detail: str = "") -> None:
    """Note in the survey's trail what this facilitator did today."""
    record(
        unlocked.office, day=date.today(), facilitator=me().name, survey_id=unlocked.survey.id, act=act, detail=detail
    )


def let_in(response: Response, signed_in: SignedIn) -> Response:
    """Begin a session: half of it goes along with this answer, as a cookie."""
    g.let_in = signed_in
    cookie = start_session(signed_in, the_instance().sessions)
    set_session_cookie(response, cookie)
    return response


def sign_in_page(status: int = 200, /, **values: object) -> Response:
    """The page that asks for name and passphrase; a form that came too late travels along in it."""
    return page("sign_in", status, carried=carried_form(), **values)


def carried_form() -> dict[str, object]:
    """The page that a request wanted before it had to sign in, and what it sent."""
    if request.blueprint == "signing_in":
        form = request.form
        pairs = list(zip(form.getlist("carried_name"), form.getlist("carried_value"), strict=False))
        return {"to": form.get("carried_to", ""), "by": form.get("carried_by"), "pairs": pairs}
    pairs = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return {"to": in_this_language(request.script_root + request.path), "by": request.method, "pairs": pairs}


def _check_token() -> None:
    current_app.extensions["csrf"].protect()


def _require_sign_in() -> ResponseReturnValue | None:
    for cookie in session_cookies():
        with suppress(NoSession, UnknownFacilitator):
            g.facilitator, g.private_key = _who_signed_in(cookie)
            g.session_file = session_file(cookie, the_instance().sessions)
            return None
    return sign_in_page(401)


def _who_signed_in(cookie: str) -> tuple[Facilitator, bytes]:
    """Raises NoSession or UnknownFacilitator. Pages that look for news by themselves extend no session."""
    instance = the_instance()
    idle = 60 * int(current_app.config["IDLE_MINUTES"])
    own = ("pinboard.revision", "posters.count")
    is_somebody = request.endpoint not in own and "X-By-Itself" not in request.headers
    signed_in = resume_session(cookie, instance.sessions, idle_seconds=idle, is_use=is_somebody)
    with open_office(instance.office, read_only=True) as office:
        facilitator = facilitator_by_id(office, signed_in.facilitator)
    if signed_in.wrap != facilitator.key.by_passphrase:  # there is another passphrase now
        raise NoSession
    return facilitator, signed_in.private_key


def _keep_closing_hours() -> None:
    close_ended_surveys(the_instance(), now=datetime.now())
