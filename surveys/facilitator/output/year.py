"""The year page: all rounds of a survey and what became of every action, to read on a screen or to print."""

from collections import Counter

from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from surveys.documents.collating import action_state_words
from surveys.facilitator.guarding import held_rounds, office_pages, page, unlock
from surveys.numbers.trend_chart import trend_chart
from surveys.organising.rounds import save_counts
from surveys.organising.year import FURTHEST_FIRST, report_of, trends_of

bp = office_pages("year")


@bp.get("/surveys/<survey_id>/year")
def show(survey_id: str) -> ResponseReturnValue:
    """One report of all rounds; the numbers of this one are brought up to date first."""
    with unlock(survey_id, with_notes=True) as unlocked:
        save_counts(unlocked)
        held = held_rounds(unlocked)
        rounds = report_of(unlocked, held)
        trends = trends_of(rounds[::-1], held)
    days = [format_date(one.day, "MMM y") for one in rounds[::-1]]
    counted = Counter(action.state for one in rounds for _theme, action in one.actions or ())
    return page(
        "year",
        survey=unlocked.survey,
        rounds=rounds,
        charts={question: trend_chart(trend, days) for question, trend in trends.items()},
        states=action_state_words(_),
        progress=[(state, counted[state]) for state in FURTHEST_FIRST if counted[state]],
    )
