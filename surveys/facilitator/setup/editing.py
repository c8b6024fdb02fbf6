"""Edit a draft: all words and settings on one page, with buttons that never lose what was typed."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.catalogue import MOST_PROMPTS
from surveys.facilitator.forms import posted_data
from surveys.facilitator.guarding import go_to, office_pages, page, survey_of, the_instance, unlock
from surveys.facilitator.setup.draft_form import (
    MOST_ABOUT_YOU,
    DraftForm,
    form_from_survey,
    form_with_needs,
    needed_in,
    suggestions,
)
from surveys.lifecycle import change_draft, expect, expect_no_notes
from surveys.survey import State, Survey

bp = office_pages("editing")


@bp.get("/surveys/<survey_id>/edit")
def edit(survey_id: str) -> ResponseReturnValue:
    """The draft as it is saved."""
    survey = survey_of(survey_id)
    expect(survey, State.DRAFT, "edit")
    expect_no_notes(survey, the_instance())
    return edit_page(survey, form_from_survey(survey))


@bp.post("/surveys/<survey_id>/edit")
def save(survey_id: str) -> ResponseReturnValue:
    """Save the draft; every button of the page does, so that a lost page loses nothing."""
    button = request.form.get("button", "save")
    form = DraftForm(posted_data())
    form.rearrange(button)
    with unlock(survey_id) as unlocked:
        expect_no_notes(unlocked.survey, unlocked.instance)
        is_valid, survey = form.validate(), unlocked.survey
        if is_valid:
            survey = change_draft(survey, form.changes(), office=unlocked.office)
    if button == "save" and is_valid:
        flash(_("Saved."))
        return go_to("survey_home.show", survey_id)
    if button == "open" and is_valid:
        return (
            edit_page(survey, form_with_needs(survey), 422)
            if needed_in(survey)
            else go_to("stages.ask_open", survey_id)
        )
    return edit_page(survey, form, 422 if button in ("save", "open") else 200)


def edit_page(survey: Survey, form: DraftForm, status: int = 200) -> ResponseReturnValue:
    """The page with this form, each mistake at its field."""
    can_add, can_ask = len(form.prompts) < MOST_PROMPTS, len(form.about_you) < MOST_ABOUT_YOU
    values = {"can_add": can_add, "can_ask": can_ask, "suggestions": suggestions(), "needed": needed_in(survey)}
    return page("edit", status, survey=survey, form=form, **values)
