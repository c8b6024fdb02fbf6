"""The list of surveys, and new ones from the catalogue."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count, islice

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.catalogue import UnknownSet, set_in, sets_in
from surveys.facilitator.forms import one_line
from surveys.facilitator.guarding import go_to, me, office_pages, page, survey_of, the_instance, unlock
from surveys.facilitator.setup.draft_form import LONGEST_TITLE
from surveys.languages import language_of_sets
from surveys.lifecycle import create_survey, default_delete_day, draft_from, duplicate_of
from surveys.organising.archive import archive, archived_by
from surveys.organising.logos import copy_logo
from surveys.organising.state_now import state_now
from surveys.organising.tally import Tally
from surveys.sealing import BrokenSeal
from surveys.storage import WallBusy, WallDamaged, open_office, survey_by_id, surveys_granted_to
from surveys.survey import State, Survey

bp = office_pages("overview")
MOST_TALLIES = 20
"""How many open surveys the list asks for their number, the newest first: each may have to unlock its notes."""
GROUPS = ("open", "draft", "closed", "archived")
_MOST_COPIES = 100
"""How far the numbers of copies are looked for in titles."""


@dataclass(frozen=True)
class Listed:
    """A survey in the list: what it is now and, while people write, how many answers were counted.

    `tally` is none where nobody asked: for a survey in the archive, and for one of very many.
    """

    survey: Survey
    now: str
    tally: Tally | None
    is_archived: bool

    @property
    def group(self) -> str:
        """Under which heading it is."""
        return "archived" if self.is_archived else str(self.survey.state)


@bp.get("/")
def surveys() -> ResponseReturnValue:
    """The surveys that this organiser can unlock, or those whose title has the words that they look for."""
    wanted = one_line(request.args.get("find"))
    with open_office(the_instance().office, read_only=True) as office:
        mine = [survey_by_id(office, survey_id) for survey_id in surveys_granted_to(office, me().id)]
        away = archived_by(office, me().id)
    wanted_ones = [one for one in sorted(mine, key=_newest_first) if _has_words(one, wanted)]
    asked = [one.id for one in wanted_ones if one.state is State.OPEN and one.id not in away][:MOST_TALLIES]
    found = [_listed(one, away, one.id in asked) for one in wanted_ones]
    groups = {name: [one for one in found if one.group == name] for name in GROUPS}
    return page("surveys", groups=groups, all=len(mine), found=len(found), wanted=wanted)


@bp.post("/surveys/<survey_id>/<any('archive', 'unarchive'):step>")
def put_away(survey_id: str, step: str) -> ResponseReturnValue:
    """Put a survey away in one's own list, or take it out again. Nothing else changes."""
    survey = survey_of(survey_id)
    with open_office(the_instance().office) as office:
        archive(office, survey.id, me().id, is_away=step == "archive")
    flash(_("It is in the archive, at the end of this page.") if step == "archive" else _("It is in the list again."))
    return redirect(url_for("overview.surveys"), 303)


@bp.get("/surveys/new")
def catalogue() -> ResponseReturnValue:
    """The ready-made surveys."""
    return page("catalogue", sets=sets_in(language := language_of_sets()), language=language)


@bp.post("/surveys/new")
def create() -> ResponseReturnValue:
    """Start a draft from a ready-made survey."""
    today = date.today()
    draft = replace(_draft(request.form.get("set", ""), language_of_sets()), delete_on=default_delete_day(today))
    return _start(draft, today)


@bp.post("/surveys/<survey_id>/duplicate")
def duplicate(survey_id: str) -> ResponseReturnValue:
    """Start a draft with the words and settings of any survey, with a key of its own; it has no notes and no days.

    A second click leads to the same copy, while nobody has changed it.
    """
    survey, today = survey_of(survey_id), date.today()
    draft = duplicate_of(survey, title="", today=today)
    with open_office(the_instance().office) as office:
        mine = [survey_by_id(office, survey_id) for survey_id in surveys_granted_to(office, me().id)]
        copy = _unchanged_copy(draft, survey, mine)
        if not copy:
            draft = replace(draft, title=_title_of_copy(survey.title, {one.title for one in mine}))
            copy = create_survey(draft, office=office, facilitator=me(), today=today)
            copy_logo(office, survey_id, to=copy.id)
    flash(_("This is the copy. It has the same words and settings, another link and no notes."))
    return go_to("editing.edit", copy.id)


def _title_of_copy(title: str, taken: Collection[str]) -> str:
    """The title with "(copy)" behind it, or with a number too where the organiser has that copy already."""
    return next(copied for copied in _titles_of_copies(title) if copied not in taken) if title else ""


def _titles_of_copies(title: str) -> Iterator[str]:
    """What its copies are called, first to last; a copy of a copy is the next copy of the same survey."""
    for number in range(1, _MOST_COPIES):
        title = title.removesuffix(_copy_mark(number))
    for number in count(1):
        yield title[: LONGEST_TITLE - len(_copy_mark(number))].rstrip() + _copy_mark(number)


def _copy_mark(number: int) -> str:
    return str(
        _("%(title)s (copy %(number)d)", title="", number=number) if number > 1 else _("%(title)s (copy)", title="")
    )


def _unchanged_copy(draft: Survey, survey: Survey, mine: Iterable[Survey]) -> Survey | None:
    """A copy that was made before and is as it was made, whatever its number."""
    own = {name: getattr(draft, name) for name in ("id", "slug", "public_key", "title")}
    titles = set(islice(_titles_of_copies(survey.title), _MOST_COPIES)) if survey.title else {""}
    same = (one for one in mine if one.id != survey.id and one.title in titles and replace(one, **own) == draft)
    return next(same, None)


def _listed(survey: Survey, away: Collection[str], is_asked: bool) -> Listed:
    now, tally = state_now(survey, instance=the_instance(), now=datetime.now()), None
    if is_asked:
        with suppress(WallBusy, WallDamaged, BrokenSeal), unlock(survey.id, read_only=True) as unlocked:
            tally = unlocked.waiting().tally
    return Listed(survey, now, tally, survey.id in away)


def _newest_first(survey: Survey) -> tuple[int, str]:
    """By the last day that is known of it, then by title."""
    day = survey.closed_on or survey.opened_on or date.min
    return -day.toordinal(), survey.title.casefold()


def _has_words(survey: Survey, wanted: str) -> bool:
    """Whether each word is in its title or is its code."""
    return all(word in f"{survey.title} {survey.slug}".casefold() for word in wanted.casefold().split())


def _start(draft: Survey, today: date) -> ResponseReturnValue:
    with open_office(the_instance().office) as office:
        survey = create_survey(draft, office=office, facilitator=me(), today=today)
    return go_to("editing.edit", survey.id)


def _draft(set_name: str, language: str) -> Survey:
    settings = current_app.config
    try:
        prompt_set, language = set_in(set_name, language)
    except UnknownSet:
        abort(400)
    asked_by, zone = str(settings["ASKED_BY"]), str(settings["ZONE"])
    help_for_people = {"contacts": str(settings["CONTACTS"]), "code_of_conduct": str(settings["CODE_OF_CONDUCT"])}
    return replace(draft_from(prompt_set, **help_for_people, language=language), asked_by=asked_by, zone=zone)
