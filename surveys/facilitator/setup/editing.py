"""Edit a draft: all words and settings on one page, with buttons that never lose what was typed."""

from datetime import datetime

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.catalogue import MOST_PROMPTS
from surveys.facilitator.guarding import go_to, office_pages, page, survey_of, the_instance, unlock
from surveys.facilitator.setup import draft_form
from surveys.facilitator.setup.draft_form import DraftForm
from surveys.lifecycle import NotPossibleNow, change_draft, expect_no_notes
from surveys.survey import State, Survey

bp = office_pages("editing")


@bp.get("/surveys/<survey_id>/edit")
def edit(survey_id: str) -> ResponseReturnValue:
    """The draft as it is kept."""
    survey = survey_of(survey_id)
    if survey.state is not State.DRAFT:
        raise NotPossibleNow("edit")
    expect_no_notes(survey, the_instance())
    return edit_page(survey, draft_form.form_from_survey(survey), {})


@bp.post("/surveys/<survey_id>/edit")
def save(survey_id: str) -> ResponseReturnValue:
    """Keep the draft; every button of the page does, so that a lost page loses nothing."""
    button = request.form.get("button", "save")
    form = draft_form.form_from_request(request.form).rearranged(button)
    with unlock(survey_id) as unlocked:
        expect_no_notes(unlocked.survey, unlocked.instance)
        problems = form.problems()
        survey = unlocked.survey if problems else change_draft(unlocked.survey, form.changes(), office=unlocked.office)
    if button == "save" and not problems:
        flash(_("Saved."))
        return go_to("survey_home.show", survey_id)
    return edit_page(survey, form, problems, 422 if button == "save" else 200)


def edit_page(survey: Survey, form: DraftForm, problems: dict[str, str], status: int = 200) -> ResponseReturnValue:
    """The page with this form, each problem at its field."""
    return page(
        "edit",
        status,
        survey=survey,
        form=form,
        problems=problems,
        lengths=draft_form.LENGTHS,
        can_add=len(form.prompts) < MOST_PROMPTS,
        can_ask=len(form.about_you) < draft_form.MOST_ABOUT_YOU,
        suggestions=draft_form.suggestions(),
        zone=f"{datetime.now().astimezone():%Z}",
    )
