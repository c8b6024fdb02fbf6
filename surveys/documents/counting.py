"""Counting the notes of a survey by question, category and theme, without any small number."""

from collections import Counter
from collections.abc import Iterable, Sequence

from surveys.curation import Curation, may_appear_in_sheet, theme_of
from surveys.documents.arranging import category_of
from surveys.numbers.suppression import least_shown_beside
from surveys.sealing import Note
from surveys.storage import Numbers
from surveys.survey import Survey

THEMES = ""
TOTAL = ""


def count_notes(survey: Survey, notes: Iterable[Note], curation: Curation) -> Numbers:
    """How many notes may be in the sheet, by question and category and by theme, without any small number.

    Themes count only notes to questions that are shown. With the others, they would give a small question away.
    """
    shown = [note for note in notes if may_appear_in_sheet(note, curation)]
    numbers: dict[tuple[str, str], int] = {}
    by_question: dict[str, list[str]] = {}
    for note in shown:
        by_question.setdefault(survey.prompts[note.prompt].text, []).append(category_of(survey, note))
    for question, categories in by_question.items():
        numbers |= {(question, name): n for name, n in suppressed_counts(categories, survey.minimum).items()}
    if curation.themes:
        themes = [_theme(curation, note) for note in shown if (survey.prompts[note.prompt].text, TOTAL) in numbers]
        numbers |= {(THEMES, name): n for name, n in suppressed_counts(themes, survey.minimum).items()}
    return numbers


def count_notes_beside_total(survey: Survey, notes: Sequence[Note], curation: Curation) -> Numbers:
    """The same numbers, for a document that also says how many notes there are in all.

    Where too few notes answer a question to say how many, they would follow from that total and the others. So then
    no question has a number, and a category or theme has one only if it may have one beside the total too.
    """
    numbers = count_notes(survey, notes, curation)
    if all((survey.prompts[note.prompt].text, TOTAL) in numbers for note in notes):
        return numbers
    categories = Counter((note.prompt, note.category) for note in notes if note.category is not None)
    themes = Counter(_theme(curation, note) for note in notes)
    del themes[""]
    of_category = least_shown_beside(len(notes), categories.values(), survey.minimum)
    of_theme = least_shown_beside(len(notes), themes.values(), survey.minimum)
    return {
        (subject, name): number
        for (subject, name), number in numbers.items()
        if name != TOTAL and number >= (of_theme if subject == THEMES else of_category)
    }


def notes_counted(numbers: Numbers) -> int:
    """How many notes answered the questions whose number is shown; 0 if none is."""
    return sum(number for (subject, name), number in numbers.items() if subject != THEMES and name == TOTAL)


def suppressed_counts(names: Sequence[str], minimum: int) -> dict[str, int]:
    """How often each name comes and TOTAL, without the suppressed ones; things without a name are in TOTAL only."""
    counts = Counter(name for name in names if name)
    least = least_shown_beside(len(names), counts.values(), minimum)
    shown = {name: number for name, number in counts.items() if number >= least}
    return {TOTAL: len(names)} | shown if len(names) >= minimum else {}


def _theme(curation: Curation, note: Note) -> str:
    theme = theme_of(curation.themes, note.id)
    return theme.name if theme else ""
