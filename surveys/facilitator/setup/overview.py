"""The list of surveys, and new ones from the catalogue."""

from dataclasses import replace
from datetime import date

from flask import abort, current_app, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.catalogue import UnknownSet, find_set, load_catalogue
from surveys.facilitator.guarding import go_to, me, office_pages, page, survey_of, the_instance
from surveys.facilitator.setup.draft_form import LONGEST_TITLE
from surveys.lifecycle import create_survey, default_delete_day, draft_from, duplicate_of
from surveys.organising.logos import copy_logo
from surveys.storage import open_office, survey_by_id, surveys_granted_to
from surveys.survey import State, Survey

bp = office_pages("overview")
_ORDER = (State.OPEN, State.DRAFT, State.CLOSED)


@bp.get("/")
def surveys() -> ResponseReturnValue:
    """The surveys that this organiser can unlock: open ones first, then drafts."""
    with open_office(the_instance().office, read_only=True) as office:
        mine = [survey_by_id(office, survey_id) for survey_id in surveys_granted_to(office, me().id)]
    return page("surveys", surveys=sorted(mine, key=lambda one: (_ORDER.index(one.state), one.title.casefold())))


@bp.get("/surveys/new")
def catalogue() -> ResponseReturnValue:
    """The ready-made surveys."""
    return page("catalogue", sets=load_catalogue())


@bp.post("/surveys/new")
def create() -> ResponseReturnValue:
    """Start a draft from a ready-made survey."""
    today = date.today()
    draft = replace(_draft(request.form.get("set", "")), delete_on=default_delete_day(today))
    return _start(draft, today)


@bp.post("/surveys/<survey_id>/duplicate")
def duplicate(survey_id: str) -> ResponseReturnValue:
    """Start a draft with the words and settings of any survey, with a key of its own; it has no notes and no days."""
    survey, today = survey_of(survey_id), date.today()
    title = _("%(title)s (copy)", title=survey.title) if survey.title else ""
    draft = duplicate_of(survey, title=title if len(title) <= LONGEST_TITLE else survey.title, today=today)
    started = _start(draft, today)
    with open_office(the_instance().office) as office:
        copy_logo(office, survey_id, to=draft.id)
    flash(_("This is the copy. It has the same words and settings, another link and no notes."))
    return started


def _start(draft: Survey, today: date) -> ResponseReturnValue:
    with open_office(the_instance().office) as office:
        survey = create_survey(draft, office=office, facilitator=me(), today=today)
    return go_to("editing.edit", survey.id)


def _draft(set_name: str) -> Survey:
    settings = current_app.config
    try:
        prompt_set = find_set(set_name)
    except UnknownSet:
        abort(400)
    asked_by, zone = str(settings["ASKED_BY"]), str(settings["ZONE"])
    draft = draft_from(prompt_set, contacts=str(settings["CONTACTS"]), code_of_conduct=str(settings["CODE_OF_CONDUCT"]))
    return replace(draft, asked_by=asked_by, zone=zone)
