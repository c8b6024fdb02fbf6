"""Try a survey as a participant: the real pages with a band, and nothing is stored.

An organiser's phone, which is not signed in, gets them by a signed link that works for an hour. It opens nothing else.
"""

import hmac
import os
from dataclasses import dataclass, replace
from time import time

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.facilitator.entrance.carrying import carry
from surveys.facilitator.guarding import as_file, office_pages, page, survey_of, the_instance
from surveys.facilitator.setup.tickets import slips_of
from surveys.languages import document_language, speak, speaking
from surveys.participant import Visit, check_notes, send_notes, show_form
from surveys.storage import open_office, survey_by_id
from surveys.survey import State, Survey
from surveys.web.addresses import is_for_this_machine_only, public_address, qr_code
from surveys.web.carrying import comes_from_our_page, go_to_page, open_page, seal_page
from surveys.web.protection import PAPER_POLICY

bp: Blueprint = office_pages("trying", have_tokens=False)  # the participants' own forms
bp.after_request(carry)
phone = Blueprint("trial", __name__, url_prefix="/trial")
_HOUR = 3600
PREVIEW_POLICY = PAPER_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'").replace(
    "form-action 'self'", "form-action 'none'"
)
_KEY = os.urandom(32)
"""Drawn before the workers are forked, so that all know it; a restart of the server ends every link."""


class TrialOver(Exception):
    """The hour of a trial link is over, or nobody made it."""


@dataclass(frozen=True)
class TrialOnAPhone(Visit):
    """A trial by link: its forms go back to the link."""

    token: str = ""

    def url_of(self, step: str, lang: str | None = None) -> str:
        """Where the forms go."""
        return url_for(f"trial.{step}", token=self.token, lang=lang)


@bp.get("/surveys/<survey_id>/try")
@bp.post("/surveys/<survey_id>/try")
def form(survey_id: str) -> ResponseReturnValue:
    """The first screen, with what was typed."""
    return show_form(Visit(speak(survey_of(survey_id))))


@bp.get("/surveys/<survey_id>/preview")
def preview(survey_id: str) -> ResponseReturnValue:
    """The first screen for the frame beside the form of a draft: the one page that our own pages may frame."""
    as_if_open = replace(survey_of(survey_id), state=State.OPEN, opens_at=None)
    response = make_response(show_form(Visit(speak(as_if_open))))
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


@bp.post("/surveys/<survey_id>/try/check")
def check(survey_id: str) -> ResponseReturnValue:
    """The notes as they would be stored."""
    return check_notes(Visit(speak(survey_of(survey_id))))


@bp.post("/surveys/<survey_id>/try/notes")
def send(survey_id: str) -> ResponseReturnValue:
    """The thanks; without a wall nothing is stored."""
    return send_notes(Visit(speak(survey_of(survey_id))))


@bp.get("/surveys/<survey_id>/try/phone")
def on_a_phone(survey_id: str) -> ResponseReturnValue:
    """A link and its QR code for the organiser's own phone."""
    survey = survey_of(survey_id)
    link = _link_to_trial(survey)
    return page("try_on_a_phone", survey=survey, link=link, qr=qr_code(link), is_local=is_for_this_machine_only())


@bp.get("/surveys/<survey_id>/try/slip-<any('a4', 'letter'):paper>.pdf")
def slip(survey_id: str, paper: str) -> ResponseReturnValue:
    """One slip like those of the tickets, whose code opens the trial for an hour."""
    survey = survey_of(survey_id)
    with speaking(document_language(survey)):
        made = slips_of(survey, {str(_("Trial")): _link_to_trial(survey)}, paper)
    return as_file(made, "application/pdf", f"trial-{survey.slug}-{paper}.pdf")


@phone.get("/<token>", endpoint="form")
@phone.post("/<token>", endpoint="form")
def form_on_a_phone(token: str) -> ResponseReturnValue:
    """The first screen of the trial."""
    return show_form(_visit(token))


@phone.post("/<token>/check", endpoint="check")
def check_on_a_phone(token: str) -> ResponseReturnValue:
    """The notes as they would be stored."""
    return check_notes(_visit(token))


@phone.post("/<token>/notes", endpoint="send")
def send_on_a_phone(token: str) -> ResponseReturnValue:
    """The thanks; nothing is stored."""
    return send_notes(_visit(token))


@phone.after_request
def carry_on_a_phone(response: Response) -> Response:
    """Send the phone to the address of its page, as the real pages do, so that a reload writes no words to its disk."""
    token = (request.view_args or {}).get("token", "")
    sealed = seal_page(response, bound_to=token)
    return go_to_page(url_for("trial.carried", token=token, sealed=sealed), response) if sealed else response


@phone.get("/<token>/page/<sealed>", endpoint="carried")
def carried_on_a_phone(token: str, sealed: str) -> ResponseReturnValue:
    """The page of this address within the hour of the link; anyone else, or too late for its words, gets the form."""
    visit = _visit(token)
    shown = open_page(sealed, bound_to=token) if comes_from_our_page() else None
    return shown or redirect(visit.url_of("form"), 303)


@phone.errorhandler(TrialOver)
def over(_error: Exception) -> ResponseReturnValue:
    """Say how to get another link."""
    return render_template("participant/trial_over.html"), 410


def token_of(survey: Survey, ends: int) -> str:
    """What opens the trial of a survey until `ends`, in seconds of the clock."""
    return f"{survey.id}.{ends}.{_signature(f'{survey.id}.{ends}')}"


def _link_to_trial(survey: Survey) -> str:
    return f"{public_address()}/trial/{token_of(survey, int(time()) + _HOUR)}"


def _visit(token: str) -> TrialOnAPhone:
    """Raises TrialOver."""
    said, _dot, signature = token.rpartition(".")
    survey_id, _dot, ends = said.partition(".")
    if not token.isascii() or not hmac.compare_digest(signature, _signature(said)) or int(ends) < time():
        raise TrialOver
    with open_office(the_instance().office, read_only=True) as office:
        return TrialOnAPhone(speak(survey_by_id(office, survey_id)), token=token)


def _signature(said: str) -> str:
    return hmac.digest(_KEY, said.encode(), "sha256").hex()[:32]
