"""Orders and codes; that they are uniformly random is promise 8."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.documents.editions import new_edition_code
from surveys.shuffling import drawn, shuffled

LISTS = st.lists(st.integers(), max_size=30)


@given(LISTS)
def test_shuffling_loses_and_adds_nothing(items: list[int]) -> None:
    before = list(items)
    assert sorted(shuffled(items)) == sorted(items)
    assert items == before, "what was given stays as it is"


@given(LISTS, st.integers(0, 40))
def test_drawing_gives_as_many_as_asked_for_or_all(items: list[int], count: int) -> None:
    got = drawn(items, count)
    assert len(got) == min(count, len(items))
    assert all(got.count(item) <= items.count(item) for item in got)


def test_a_code_is_four_letters_that_nobody_mixes_up() -> None:
    codes = {new_edition_code() for _ in range(500)}
    assert {len(code) for code in codes} == {4}
    assert not set("01IO") & set("".join(codes))
    assert len(codes) > 490
