"""Rounds: the same survey again, and what its numbers say beside those of earlier ones."""

from collections import Counter
from collections.abc import Iterable, Sequence

from surveys.curation import Curation, may_appear_in_sheet, theme_of
from surveys.numbers.suppression import least_shown_beside
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note
from surveys.storage import Numbers, RoundCounts, save_round_counts
from surveys.survey import State, Survey

THEMES = ""
TOTAL = ""


def save_counts(unlocked: UnlockedSurvey) -> None:
    """Save the numbers of a closed survey for later rounds: nobody can count once it is deleted."""
    if unlocked.survey.state is State.CLOSED:
        numbers = count_notes(unlocked.survey, unlocked.notes(), unlocked.curation())
        save_round_counts(unlocked.office, unlocked.survey, numbers)


def count_notes(survey: Survey, notes: Iterable[Note], curation: Curation) -> Numbers:
    """How many notes may be in the sheet, by question and category and by theme, without any small number.

    Themes count only notes to questions that are shown. With the others, they would give a small question away.
    """
    shown = [note for note in notes if may_appear_in_sheet(note, curation)]
    numbers: dict[tuple[str, str], int] = {}
    by_question: dict[str, list[str]] = {}
    for note in shown:
        by_question.setdefault(survey.prompts[note.prompt].text, []).append(_category(survey, note))
    for question, categories in by_question.items():
        numbers |= {(question, name): n for name, n in suppressed_counts(categories, survey.minimum).items()}
    if curation.themes:
        themes = [_theme(curation, note) for note in shown if (survey.prompts[note.prompt].text, TOTAL) in numbers]
        numbers |= {(THEMES, name): n for name, n in suppressed_counts(themes, survey.minimum).items()}
    return numbers


def suppressed_counts(names: Sequence[str], minimum: int) -> dict[str, int]:
    """How often each name comes and TOTAL, without the suppressed ones; things without a name are in TOTAL only."""
    counts = Counter(name for name in names if name)
    least = least_shown_beside(len(names), counts.values(), minimum)
    shown = {name: number for name, number in counts.items() if number >= least}
    return {TOTAL: len(names)} | shown if len(names) >= minimum else {}


def subjects_of(survey: Survey, rounds: Iterable[RoundCounts]) -> dict[str, list[str]]:
    """What is compared: the questions of this survey with their categories, those of other rounds, themes last."""
    names: dict[str, dict[str, None]] = {}
    for prompt in survey.prompts:
        names.setdefault(prompt.text, {}).update(dict.fromkeys(prompt.categories))
    for question, name in (names for one in rounds for names in one.numbers):
        names.setdefault(question, {}).setdefault(name)
    themes = {THEMES: names.pop(THEMES)} if THEMES in names else {}
    return {question: [name for name in found if name != TOTAL] for question, found in (names | themes).items()}


def _category(survey: Survey, note: Note) -> str:
    return "" if note.category is None else survey.prompts[note.prompt].categories[note.category]


def _theme(curation: Curation, note: Note) -> str:
    theme = theme_of(curation.themes, note.id)
    return theme.name if theme else ""
