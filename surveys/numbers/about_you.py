"""Answers about the writers: counted after closing, told as fractions, and no small number among them.

What was told is kept and never counted anew. Later answers wait until they are as many as the minimum; then
they are a batch that is told by itself and added to what was told before. So no difference between two countings
says more than that batch does, and when it is told depends on how many they are, not on what they say.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import sqrt

from surveys.sealing import Note, NoteId
from surveys.survey import State, Survey


@dataclass(frozen=True)
class Fractions:
    """What was answered to one question about the writers; without rows while that is too little to tell.

    A row is an answer, how often it was given, and its share with the uncertainty, such as 25 ± 4 %.
    """

    question: str
    answers: int
    rows: tuple[tuple[str, int, str], ...]


Told = tuple[int, ...]
"""How often each answer to one question was given, 0 where that is not told; in the last place all that is not."""


def count_answers(
    answers: Sequence[Note], counted: Collection[NoteId], told: Sequence[Told], survey: Survey
) -> tuple[list[Told], list[NoteId]]:
    """What is told now, and the ids of all answers in it; of an open survey, what was told before."""
    ids = [answer.id for answer in answers if answer.id in counted]
    if survey.state is not State.CLOSED:
        return list(told), sorted(ids)
    now = list(told) or [(0,) * (len(question.answers) + 1) for question in survey.about_you]
    for place, before in enumerate(now):
        new = [answer for answer in answers if answer.prompt == place and answer.id not in counted]
        if len(new) >= survey.minimum:
            chosen = [answer.category for answer in new]
            batch = told_numbers([chosen.count(answer) for answer in range(len(before) - 1)], survey.minimum)
            now[place] = tuple(map(sum, zip(before, batch, strict=True)))
            ids += [answer.id for answer in new]
    return now, sorted(ids)  # or the list would tell which came to it later


def told_numbers(numbers: Sequence[int], minimum: int) -> Told:
    """The numbers with the small ones put together in the last place, so that none of them can be computed."""
    least = least_told(numbers, minimum)
    return (*(n if n >= least else 0 for n in numbers), sum(n for n in numbers if n < least))


def least_told(numbers: Sequence[int], minimum: int) -> int:
    """From which number on they are told, where the sum of all is known.

    Those below the minimum stand together. While they are fewer than the minimum or all equal, the smallest others
    join them, all that are equal. So the rule sees numbers and not places, and those together differ: exchange any two
    of them and the same is told. Hence nobody can say of one what it is, not even who knows this rule and the total.
    (Where all stand together they may be equal, but all answers in one place would be told in the same way.)
    """
    least = minimum
    while _gives_away([n for n in numbers if n < least], minimum) and max(numbers) >= least:
        least = min(n for n in numbers if n >= least) + 1
    return least


def fractions(survey: Survey, told: Sequence[Told], gettext: Callable[[str], str]) -> tuple[Fractions, ...]:
    """Each question with the shares of its answers in percent and their binomial uncertainty."""
    rest = gettext("other or not said")
    return tuple(
        Fractions(question.text, sum(numbers), _rows((*question.answers, rest), numbers))
        for question, numbers in zip(survey.about_you, told, strict=False)
    )


def _gives_away(together: Sequence[int], minimum: int) -> bool:
    return bool(together) and (sum(together) < minimum or len(set(together)) == 1)


def _rows(names: Sequence[str], numbers: Told) -> tuple[tuple[str, int, str], ...]:
    total = sum(numbers)
    if not any(numbers[:-1]):
        return ()
    return tuple((name, n, _share(n / total, total)) for name, n in zip(names, numbers, strict=True) if n)


def _share(part: float, total: int) -> str:
    """Such as 25 ± 4 %; one more digit where the uncertainty is below one percent."""
    uncertainty = 100 * sqrt(part * (1 - part) / total)
    digits = 0 if uncertainty >= 0.95 else 1
    return f"{100 * part:.{digits}f} ± {uncertainty:.{digits}f} %"
