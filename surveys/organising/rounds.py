"""Rounds: the same survey again, and what its numbers tell beside those of earlier ones."""

from collections import Counter
from collections.abc import Iterable, Sequence

from surveys.curation import Curation, may_stand_in_sheet, theme_of
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note
from surveys.storage import Numbers, RoundCounts, save_round_counts
from surveys.survey import State, Survey

THEMES = ""
TOTAL = ""


def keep_counts(unlocked: UnlockedSurvey) -> None:
    """Keep the numbers of a closed survey for later rounds: nobody can count once it is deleted."""
    if unlocked.survey.state is State.CLOSED:
        numbers = count_notes(unlocked.survey, unlocked.notes(), unlocked.curation())
        save_round_counts(unlocked.office, unlocked.survey, numbers)


def count_notes(survey: Survey, notes: Iterable[Note], curation: Curation) -> Numbers:
    """Notes that may stand in the sheet, by question and category and by theme, without any small number.

    Themes are of the questions that are told: with the others in them, their numbers would tell a small question.
    """
    shown = [note for note in notes if may_stand_in_sheet(note, curation)]
    numbers: dict[tuple[str, str], int] = {}
    by_question: dict[str, list[str]] = {}
    for note in shown:
        by_question.setdefault(survey.prompts[note.prompt].text, []).append(_category(survey, note))
    for question, categories in by_question.items():
        numbers |= _under(question, told_numbers(categories, survey.minimum))
    if curation.themes:
        themes = [_theme(curation, note) for note in shown if (survey.prompts[note.prompt].text, TOTAL) in numbers]
        numbers |= _under(THEMES, told_numbers(themes, survey.minimum))
    return numbers


def told_numbers(names: Sequence[str], minimum: int) -> dict[str, int]:
    """How often each name comes and TOTAL, so that no number from 1 to minimum - 1 can be computed.

    Things without a name are in the total only. Where the rest of the total would be small, the
    smallest number is not told either; which was left out for which reason is not told.
    """
    if len(names) < minimum:
        return {}
    told = {name: number for name, number in Counter(names).items() if name and number >= minimum}
    if 0 < len(names) - sum(told.values()) < minimum and told:
        del told[min(told, key=lambda name: (told[name], name))]
    return {TOTAL: len(names)} | told


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


def _under(question: str, told: dict[str, int]) -> dict[tuple[str, str], int]:
    return {(question, name): number for name, number in told.items()}
