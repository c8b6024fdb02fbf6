"""Possible actions: under each theme, a concern and what could be done. What was typed is never lost."""

import secrets
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from surveys.curation import (
    LONGEST_ACTION,
    Action,
    ActionChanged,
    ActionState,
    UnknownAction,
    UnknownTheme,
    action_by_id,
    answers_about,
    fingerprint_of,
)
from surveys.documents.collating import action_state_words
from surveys.facilitator.forms import (
    CHANGED_MEANWHILE,
    DELETED_MEANWHILE,
    ONE_OF_THESE,
    THEME_GONE,
    OfficeForm,
    at_most,
    one_line,
    posted_data,
)
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.facilitator.notes.answers import AnswerForm, subjects_of_answers
from surveys.storage import Deed

bp = office_pages("actions")

STATES = action_state_words(_)
_STATES = [SelectChoice(state, words) for state, words in STATES.items()]


class ActionForm(OfficeForm):
    """A possible action, as it was typed on its page or in the meeting."""

    concern = TextAreaField(_("Concern or suggestion"), [at_most(LONGEST_ACTION["concern"])], [one_line])
    action = TextAreaField(_("Possible action"), [at_most(LONGEST_ACTION["action"])], [one_line])
    theme = SelectField(_("Theme"), default="", validate_choice=False)
    owner = StringField(_("Owner"), [at_most(LONGEST_ACTION["owner"])], [one_line])
    state = SelectField(_("State"), choices=_STATES, coerce=ActionState, default=ActionState.IDEA, **ONE_OF_THESE)
    reason = StringField(_("Reason, if it was declined"), [at_most(LONGEST_ACTION["reason"])], [one_line])

    def has_words(self) -> bool:
        """Whether there is anything to save."""
        return any(self[name].data for name in LONGEST_ACTION)

    def made(self, action_id: str = "") -> Action:
        """The possible action of a form without mistakes; a new one where no id is given."""
        reason = self.reason.data if self.state.data is ActionState.DECLINED else ""
        return Action(**self.data | {"id": action_id or secrets.token_hex(8), "reason": reason})

    def validate_action(self, action: Field) -> None:
        if not action.data and not self.concern.data:
            raise ValidationError(_("Write a concern, a possible action, or both."))

    def validate_reason(self, reason: Field) -> None:
        if self.state.data is ActionState.DECLINED and not reason.data:
            raise ValidationError(_("Say why it was declined."))


@bp.get("/surveys/<survey_id>/actions")
def overview(survey_id: str) -> ResponseReturnValue:
    """All possible actions under their themes, and a form under each."""
    with unlock(survey_id, read_only=True) as unlocked:
        curation = unlocked.curation()
        subjects = subjects_of_answers(unlocked, curation)
    known = {theme.id for theme in curation.themes}
    groups = [(theme, [a for a in curation.actions if a.theme == theme.id]) for theme in curation.themes]
    without = [action for action in curation.actions if action.theme not in known]
    values = {"groups": [*groups, (None, without)], "states": STATES, "blank": _blank_form}
    answered = {about: answers_about(curation.answers, about) for about in ("", *subjects)}
    values |= {"subjects": subjects, "answered": answered, "blank_answer": partial(_blank_form, form_class=AnswerForm)}
    return page("actions", survey=unlocked.survey, **values)


@bp.post("/surveys/<survey_id>/actions")
def add(survey_id: str) -> ResponseReturnValue:
    """Save a new possible action."""
    form = ActionForm(posted_data())
    if not form.validate():
        return _form_page(survey_id, 422, form)
    try:
        with unlock(survey_id) as unlocked:
            unlocked.change_curation(lambda kept: kept.with_action_added(form.made()))
            record_act(unlocked, Deed.ADDED_ACTION)
    except UnknownTheme:
        return _theme_gone(survey_id, form)
    return go_to("actions.overview", survey_id)


@bp.get("/surveys/<survey_id>/actions/<action_id>")
def edit(survey_id: str, action_id: str) -> ResponseReturnValue:
    """One possible action, to change or to delete."""
    with unlock(survey_id, read_only=True) as unlocked:
        action = action_by_id(unlocked.curation().actions, action_id)
    return _form_page(survey_id, 200, ActionForm(None, action), action_id, fingerprint_of(action))


@bp.post("/surveys/<survey_id>/actions/<action_id>")
def save(survey_id: str, action_id: str) -> ResponseReturnValue:
    """Save a changed possible action, unless somebody else has changed what was shown."""
    form, shown = ActionForm(posted_data()), request.form.get("shown", "")
    if not form.validate():
        return _form_page(survey_id, 422, form, action_id, shown)
    try:
        with unlock(survey_id) as unlocked:
            action = action_by_id(unlocked.curation().actions, action_id)
            unlocked.change_curation(lambda kept: kept.with_action_changed(form.made(action_id), shown=shown))
            record_act(unlocked, Deed.CHANGED_ACTION)
    except UnknownAction:
        told = DELETED_MEANWHILE
        return _form_page(survey_id, 409, form, told=told)
    except UnknownTheme:
        return _theme_gone(survey_id, form, action_id, shown)
    except ActionChanged:
        return _changed_page(survey_id, form, action)
    return go_to("actions.overview", survey_id)


@bp.post("/surveys/<survey_id>/actions/<action_id>/delete")
def delete(survey_id: str, action_id: str) -> ResponseReturnValue:
    """Delete a possible action, unless somebody else has changed what was shown."""
    shown = request.form.get("shown", "")
    try:
        with unlock(survey_id) as unlocked:
            action = action_by_id(unlocked.curation().actions, action_id)
            unlocked.change_curation(lambda kept: kept.without_action(action_id, shown=shown))
            record_act(unlocked, Deed.DELETED_ACTION)
    except ActionChanged:
        return _changed_page(survey_id, ActionForm(None, action), action)
    return go_to("actions.overview", survey_id)


def _blank_form(prefix: str, form_class: type[OfficeForm] = ActionForm) -> OfficeForm:
    """An empty form; `prefix` tells the ids of its fields from those of the others on a page."""
    form = form_class()
    for field in form:
        field.id = field.label.field_id = prefix + field.name
    return form


def _changed_page(survey_id: str, form: ActionForm, action: Action) -> ResponseReturnValue:
    return _form_page(survey_id, 409, form, action.id, fingerprint_of(action), told=CHANGED_MEANWHILE, meanwhile=action)


def _theme_gone(survey_id: str, form: ActionForm, action_id: str = "", shown: str = "") -> ResponseReturnValue:
    form.theme.data = ""
    form.theme.errors = [THEME_GONE]
    return _form_page(survey_id, 409, form, action_id, shown)


def _form_page(
    survey_id: str, status: int, form: ActionForm, action_id: str = "", shown: str = "", **values: object
) -> ResponseReturnValue:
    """One possible action with the words typed so far; without an id it will be a new one."""
    with unlock(survey_id, read_only=True) as unlocked:
        themes = unlocked.curation().themes
    form.theme.choices = [SelectChoice(theme.id, theme.name) for theme in themes]
    form.theme.choices.insert(0, SelectChoice("", _("Without a theme")))
    values |= {"survey": unlocked.survey, "typed": form, "action_id": action_id, "shown": shown, "states": STATES}
    return page("action", status, **values)
