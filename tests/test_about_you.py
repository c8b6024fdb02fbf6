"""What is told of the writers: fractions with their uncertainty, and nothing from which a small number follows."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.numbers.about_you import count_answers, fractions
from surveys.numbers.suppression import ShownNumbers, suppressed
from surveys.sealing import Note, NoteId, new_answer_about_you
from surveys.survey import AboutQuestion, Prompt, State, Survey


def survey_of(answers: int, *, minimum: int = 5, state: State = State.CLOSED) -> Survey:
    question = AboutQuestion("Career stage", tuple(f"stage {number}" for number in range(answers)))
    return Survey("s", "slug", "Title", "", (Prompt("A"),), about_you=(question,), minimum=minimum, state=state)


def batch_of(*numbers: int) -> list[Note]:
    return [new_answer_about_you(0, answer) for answer, number in enumerate(numbers) for _ in range(number)]


def countings(batches: Sequence[Sequence[int]], minimum: int = 5) -> list[tuple[int, ...]]:
    """What is told after each batch, as somebody sees it who looks every time."""
    survey, here = survey_of(len(batches[0]), minimum=minimum), list[Note]()
    told, counted, seen = list[ShownNumbers](), list[NoteId](), []
    for batch in batches:
        here += batch_of(*batch)
        told, counted = count_answers(here, counted, told, survey)
        seen.append(told[0])
    return seen


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((10, 8), (10, 8, 0)),
        ((10, 8, 3, 4), (10, 8, 0, 0, 7)),
        ((10, 8, 3), (10, 0, 0, 11)),  # one alone would follow from the total
        ((10, 8, 1, 2), (10, 0, 0, 0, 11)),  # together still below the minimum
        ((10, 8, 0), (10, 0, 0, 8)),  # nobody is a small number, too
        ((10, 8, 4, 4), (10, 0, 0, 0, 16)),  # two that are equal follow from their sum
        ((10, 8, 8, 3), (10, 0, 0, 0, 19)),  # equal ones join together, or their order would tell
        ((5, 5, 5), (5, 5, 5, 0)),
        ((12, 0), (0, 0, 12)),  # that all say the same tells of each
        ((4, 4), (0, 0, 8)),
        ((0, 0), (0, 0, 0)),
    ],
)
def test_small_numbers_stand_together(numbers: tuple[int, ...], told: ShownNumbers) -> None:
    assert suppressed(numbers, 5) == told


@pytest.mark.parametrize(("places", "most"), [(2, 30), (3, 26), (4, 14)])
def test_no_small_number_follows_from_what_is_told(places: int, most: int) -> None:
    """Somebody who knows the rule tries every table; two of them tell the same and differ in what is small."""
    tables: dict[ShownNumbers, list[tuple[int, ...]]] = defaultdict(list)
    for table in product(range(most + 1), repeat=places):
        if sum(table) <= most:
            tables[suppressed(table, 5)].append(table)
    assert len(tables) > 20
    for told, possible in tables.items():
        if sum(told) >= 5:
            for place, values in enumerate(zip(*possible, strict=True)):
                assert min(values) >= 5 or len(set(values)) > 1, (told, place)


NUMBERS = st.integers(2, 8).flatmap(
    lambda places: st.tuples(st.integers(5, 9), st.lists(st.integers(0, 40), min_size=places, max_size=places))
)


@given(NUMBERS)
def test_whatever_came_every_number_told_is_large_and_they_add_up(case: tuple[int, list[int]]) -> None:
    minimum, numbers = case
    told = suppressed(numbers, minimum)
    assert sum(told) == sum(numbers)
    assert all(shown in (0, number) for shown, number in zip(told, numbers, strict=False))
    assert not any(told[:-1]) or all(number == 0 or number >= minimum for number in told)


@given(
    st.integers(2, 5).flatmap(
        lambda places: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9]), min_size=places, max_size=places),
            min_size=1,
            max_size=5,
        )
    )
)
def test_nor_from_the_difference_of_two_countings(batches: list[list[int]]) -> None:
    """For each small number there is another with which it can be exchanged, and all countings stay the same."""
    seen = countings(batches)
    start = 0
    for end, (before, now) in enumerate(zip([(0,) * len(seen[0]), *seen], seen, strict=False), start=1):
        if now != before:
            new = [one - other for one, other in zip(now, before, strict=True)]
            came = [sum(numbers) for numbers in zip(*batches[start:end], strict=True)]
            hidden = [place for place, number in enumerate(new[:-1]) if not number]
            for place in hidden:
                others = [other for other in hidden if came[other] != came[place]]
                other = others[0] if others else place
                assert others or len(hidden) == len(came), "all of them together: see the test before"
                assert (
                    countings([*batches[:start], *_exchanged(batches[start:end], place, other), *batches[end:]]) == seen
                )
            start = end


def _exchanged(batches: Sequence[Sequence[int]], one: int, other: int) -> list[list[int]]:
    places = {one: other, other: one}
    return [[batch[places.get(place, place)] for place in range(len(batch))] for batch in batches]


def test_what_came_after_a_reopening_waits_until_it_can_be_told_by_itself() -> None:
    assert countings([(10, 8), (4, 0), (6, 5), (0, 4)]) == [(10, 8, 0), (10, 8, 0), (20, 13, 0), (20, 13, 0)]
    assert countings([(10, 8), (5, 1)]) == [(10, 8, 0), (10, 8, 6)], "told by itself, the batch says nothing"


def test_when_a_batch_is_told_does_not_depend_on_what_it_says() -> None:
    """Or one late answer that makes a table possible could be told from the table."""
    assert countings([(6, 6, 0), (1, 0, 0)])[0] == countings([(6, 6, 0), (1, 0, 0)])[1] == (0, 0, 0, 12)


def test_an_answer_is_counted_once_and_only_after_closing() -> None:
    answers = batch_of(10, 8)
    told, counted = count_answers(answers, [], [], survey_of(2, state=State.OPEN))
    assert (told, counted) == ([], [])
    told, counted = count_answers(answers, counted, told, survey_of(2))
    assert (told, len(counted)) == ([(10, 8, 0)], 18)
    assert count_answers(answers, counted, told, survey_of(2)) == (told, counted)
    assert count_answers(answers, counted, told, survey_of(2, state=State.OPEN)) == (told, counted)


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        ((29, 88, 0), [("stage 0", 29, "25 ± 4 %"), ("stage 1", 88, "75 ± 4 %")]),
        ((5, 0, 5), [("stage 0", 5, "50 ± 15 %"), ("other or not said", 5, "50 ± 15 %")]),
        ((2_500, 7_500, 0), [("stage 0", 2_500, "25.0 ± 0.4 %"), ("stage 1", 7_500, "75.0 ± 0.4 %")]),
        ((0, 0, 0), []),
        ((0, 0, 12), []),
    ],
)
def test_fractions_have_their_uncertainty(told: ShownNumbers, rows: list[tuple[str, int, str]]) -> None:
    (fraction,) = fractions(survey_of(2), [told], str)
    assert list(fraction.rows) == rows
    assert fraction.answers == sum(told)
