"""From draft to deletion: each step that cannot be undone asks first."""

from collections.abc import Callable
from hashlib import sha256
from typing import Unpack

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys import lifecycle
from surveys.documents.collating import audience_words
from surveys.facilitator.forms import one_line
from surveys.facilitator.guarding import acting_at, go_to, office_pages, page, record_act, unlock
from surveys.facilitator.setup.draft_changes import revision_of
from surveys.facilitator.setup.draft_form import form_with_needs
from surveys.facilitator.setup.editing import edit_page
from surveys.facilitator.setup.tickets import DEAD_SLIPS, has_other_tickets, posted_tickets, tickets_page
from surveys.fullness import forget_fullness
from surveys.lifecycle import Acting, NoTickets, NotReady
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import Deed, Instance, holders_of
from surveys.survey import State, Survey
from surveys.web.protection import is_unencrypted
from surveys.wordings import missing_in

bp = office_pages("stages")


def _make_room(survey: Survey, *, instance: Instance, **acting: Unpack[Acting]) -> Survey:
    survey = lifecycle.make_room(survey, instance=instance, **acting)
    forget_fullness(survey, instance=instance)
    return survey


CONFIRMED_STEPS: dict[str, Callable[..., Survey]] = {
    "close": lifecycle.close_survey,
    "reopen": lifecycle.reopen_survey,
    "make-room": _make_room,
    "new-link": lifecycle.replace_link,
}
"""Each asks first; the words are in the template `confirm`."""


@bp.get("/surveys/<survey_id>/<any('close', 'reopen', 'new-link', 'make-room'):step>")
def ask(survey_id: str, step: str) -> ResponseReturnValue:
    """Say what a step means before it is taken."""
    with unlock(survey_id, read_only=True) as unlocked:
        return page("confirm", survey=unlocked.survey, step=step)


@bp.post("/surveys/<survey_id>/<any('close', 'reopen', 'new-link', 'make-room'):step>")
def take(survey_id: str, step: str) -> ResponseReturnValue:
    """Take the step; raises NotPossibleNow where another organiser was faster."""
    with unlock(survey_id) as unlocked:
        CONFIRMED_STEPS[step](unlocked.survey, instance=unlocked.instance, **acting_at(unlocked))
    return go_to("survey_home.show", survey_id)


@bp.post("/surveys/<survey_id>/<any('pause', 'resume'):step>")
def pause(survey_id: str, step: str) -> ResponseReturnValue:
    """Stop taking notes for a while, or go on."""
    with unlock(survey_id) as unlocked:
        lifecycle.set_paused(unlocked.survey, step == "pause", **acting_at(unlocked))
    return go_to("survey_home.show", survey_id)


@bp.get("/surveys/<survey_id>/open")
def ask_open(survey_id: str) -> ResponseReturnValue:
    """Show what opening freezes."""
    with unlock(survey_id, read_only=True) as unlocked:
        return _opening_page(unlocked)


@bp.post("/surveys/<survey_id>/open")
def take_open(survey_id: str) -> ResponseReturnValue:
    """Open the survey as it was shown, draw its tickets first, or show the field that does not allow it yet."""
    with unlock(survey_id) as unlocked:
        survey = unlocked.survey
        if has_other_tickets(survey):
            flash(DEAD_SLIPS)
            return go_to("survey_home.show", survey_id)
        is_changed = request.form.get("revision", _revision_of(survey)) != _revision_of(survey)
        if is_changed or (survey.sensitive and is_unencrypted()):
            return _opening_page(unlocked, 409, is_changed=is_changed)
        try:
            tickets = posted_tickets(survey) if "have_slips" in request.form else ()
            lifecycle.open_survey(survey, instance=unlocked.instance, tickets=tickets, **acting_at(unlocked))
        except NotReady:
            return edit_page(survey, form_with_needs(survey), 422)
        except NoTickets:
            return tickets_page(survey, _revision_of(survey))
    flash(
        _("The survey is open. Put the slips into a box, and let everyone draw one.")
        if survey.tickets
        else _("The survey is open. Share the poster or the link.")
    )
    return go_to("survey_home.show", survey_id)


@bp.get("/surveys/<survey_id>/delete")
def ask_delete(survey_id: str) -> ResponseReturnValue:
    """Ask for the title before everything goes."""
    with unlock(survey_id, read_only=True) as unlocked:
        lifecycle.expect_no_notes(unlocked.survey, unlocked.instance)  # nobody deletes a draft to delete its notes
        return page("delete", survey=unlocked.survey)


@bp.post("/surveys/<survey_id>/delete")
def delete(survey_id: str) -> ResponseReturnValue:
    """Overwrite and remove every note, if the title was typed."""
    typed = one_line(request.form.get("title"))
    with unlock(survey_id) as unlocked:
        lifecycle.expect_no_notes(unlocked.survey, unlocked.instance)
        if _words(typed) != _words(unlocked.survey.title):
            return page("delete", 422, survey=unlocked.survey, typed=typed, problem=_("This is not the title."))
        lifecycle.destroy_survey(unlocked.survey, instance=unlocked.instance, office=unlocked.office)
        record_act(unlocked, Deed.DELETED)
    flash(_("The survey and its notes are deleted."))
    return redirect(url_for("overview.surveys"), 303)


def _opening_page(unlocked: UnlockedSurvey, status: int = 200, *, is_changed: bool = False) -> ResponseReturnValue:
    survey = unlocked.survey
    lifecycle.expect(survey, State.DRAFT, "open")
    lifecycle.expect_no_notes(survey, unlocked.instance)
    audience, holders = audience_words(survey.audience, _), holders_of(unlocked.office, survey.id)
    shown = {"audience": audience, "holders": len(holders), "revision": _revision_of(survey), "is_changed": is_changed}
    shown["missing"] = {language: missing_in(survey, language) for language in survey.languages[1:]}
    return page("open", status, survey=survey, **shown)


def _revision_of(survey: Survey) -> str:
    """Differs whenever something does that opening freezes."""
    return f"{revision_of(survey)}.{sha256(repr((survey.language, survey.translations)).encode()).hexdigest()[:16]}"


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
