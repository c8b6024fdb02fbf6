"""Answers about the writers: counted after closing, shown as fractions, and no small number among them.

What was shown is stored and never counted again. Later answers wait until they are as many as the minimum: a batch,
which is suppressed by itself and added to what was shown before. So the difference between two countings says no more
than that batch does, and when it is added depends on how many answers came, not on what they say.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.numbers.proportions import percent, share_of
from surveys.numbers.suppression import ShownNumbers, suppressed
from surveys.survey import State, Survey

if TYPE_CHECKING:  # the process that makes documents has no key, and need not load what opens notes
    from surveys.sealing import Note, NoteId


@dataclass(frozen=True)
class Fractions:
    """What was answered to one question about the writers; without rows while there are too few answers to show.

    A row is an answer, how often it was given, and its share with the uncertainty, such as 25 ± 4 %.
    """

    question: str
    answers: int
    rows: tuple[tuple[str, int, str], ...]


def count_answers(
    answers: "Sequence[Note]", counted: "Collection[NoteId]", shown: Sequence[ShownNumbers], survey: Survey
) -> "tuple[list[ShownNumbers], list[NoteId]]":
    """What is shown now, and the ids of all answers in it; for an open survey, what was shown before."""
    ids = [answer.id for answer in answers if answer.id in counted]
    if survey.state is not State.CLOSED:
        return list(shown), sorted(ids)
    now = list(shown) or [(0,) * (len(question.answers) + 1) for question in survey.about_you]
    for place, before in enumerate(now):
        new = [answer for answer in answers if answer.prompt == place and answer.id not in counted]
        if len(new) >= survey.minimum:
            chosen = [answer.category for answer in new]
            batch = suppressed([chosen.count(answer) for answer in range(len(before) - 1)], survey.minimum)
            now[place] = tuple(map(sum, zip(before, batch, strict=True)))
            ids += [answer.id for answer in new]
    return now, sorted(ids)  # or the list would tell which came to it later


def fractions(
    survey: Survey, shown: Sequence[ShownNumbers], gettext: Callable[[str], str], language: str = "en"
) -> tuple[Fractions, ...]:
    """Each question with the shares of its answers in percent and their uncertainty, see proportions.py."""
    rest = gettext("other or not said")
    return tuple(
        Fractions(question.text, sum(numbers), _rows((*question.answers, rest), numbers, language))
        for question, numbers in zip(survey.about_you, shown, strict=False)
    )


def _rows(names: Sequence[str], numbers: ShownNumbers, language: str) -> tuple[tuple[str, int, str], ...]:
    total = sum(numbers)
    if not any(numbers[:-1]):
        return ()
    return tuple((name, n, percent(share_of(n, total), language)) for name, n in zip(names, numbers, strict=True) if n)
