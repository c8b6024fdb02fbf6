"""Rounds of a survey: the next one with the same words, and the numbers of all of them side by side."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.facilitator.guarding import acting_at, go_to, office_pages, page, unlock
from surveys.facilitator.setup.draft_form import LONGEST_TITLE
from surveys.lifecycle import create_survey, next_round_of
from surveys.organising.asking_again import first_day_of, has_times, times_later, weekly
from surveys.organising.logos import copy_logo
from surveys.organising.rounds import save_counts, subjects_of
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import all_surveys, holders_of, round_counts_of
from surveys.survey import State, Survey

bp = office_pages("rounds")


@bp.get("/surveys/<survey_id>/rounds")
def overview(survey_id: str) -> ResponseReturnValue:
    """The numbers of every round; those of this one are brought up to date first."""
    return _overview(survey_id)


@bp.post("/surveys/<survey_id>/rounds")
def make_next(survey_id: str) -> ResponseReturnValue:
    """Make the draft of the next round; a second click, even a colleague's, leads to the same draft and says so."""
    with unlock(survey_id) as unlocked:
        if draft := _draft_after(unlocked):
            flash(_("There is already a draft of the next round. This is it, with the times that were chosen for it."))
            return go_to("editing.edit", draft.id)
        days = _days_later(unlocked.survey)
        if days is not None:
            return go_to("editing.edit", _make_draft(unlocked, days).id)
    return _overview(survey_id, 422, typed=request.form.get("day", ""), problem=_("Choose a day from today on."))


def _overview(survey_id: str, status: int = 200, **typed: str) -> ResponseReturnValue:
    with unlock(survey_id, with_notes=True) as unlocked:
        save_counts(unlocked)
        survey, rounds, draft = (
            unlocked.survey,
            round_counts_of(unlocked.office, unlocked.survey),
            _draft_after(unlocked),
        )
    next_times = times_later(survey, weekly(survey, datetime.now())) if has_times(survey) else {}
    shown = {"subjects": subjects_of(survey, rounds), "draft": draft, "next_times": next_times}
    return page("rounds", status, survey=survey, rounds=rounds, **shown, **typed)


def _days_later(survey: Survey) -> int | None:
    """How many days after this round the next one comes; 0 is without times, None a day that cannot be."""
    first, chosen = first_day_of(survey), request.form.get("when", "")
    if first is None or not has_times(survey) or chosen not in ("week", "day"):
        return 0
    if chosen == "week":
        return weekly(survey, datetime.now())
    with suppress(ValueError):
        day = date.fromisoformat(request.form.get("day", ""))
        return (day - first).days if day >= date.today() and day.year // 100 == first.year // 100 else None
    return None


def _make_draft(unlocked: UnlockedSurvey, days: int) -> Survey:
    """Whoever holds the key of this round holds that of the next."""
    acting, holders = acting_at(unlocked), holders_of(unlocked.office, unlocked.survey.id)
    draft = next_round_of(unlocked.survey, title=_title_of_next(unlocked), today=acting["today"])
    draft = replace(draft, **times_later(unlocked.survey, days) if days else {})
    copy_logo(unlocked.office, unlocked.survey.id, to=create_survey(draft, holders=holders, **acting).id)
    return draft


def _title_of_next(unlocked: UnlockedSurvey) -> str:
    """The title with the number of the round, so that two surveys on a list differ."""
    title, rounds = (
        unlocked.survey.title,
        [one for one in all_surveys(unlocked.office) if _is_round_of(unlocked.survey, one)],
    )
    known = re.search(re.escape(_ending(0)).replace("0", r"(\d+)") + "$", title)
    ending = _ending(1 + max(len(rounds), int(known[1]) if known else 0))
    return title[: known.start() if known else None][: LONGEST_TITLE - len(ending)] + ending


def _ending(number: int) -> str:
    return " · " + str(_("round %(number)d", number=number))


def _is_round_of(survey: Survey, other: Survey) -> bool:
    return other.first_round == survey.first_round


def _draft_after(unlocked: UnlockedSurvey) -> Survey | None:
    """The draft of the next round, whoever made it, unless nobody can open it any more."""
    drafts = (
        survey
        for survey in all_surveys(unlocked.office)
        if survey.state is State.DRAFT and _is_round_of(unlocked.survey, survey)
    )
    return next((draft for draft in drafts if holders_of(unlocked.office, draft.id)), None)
