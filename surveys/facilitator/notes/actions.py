"""Possible actions: under each theme, a concern and what could be done. What was typed is never lost."""

import secrets

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.curation import (
    LONGEST_ACTION,
    Action,
    ActionChanged,
    ActionState,
    UnknownAction,
    UnknownTheme,
    action_by_id,
    fingerprint_of,
)
from surveys.documents.collating import action_state_words
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.storage import Deed
from surveys.stripping import clean

bp = office_pages("actions")

Words = dict[str, str]
"""What was typed, or what is wrong with it, by the name of the field."""


def typed_action() -> Words:
    """The fields of a possible action as a form brought them, each on one line."""
    typed = {name: " ".join(clean(request.form.get(name, "")).split()) for name in LONGEST_ACTION}
    return typed | {"theme": request.form.get("theme", ""), "state": request.form.get("state", ActionState.IDEA)}


def has_words(typed: Words) -> bool:
    """Whether there is anything to keep."""
    return any(typed.get(name) for name in LONGEST_ACTION)


def problems_with(typed: Words) -> Words:
    """What has to be changed before it can be kept, by field."""
    problems = {
        name: _("This is too long by %(number)d characters.", number=len(typed[name]) - longest)
        for name, longest in LONGEST_ACTION.items()
        if len(typed[name]) > longest
    }
    if not typed["concern"] and not typed["action"]:
        problems["action"] = _("Write a concern, a possible action, or both.")
    if typed["state"] not in list(ActionState):
        problems["state"] = _("Choose one of these.")
    if typed["state"] == ActionState.DECLINED and not typed["reason"]:
        problems["reason"] = _("Say why it was declined.")
    return problems


def made_of(typed: Words, action_id: str = "") -> Action:
    """The possible action of a form without problems; a new one where no id is given."""
    reason = typed["reason"] if typed["state"] == ActionState.DECLINED else ""
    values = typed | {"state": ActionState(typed["state"]), "reason": reason}
    return Action(id=action_id or secrets.token_hex(8), **values)  # type: ignore[arg-type]


@bp.get("/surveys/<survey_id>/actions")
def overview(survey_id: str) -> ResponseReturnValue:
    """All possible actions under their themes, and a form under each."""
    with unlock(survey_id, read_only=True) as unlocked:
        curation = unlocked.curation()
    known = {theme.id for theme in curation.themes}
    groups = [(theme, [a for a in curation.actions if a.theme == theme.id]) for theme in curation.themes]
    without = [action for action in curation.actions if action.theme not in known]
    return page(
        "actions",
        survey=unlocked.survey,
        groups=[*groups, (None, without)],
        states=action_state_words(_),
        longest=LONGEST_ACTION,
    )


@bp.post("/surveys/<survey_id>/actions")
def add(survey_id: str) -> ResponseReturnValue:
    """Keep a new possible action."""
    typed = typed_action()
    if problems := problems_with(typed):
        return _form_page(survey_id, 422, typed, problems)
    try:
        with unlock(survey_id) as unlocked:
            unlocked.change_curation(lambda kept: kept.with_action_added(made_of(typed)))
            record_act(unlocked, Deed.ADDED_ACTION)
    except UnknownTheme:
        return _theme_gone(survey_id, typed)
    return go_to("actions.overview", survey_id)


@bp.get("/surveys/<survey_id>/actions/<action_id>")
def edit(survey_id: str, action_id: str) -> ResponseReturnValue:
    """One possible action, to change or to delete."""
    with unlock(survey_id, read_only=True) as unlocked:
        action = action_by_id(unlocked.curation().actions, action_id)
    return _form_page(survey_id, 200, _words_of(action), {}, action_id, fingerprint_of(action))


@bp.post("/surveys/<survey_id>/actions/<action_id>")
def save(survey_id: str, action_id: str) -> ResponseReturnValue:
    """Keep a changed possible action, unless somebody else has changed what was shown."""
    typed, shown = typed_action(), request.form.get("shown", "")
    if problems := problems_with(typed):
        return _form_page(survey_id, 422, typed, problems, action_id, shown)
    try:
        with unlock(survey_id) as unlocked:
            action = action_by_id(unlocked.curation().actions, action_id)
            unlocked.change_curation(lambda kept: kept.with_action_changed(made_of(typed, action_id), shown=shown))
            record_act(unlocked, Deed.CHANGED_ACTION)
    except UnknownAction:
        told = _("Another organiser has deleted this possible action meanwhile. Your words are here: save to add it.")
        return _form_page(survey_id, 409, typed, {"all": told})
    except UnknownTheme:
        return _theme_gone(survey_id, typed, action_id, shown)
    except ActionChanged:
        return _changed_page(survey_id, typed, action)
    return go_to("actions.overview", survey_id)


@bp.post("/surveys/<survey_id>/actions/<action_id>/delete")
def delete(survey_id: str, action_id: str) -> ResponseReturnValue:
    """Take a possible action away, unless somebody else has changed what was shown."""
    shown = request.form.get("shown", "")
    try:
        with unlock(survey_id) as unlocked:
            action = action_by_id(unlocked.curation().actions, action_id)
            unlocked.change_curation(lambda kept: kept.without_action(action_id, shown=shown))
            record_act(unlocked, Deed.DELETED_ACTION)
    except ActionChanged:
        return _changed_page(survey_id, _words_of(action), action)
    return go_to("actions.overview", survey_id)


def _words_of(action: Action) -> Words:
    return {name: str(value) for name, value in vars(action).items() if name != "id"}


def _changed_page(survey_id: str, typed: Words, action: Action) -> ResponseReturnValue:
    told = _("Another organiser has changed it meanwhile. Both are here; what you save now is kept.")
    return _form_page(survey_id, 409, typed, {"all": told}, action.id, fingerprint_of(action), action)


def _theme_gone(survey_id: str, typed: Words, action_id: str = "", shown: str = "") -> ResponseReturnValue:
    told = _("Another organiser has deleted or merged this theme meanwhile. Choose again.")
    return _form_page(survey_id, 409, typed | {"theme": ""}, {"theme": told}, action_id, shown)


def _form_page(
    survey_id: str,
    status: int,
    typed: Words,
    problems: Words,
    action_id: str = "",
    shown: str = "",
    meanwhile: Action | None = None,
) -> ResponseReturnValue:
    """One possible action with the words typed so far; without an id it will be a new one."""
    with unlock(survey_id, read_only=True) as unlocked:
        themes = unlocked.curation().themes
    return page(
        "action",
        status,
        survey=unlocked.survey,
        themes=themes,
        states=action_state_words(_),
        typed=typed,
        problems=problems,
        action_id=action_id,
        shown=shown,
        meanwhile=meanwhile,
        longest=LONGEST_ACTION,
    )
