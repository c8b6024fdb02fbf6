"""Edit a draft: all words and settings on one page, with buttons that never lose what was typed."""

from datetime import datetime

from flask import flash, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.catalogue import MOST_PROMPTS
from surveys.facilitator.forms import posted_data
from surveys.facilitator.guarding import go_to, office_pages, page, survey_of, the_instance, unlock
from surveys.facilitator.setup.draft_changes import Change, edited, in_words, revision_of
from surveys.facilitator.setup.draft_form import (
    MOST_ABOUT_YOU,
    DraftForm,
    form_from_survey,
    form_with_needs,
    needed_in,
    suggestions_in,
)
from surveys.lifecycle import change_draft, earlier_drafts, expect, expect_no_notes, remember_draft, take_last_draft
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.survey import State, Survey
from surveys.web.protection import OFFICE_POLICY

bp = office_pages("editing")
WITH_PREVIEW = f"{OFFICE_POLICY}; frame-src 'self'"
"""The one page that frames another: the survey as a phone shows it."""
_OWN = ("csrf_token", "button", "seen")


@bp.get("/surveys/<survey_id>/edit")
def edit(survey_id: str) -> ResponseReturnValue:
    """The draft as it is saved."""
    survey = survey_of(survey_id)
    expect(survey, State.DRAFT, "edit")
    expect_no_notes(survey, the_instance())
    form = form_from_survey(survey)
    for button in request.args.getlist("blank")[: MOST_PROMPTS + MOST_ABOUT_YOU]:
        form.rearrange(button)  # empty questions are not saved
    return edit_page(survey, form)


@bp.post("/surveys/<survey_id>/edit")
def save(survey_id: str) -> ResponseReturnValue:
    """Save every field without a mistake; all buttons of the page do, so that a lost page loses nothing."""
    button = request.form.get("button", "save")
    form = DraftForm(posted_data())
    form.rearrange(button, request.form.get("language", ""))
    form.validate()
    with unlock(survey_id) as unlocked:
        survey = unlocked.survey
        expect_no_notes(survey, unlocked.instance)
        change = _change_of(form, unlocked)
        if survey.state is not State.DRAFT:
            return _compare(survey, form, change, list(change.mine()))
        is_seen = request.form.get("seen") == revision_of(survey)
        choices = {name: request.form.get(f"keep-{name}", "") for name in change.typed} if is_seen else {}
        if (result := change.result(choices)) is None:
            return _compare(survey, form, change, change.conflicts())
        changed = _save(unlocked, result)
        if button == "undo":
            return _undo(unlocked, change, form)
    return _answer(changed, form, button, change)


def _change_of(form: DraftForm, unlocked: UnlockedSurvey) -> Change:
    """What was typed beside what it began from, as far as that is remembered."""
    began = request.form.get("revision", revision_of(unlocked.survey))
    known = (unlocked.survey, *earlier_drafts(unlocked.instance, unlocked.survey.id))
    base = next((edited(one) for one in known if revision_of(one) == began), None)
    return Change(form.changes(), base, edited(unlocked.survey))


def _save(unlocked: UnlockedSurvey, result: dict[str, object]) -> Survey:
    if result != edited(unlocked.survey) and not remember_draft(unlocked.instance, unlocked.survey):
        g.is_undo_lost = True
        flash(_("Saved, but it cannot be undone: the server’s memory has no room for earlier versions of the draft."))
    return change_draft(unlocked.survey, result, office=unlocked.office)


def _undo(unlocked: UnlockedSurvey, change: Change, form: DraftForm) -> ResponseReturnValue:
    """Take the last change back, whoever made it, once it is on the page of who asks; or first what was not saved."""
    if form.wrong_fields() and not change.mine():
        flash(_("What could not be saved is undone."))
    elif change.is_merged() and not change.mine():
        flash(
            _(
                "Another organiser, or another window of yours, has changed the draft. This is how it is now. "
                "To take that back, press “Undo” again."
            )
        )
    elif earlier := take_last_draft(unlocked.instance, unlocked.survey.id):
        change_draft(unlocked.survey, edited(earlier), office=unlocked.office)
        flash(_("The last change is undone."))
    return go_to("editing.edit", unlocked.survey.id)


def _answer(survey: Survey, form: DraftForm, button: str, change: Change) -> ResponseReturnValue:
    """The next page; what has mistakes stays as it was typed."""
    is_wrong = bool(form.wrong_fields())
    if button == "auto" or is_wrong:
        status = 422 if is_wrong and button in ("save", "open") else 200
        return edit_page(survey, form, status, is_merged=change.is_merged())
    if button == "open":
        needs = needed_in(survey)
        return edit_page(survey, form_with_needs(survey), 422) if needs else go_to("stages.ask_open", survey.id)
    if button == "save":
        flash(_("Saved."))
        return go_to("survey_home.show", survey.id)
    return go_to("editing.edit", survey.id, blank=form.blanks(), _anchor=_place_of(button, form))


def _place_of(button: str, form: DraftForm) -> str | None:
    """Where a button leads that made something; the others say so themselves."""
    if button == "add":
        return f"question-{len(form.prompts)}"
    return f"about-question-{len(form.about_you)}" if button.startswith("ask") else None


def _compare(survey: Survey, form: DraftForm, change: Change, names: list[str]) -> ResponseReturnValue:
    """Both wordings of each field, to choose from, or to copy from once the survey is open."""
    labels = {name: form[name if name in form else f"{name[:-3]}_day"].label.text for name in names}
    both = [(name, labels[name], in_words(change.typed[name]), in_words(change.saved[name])) for name in names]
    pairs = [one for one in request.form.items(multi=True) if one[0] not in _OWN and not one[0].startswith("keep-")]
    values = {"both": both, "pairs": pairs, "seen": revision_of(survey), "is_asked_again": "seen" in request.form}
    return page("compare", 409, survey=survey, button=request.form.get("button", "save"), **values)


def edit_page(survey: Survey, form: DraftForm, status: int = 200, *, is_merged: bool = False) -> ResponseReturnValue:
    """The page with this form, each mistake at its field."""
    for name, words in needed_in(survey).items():
        form[name].not_yet = words
    can_add, can_ask = len(form.prompts) < MOST_PROMPTS, len(form.about_you) < MOST_ABOUT_YOU
    values = {
        "can_add": can_add,
        "can_ask": can_ask,
        "suggestions": suggestions_in(survey.language),
        "needed": needed_in(survey),
    }
    revision = request.form.get("revision", "") if is_merged else revision_of(survey)
    values |= {"revision": revision, "is_merged": is_merged, "now": datetime.now()}
    values |= {"can_undo": bool(earlier_drafts(the_instance(), survey.id))}
    response = page("edit", status, survey=survey, form=form, **values)
    response.headers["Content-Security-Policy"] = WITH_PREVIEW
    return response
