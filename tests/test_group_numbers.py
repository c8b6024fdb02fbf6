"""Numbers of groups: the intervals against tables from the papers, what is pasted, and what stays hidden."""

import gettext as words
import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.numbers.counts import Counts, read_counts
from surveys.numbers.proportions import FOR_A_JUDGEMENT, difference_of, is_more_than_chance, percent, share_of
from surveys.numbers.trend_chart import BOTTOM, NAME_HEIGHT, TOP, trend_chart


def say(sentence: str, **values: object) -> str:
    return words.gettext(sentence) % values


def read(typed: str, minimum: int = 5) -> Counts:
    counts, mistakes = read_counts(typed, minimum=minimum, gettext=say)
    assert mistakes == []
    assert counts is not None
    return counts


def mistakes_in(typed: str) -> list[str]:
    counts, mistakes = read_counts(typed, minimum=5, gettext=say)
    assert counts is None
    return mistakes


@pytest.mark.parametrize(
    ("part", "total", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_that_of_newcombes_table(part: int, total: int, lower: float, upper: float) -> None:
    """Newcombe, Statistics in Medicine 17, 1998, 857, table I, method 3."""
    share = share_of(part, total, sigmas=FOR_A_JUDGEMENT)
    assert (share.lower, share.upper) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("after", "before", "lower", "upper"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((6, 7), (2, 7), 0.0582, 0.8062)],
)
def test_the_difference_is_that_of_newcombes_table(
    after: tuple[int, int], before: tuple[int, int], lower: float, upper: float
) -> None:
    """Newcombe, Statistics in Medicine 17, 1998, 873, table II, method 10."""
    difference = difference_of(before, after)
    assert (difference.lower, difference.upper) == pytest.approx((lower, upper), abs=5e-5)


@given(st.integers(1, 3_000), st.data())
def test_limits_are_around_the_share(total: int, data: st.DataObject) -> None:
    share = share_of(data.draw(st.integers(0, total)), total)
    assert 0 <= share.lower <= share.value <= share.upper <= 1
    assert share.lower < share.upper
    assert percent(share).endswith(" %")


@pytest.mark.parametrize(
    ("part", "total", "said"),
    [(30, 120, "25 ± 4 %"), (0, 20, "0 +5 −0 %"), (1000, 4000, "25.0 ± 0.7 %"), (5, 5, "100 +0 −17 %")],
)
def test_percent(part: int, total: int, said: str) -> None:
    assert percent(share_of(part, total)) == said


@pytest.mark.parametrize(("after", "is_apart"), [((25, 100), False), ((300, 1000), True), ((20, 100), False)])
def test_only_what_is_more_than_chance_is_more(after: tuple[int, int], is_apart: bool) -> None:
    assert is_more_than_chance(difference_of((200, 1000), after)) is is_apart


@pytest.mark.parametrize(
    "typed",
    [
        "women, 2024, 1200\nmen, 2024, 4800\nwomen, 2025, 1300\nmen, 2025, 4700",
        "Group;Year;Number\r\nwomen;2025;1 300\r\n\r\nmen;2025;4'700\r\nwomen;2024;1200\r\nmen;2024;4800\r\n",
        'group\tyear\tn\n"women"\t2024\t1200\nmen\t2024\t4\u202f800\nwomen\t2025\t1300\nmen\t2025\t4700',
    ],
)
def test_what_spreadsheets_paste_is_read(typed: str) -> None:
    counts = read(typed)
    assert (counts.groups, counts.years, counts.totals) == (("women", "men"), ("2024", "2025"), (6000, 6000))
    assert [[cell.number for cell in row] for row in counts.cells] == [[1200, 1300], [4800, 4700]]
    assert [(first, last) for first, last, _ in counts.changes_of(0)] == [("2024", "2025")]


def test_years_are_in_order_of_their_numbers() -> None:
    typed = "\n".join(f"{group}, {year}, 50" for year in ("2024/25", "9", "10", "2023/24") for group in "ab")
    assert read(typed).years == ("9", "10", "2023/24", "2024/25")


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", [""]),
        ("group, year, n", [""]),
        ("women, 2025\nmen, 2025, 1.234\nmen, 2025, -3", ["Line 1", "Line 2", "Line 3"]),
        ("women, 2025, 10\nwomen, 2025, 11", ["Line 2"]),
        ("women, 2025, 10\nmen, 2024, 11", ["women", "men"]),
        ("women, 2025, 10\nmen, 2025, 30\nTotal, 2025, 40", ["Leave out “Total”"]),
        ("women, 2025, 0\nmen, 2025, 0", ["Nobody"]),
        ("\n".join(f"group {number}, 2025, 9" for number in range(9)), ["At most 8"]),
        (f"{'a' * 41}, 2025, 3", ["Line 1"]),
        ("women, 2025, 9999999999\nmen, 2025, ٣", ["Line 1", "Line 2"]),
        ('"women, 2025, 3', ["Line 1"]),
    ],
)
def test_every_mistake_is_said_with_its_line(typed: str, lines: list[str]) -> None:
    found = mistakes_in(typed)
    assert len(found) == len(lines)
    assert all(line in mistake for line, mistake in zip(lines, found, strict=True))


def test_a_small_number_cannot_be_worked_out() -> None:
    counts = read("women, 2025, 3\nmen, 2025, 60\nother, 2025, 50")
    assert [row[0].number for row in counts.cells] == [None, 60, None]
    counts = read("women, 2025, 3\nmen, 2025, 60")
    assert [row[0].share for row in counts.cells] == [None, None]
    assert counts.totals == (63,)


@given(st.lists(st.lists(st.integers(0, 90), min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_chart_stays_inside_its_frame(rows: list[list[int]]) -> None:
    shares = [(str(name), [share_of(n, 90) for n in row]) for name, row in enumerate(rows)]
    chart = trend_chart(shares, ["1", "2", "3"])
    points = [point for line in chart.lines for point in line.points]
    assert all(TOP <= point.top <= point.y <= point.bottom <= BOTTOM for point in points)
    names = sorted(line.name_y for line in chart.lines)
    assert all(math.isclose(b - a, NAME_HEIGHT) or b - a > NAME_HEIGHT for a, b in pairwise(names))
