"""The follow-up: what people said last time, and what became of it, as a room may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from surveys.curation import Action, ActionState, RoleAnswer, answers_about, may_appear_in_sheet
from surveys.documents.counting import THEMES, TOTAL, count_notes, notes_counted
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.organising.year import FURTHEST_FIRST
from surveys.survey import State, Survey


@dataclass(frozen=True)
class Subject:
    """A theme or a question: `notes` is 0 where the number is hidden."""

    name: str
    notes: int
    answers: tuple[RoleAnswer, ...]


@dataclass(frozen=True)
class FollowUp:
    """A closed survey with its themes, its answered questions, and its actions with the names of their themes."""

    survey: Survey
    notes: int
    themes: tuple[Subject, ...]
    questions: tuple[Subject, ...]
    actions: tuple[tuple[ActionState, tuple[tuple[str, Action], ...]], ...]


def last_time(unlocked: UnlockedSurvey, held: Iterable[UnlockedSurvey]) -> UnlockedSurvey | None:
    """The survey itself once it is closed, before that the newest closed round whose key is at hand."""
    if unlocked.survey.state is State.CLOSED:
        return unlocked
    closed = [one for one in held if one.survey.state is State.CLOSED]
    return max(closed, key=lambda one: one.survey.opened_on or date.min, default=None)


def follow_up_of(unlocked: UnlockedSurvey) -> FollowUp:
    """No number is shown that *Rounds* hides, and no word of a note: answers to single notes are left out.

    Themes with a number come first, the largest before the others; those without keep their order, which says nothing.
    A theme of nothing but notes that may be in no sheet is not named, unless it has an answer: its name could say
    what only organisers may read.
    """
    survey, curation, notes = unlocked.survey, unlocked.curation(), unlocked.notes()
    numbers = count_notes(survey, notes, curation)
    may_appear = {note.id for note in notes if may_appear_in_sheet(note, curation)}
    names = {theme.id: theme.name for theme in curation.themes}
    themes = [
        Subject(theme.name, numbers.get((THEMES, theme.name), 0), answers_about(curation.answers, f"t{theme.id}"))
        for theme in curation.themes
        if not theme.notes or not may_appear.isdisjoint(theme.notes) or answers_about(curation.answers, f"t{theme.id}")
    ]
    questions = (
        Subject(prompt.text, numbers.get((prompt.text, TOTAL), 0), answers_about(curation.answers, f"q{position}"))
        for position, prompt in enumerate(survey.prompts)
    )
    actions = (
        (state, tuple((names.get(one.theme, ""), one) for one in curation.actions if one.state is state))
        for state in FURTHEST_FIRST
    )
    return FollowUp(
        survey,
        notes_counted(numbers),
        tuple(sorted(themes, key=lambda theme: -theme.notes)),
        tuple(one for one in questions if one.answers or not themes),
        tuple((state, some) for state, some in actions if some),
    )
