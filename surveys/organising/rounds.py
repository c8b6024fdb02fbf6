"""Rounds: the same survey again, and what its numbers say beside those of earlier ones."""

from collections.abc import Iterable

from surveys.documents.counting import THEMES, TOTAL, count_notes
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import RoundCounts, save_round_counts
from surveys.survey import State, Survey


def save_counts(unlocked: UnlockedSurvey) -> None:
    """Save the numbers of a closed survey for later rounds: nobody can count once it is deleted."""
    if unlocked.survey.state is State.CLOSED:
        numbers = count_notes(unlocked.survey, unlocked.notes(), unlocked.curation())
        save_round_counts(unlocked.office, unlocked.survey, numbers)


def subjects_of(survey: Survey, rounds: Iterable[RoundCounts]) -> dict[str, list[str]]:
    """What is compared: the questions of this survey with their categories, those of other rounds, themes last."""
    names: dict[str, dict[str, None]] = {}
    for prompt in survey.prompts:
        names.setdefault(prompt.text, {}).update(dict.fromkeys(prompt.categories))
    for question, name in (names for one in rounds for names in one.numbers):
        names.setdefault(question, {}).setdefault(name)
    themes = {THEMES: names.pop(THEMES)} if THEMES in names else {}
    return {question: [name for name in found if name != TOTAL] for question, found in (names | themes).items()}
