"""Rounds of a survey: the next one with the same words, and the numbers of all of them side by side."""

import re

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.facilitator.guarding import acting_at, go_to, office_pages, page, unlock
from surveys.facilitator.setup.draft_form import LONGEST_TITLE
from surveys.lifecycle import create_survey, next_round_of
from surveys.organising.logos import copy_logo
from surveys.organising.rounds import save_counts, subjects_of
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import all_surveys, holders_of, round_counts_of
from surveys.survey import State, Survey

bp = office_pages("rounds")


@bp.get("/surveys/<survey_id>/rounds")
def overview(survey_id: str) -> ResponseReturnValue:
    """The numbers of every round; those of this one are brought up to date first."""
    with unlock(survey_id, with_notes=True) as unlocked:
        save_counts(unlocked)
        rounds, draft = round_counts_of(unlocked.office, unlocked.survey), _draft_after(unlocked)
    return page(
        "rounds", survey=unlocked.survey, rounds=rounds, subjects=subjects_of(unlocked.survey, rounds), draft=draft
    )


@bp.post("/surveys/<survey_id>/rounds")
def make_next(survey_id: str) -> ResponseReturnValue:
    """Make the draft of the next round; a second click, even a colleague's, leads to the same draft."""
    with unlock(survey_id) as unlocked:
        draft = _draft_after(unlocked) or _make_draft(unlocked)
    return go_to("editing.edit", draft.id)


def _make_draft(unlocked: UnlockedSurvey) -> Survey:
    """Whoever holds the key of this round holds that of the next."""
    acting, holders = acting_at(unlocked), holders_of(unlocked.office, unlocked.survey.id)
    draft = next_round_of(unlocked.survey, title=_title_of_next(unlocked), today=acting["today"])
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
