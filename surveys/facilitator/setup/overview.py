"""The list of surveys, and new ones from the catalogue."""

from dataclasses import replace
from datetime import date

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue

from surveys.catalogue import UnknownSet, find_set, load_catalogue
from surveys.facilitator.guarding import go_to, me, office_pages, page, the_instance
from surveys.lifecycle import create_survey, default_delete_day, draft_from
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
    with open_office(the_instance().office) as office:
        survey = create_survey(draft, office=office, facilitator=me(), today=today)
    return go_to("editing.edit", survey.id)


def _draft(set_name: str) -> Survey:
    settings = current_app.config
    try:
        prompt_set = find_set(set_name)
    except UnknownSet:
        abort(400)
    return draft_from(prompt_set, contacts=str(settings["CONTACTS"]), code_of_conduct=str(settings["CODE_OF_CONDUCT"]))
