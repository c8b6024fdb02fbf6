"""The year: all rounds of a survey in one report, with what became of every possible action."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from surveys.curation import Action, ActionState, Curation, RoleAnswer, answers_about
from surveys.documents.counting import THEMES, TOTAL, notes_counted
from surveys.numbers.proportions import Interval, share_of
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import Numbers, RoundCounts, round_counts_of
from surveys.survey import State, Survey

Trend = list[tuple[str, list[Interval | None]]]
"""The answers to one question about the writers, each with its share in every round; none where it is hidden."""

FURTHEST_FIRST = (ActionState.DONE, ActionState.UNDER_WAY, ActionState.AGREED, ActionState.IDEA, ActionState.DECLINED)


@dataclass(frozen=True)
class RoundReport:
    """One round: its numbers, its actions with the names of their themes, and answers with what they are about.

    `actions` is none where nobody can read them here: the survey is deleted, or who looks does not hold its key.
    Answers to single notes are left out: this report has no word of a note.
    """

    survey_id: str
    title: str
    day: date
    numbers: Numbers
    actions: tuple[tuple[str, Action], ...] | None = None
    answers: tuple[tuple[str, RoleAnswer], ...] = ()

    @property
    def notes(self) -> int:
        """As `notes_counted` says."""
        return notes_counted(self.numbers)

    @property
    def themes(self) -> list[tuple[str, int]]:
        """The themes whose number is shown, the largest first."""
        themes = [(name, n) for (subject, name), n in self.numbers.items() if subject == THEMES and name != TOTAL]
        return sorted(themes, key=lambda theme: -theme[1])


def report_of(unlocked: UnlockedSurvey, held: Iterable[UnlockedSurvey]) -> list[RoundReport]:
    """Every round that was closed, newest first; `held` are those whose key is at hand."""
    closed = {one.survey.id: one for one in held if one.survey.state is State.CLOSED}
    counted = {one.survey_id: one for one in round_counts_of(unlocked.office, unlocked.survey)}
    uncounted = {
        survey_id: RoundCounts(survey_id, one.survey.title, one.survey.opened_on or date.min, {})
        for survey_id, one in closed.items()
    }
    rounds = [_reported(one, closed.get(key)) for key, one in (uncounted | counted).items()]
    first = unlocked.survey.first_round  # of two rounds on one day it comes first, whatever their random ids are
    return sorted(rounds, key=lambda one: (one.day, one.survey_id != first, one.title), reverse=True)


def trends_of(rounds: Sequence[RoundReport], held: Iterable[UnlockedSurvey]) -> dict[str, Trend]:
    """What writers said about themselves, by question, in the order of the rounds; only what two rounds show."""
    shown = {one.survey.id: _shares_of(one) for one in held}
    answers = dict.fromkeys(names for one in rounds for names in shown.get(one.survey_id, {}))
    trends: dict[str, Trend] = {}
    for question, answer in answers:
        row = [shown.get(one.survey_id, {}).get((question, answer)) for one in rounds]
        if sum(share is not None for share in row) > 1:
            trends.setdefault(question, []).append((answer, row))
    return trends


def _shares_of(unlocked: UnlockedSurvey) -> dict[tuple[str, str], Interval]:
    """The share of each answer whose number is shown."""
    return {
        (question.text, answer): share_of(number, sum(numbers))
        for question, numbers in zip(unlocked.survey.about_you, unlocked.about_you(), strict=False)
        for answer, number in zip(question.answers, numbers, strict=False)
        if number
    }


def _reported(counts: RoundCounts, held: UnlockedSurvey | None) -> RoundReport:
    report = RoundReport(counts.survey_id, counts.title, counts.day, counts.numbers)
    if held is None:
        return report
    curation = held.curation()
    return replace(report, actions=_actions_of(curation), answers=tuple(_answers_of(held.survey, curation)))


def _answers_of(survey: Survey, curation: Curation) -> Iterator[tuple[str, RoleAnswer]]:
    """By theme, then by question, then those whose theme was deleted."""
    themes = [(f"t{theme.id}", theme.name) for theme in curation.themes]
    questions = [(f"q{position}", prompt.text) for position, prompt in enumerate(survey.prompts)]
    for about, name in (*themes, *questions, ("", "")):
        for answer in answers_about(curation.answers, about):
            yield name, answer


def _actions_of(curation: Curation) -> tuple[tuple[str, Action], ...]:
    """Those that have come furthest first."""
    names = {theme.id: theme.name for theme in curation.themes}
    actions = sorted(curation.actions, key=lambda action: FURTHEST_FIRST.index(action.state))
    return tuple((names.get(action.theme, ""), action) for action in actions)
