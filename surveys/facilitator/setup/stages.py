"""From draft to deletion: each step that cannot be undone asks first."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys import lifecycle
from surveys.documents.collating import audience_words
from surveys.facilitator.guarding import acting_at, desk_of, go_to, office_pages, page, record_act
from surveys.facilitator.setup.draft_form import form_from_survey
from surveys.facilitator.setup.editing import edit_page
from surveys.fullness import forget_fullness
from surveys.lifecycle import BadDates, ContactMissing, NoQuestions, NotPossibleNow
from surveys.organising.unlocked_survey import Desk
from surveys.storage import Deed, holders_of
from surveys.survey import State, Survey
from surveys.web.protection import is_unencrypted

bp = office_pages("stages")


STEPS: dict[str, Callable[[Desk], Survey]] = {
    "close": lambda desk: lifecycle.close_survey(desk.survey, instance=desk.instance, **acting_at(desk)),
    "reopen": lambda desk: lifecycle.reopen_survey(desk.survey, instance=desk.instance, **acting_at(desk)),
    "make-room": lambda desk: _make_room(desk),
    "new-link": lambda desk: lifecycle.replace_link(desk.survey, **acting_at(desk)),
}
"""Each asks first; the words stand in the template `confirm`."""


def _make_room(desk: Desk) -> Survey:
    survey = lifecycle.make_room(desk.survey, instance=desk.instance, **acting_at(desk))
    forget_fullness(survey, instance=desk.instance)
    return survey


@bp.get("/surveys/<survey_id>/<any('close', 'reopen', 'new-link', 'make-room'):step>")
def ask(survey_id: str, step: str) -> ResponseReturnValue:
    """Say what a step means before it is taken."""
    with desk_of(survey_id, read_only=True) as desk:
        return page("confirm", survey=desk.survey, step=step)


@bp.post("/surveys/<survey_id>/<any('close', 'reopen', 'new-link', 'make-room'):step>")
def take(survey_id: str, step: str) -> ResponseReturnValue:
    """Take the step; raises NotPossibleNow where another organiser was faster."""
    with desk_of(survey_id) as desk:
        STEPS[step](desk)
    return go_to("survey_home.show", survey_id)


@bp.post("/surveys/<survey_id>/<any('pause', 'resume'):step>")
def pause(survey_id: str, step: str) -> ResponseReturnValue:
    """Stop taking notes for a while, or go on."""
    with desk_of(survey_id) as desk:
        lifecycle.set_paused(desk.survey, step == "pause", **acting_at(desk))
    return go_to("survey_home.show", survey_id)


@bp.get("/surveys/<survey_id>/open")
def ask_open(survey_id: str) -> ResponseReturnValue:
    """Show what opening freezes."""
    with desk_of(survey_id, read_only=True) as desk:
        return _opening_page(desk)


@bp.post("/surveys/<survey_id>/open")
def take_open(survey_id: str) -> ResponseReturnValue:
    """Open the survey, or show the field that does not allow it yet."""
    with desk_of(survey_id) as desk:
        survey = desk.survey
        if survey.sensitive and is_unencrypted():
            return _opening_page(desk, 409)
        try:
            lifecycle.open_survey(survey, instance=desk.instance, **acting_at(desk))
        except (ContactMissing, NoQuestions, BadDates) as error:
            return edit_page(survey, form_from_survey(survey), _what_is_missing(error, survey), 422)
    flash(_("The survey is open. Share the poster or the link."))
    return go_to("survey_home.show", survey_id)


@bp.get("/surveys/<survey_id>/delete")
def ask_delete(survey_id: str) -> ResponseReturnValue:
    """Ask for the title before everything goes."""
    with desk_of(survey_id, read_only=True) as desk:
        lifecycle.expect_no_notes(desk.survey, desk.instance)  # who deletes a draft does not mean its notes
        return page("delete", survey=desk.survey)


@bp.post("/surveys/<survey_id>/delete")
def delete(survey_id: str) -> ResponseReturnValue:
    """Overwrite and remove every note, if the title was typed."""
    typed = request.form.get("title", "")
    with desk_of(survey_id) as desk:
        lifecycle.expect_no_notes(desk.survey, desk.instance)
        if _words(typed) != _words(desk.survey.title):
            return page("delete", 422, survey=desk.survey, typed=typed, problem=_("This is not the title."))
        lifecycle.destroy_survey(desk.survey, instance=desk.instance, office=desk.office)
        record_act(desk, Deed.DELETED)
    flash(_("The survey and its notes are deleted."))
    return redirect(url_for("overview.surveys"), 303)


def _opening_page(desk: Desk, status: int = 200) -> ResponseReturnValue:
    survey = desk.survey
    if survey.state is not State.DRAFT:
        raise NotPossibleNow("open")
    lifecycle.expect_no_notes(survey, desk.instance)
    audience, holders = audience_words(survey.audience, _), holders_of(desk.office, survey.id)
    return page("open", status, survey=survey, audience=audience, holders=len(holders))


def _what_is_missing(error: Exception, survey: Survey) -> dict[str, str]:
    if isinstance(error, ContactMissing):
        return {"contacts": _("People may tell of harm here. Name a person or an office that they can turn to.")}
    if isinstance(error, NoQuestions):
        if not survey.title:
            return {"title": _("The survey needs a title.")}
        return {"prompts": _("The survey needs at least one question.")}
    if problems := form_from_survey(survey).problems():
        return problems
    sentence = _("The survey must close today or later, and be deleted after that, within two years from today.")
    return {"closes": sentence, "delete_on": sentence}


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
