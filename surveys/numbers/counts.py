"""Counts of groups by year, as somebody pasted them: read, checked, and with small numbers hidden."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass

from surveys.numbers.proportions import Interval, difference_of, share_of
from surveys.numbers.suppression import suppressed

MOST_GROUPS, MOST_YEARS, LONGEST_NAME, LONGEST_TABLE = 8, 40, 40, 50_000
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ '’\u00a0\u202f](?=\d{3}\b)")
_SUMS = frozenset({"all", "total", "sum", "totals", "summe", "gesamt", "totale", "insgesamt", "tous"})


@dataclass(frozen=True)
class Cell:
    """One group in one year: how many, of how many. `number` is none where it is hidden."""

    number: int | None
    total: int

    @property
    def share(self) -> Interval | None:
        """The share with its error bar, unless the number is hidden."""
        return None if self.number is None else share_of(self.number, self.total)


@dataclass(frozen=True)
class Counts:
    """Groups and years in order, a row of cells for each group, and the totals of the years."""

    groups: tuple[str, ...]
    years: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """How many were counted in each year."""
        return tuple(cell.total for cell in self.cells[0])

    def shown_of(self, group: int) -> list[tuple[str, Cell]]:
        """The years in which the number of the group is shown."""
        return [(year, cell) for year, cell in zip(self.years, self.cells[group], strict=True) if cell.share]

    def changes_of(self, group: int) -> list[tuple[str, str, Interval]]:
        """From which year to which, and by how much: since the year before, and since the first."""
        shown = self.shown_of(group)
        pairs = ([(shown[-2], shown[-1])] if len(shown) > 1 else []) + (
            [(shown[0], shown[-1])] if len(shown) > 2 else []
        )
        return [(first, last, _difference(before, after)) for (first, before), (last, after) in pairs]


def _difference(before: Cell, after: Cell) -> Interval:
    return difference_of((before.number or 0, before.total), (after.number or 0, after.total))


def read_counts(typed: str, *, minimum: int, gettext: Callable[..., str]) -> tuple[Counts | None, list[str]]:
    """The counts, or all the mistakes in them as sentences. A line is: group, year, number.

    Text that is too long is not read at all: the parser fails at a cell of 131,073 characters.
    """
    if len(typed) > LONGEST_TABLE:
        return None, [gettext("Too long: at most %(most)d characters.", most=LONGEST_TABLE)]
    numbers, mistakes = _numbers_in(typed, gettext)
    mistakes = mistakes or _mistakes_of_all(numbers, gettext)
    if mistakes:
        return None, mistakes
    groups, years = tuple(dict.fromkeys(group for group, _ in numbers)), _in_order({year for _, year in numbers})
    columns = [_column([numbers[group, year] for group in groups], minimum) for year in years]
    return Counts(groups, years, tuple(zip(*columns, strict=True))), []


def _column(numbers: list[int], minimum: int) -> list[Cell]:
    """One year; nothing can be worked out from its total."""
    shown, total = suppressed(numbers, minimum), sum(numbers)
    return [Cell(number or None, total) for number in shown[:-1]]


def _numbers_in(typed: str, gettext: Callable[..., str]) -> tuple[dict[tuple[str, str], int], list[str]]:
    numbers: dict[tuple[str, str], int] = {}
    mistakes: list[str] = []
    rows = [(line, row) for line, row in enumerate(_rows(typed), 1) if any(row)]
    for line, row in rows[1:] if rows and _is_heading(rows[0][1]) else rows:
        mistake = _mistake_of(row, numbers, gettext)
        if mistake:
            mistakes.append(gettext("Line %(line)d: %(mistake)s", line=line, mistake=mistake))
        else:
            numbers[row[0], row[1]] = int(row[2])
    return numbers, mistakes


def _rows(typed: str) -> list[list[str]]:
    """The cells of each line, whatever separates them; a number may be written 1 234 or 1'234."""
    head = next((line for line in typed.splitlines() if line.strip()), "")
    separator = next((mark for mark in "\t;" if mark in head), ",")
    rows = csv.reader(typed.splitlines(), delimiter=separator, skipinitialspace=True)
    return [[_BETWEEN_DIGITS.sub("", " ".join(cell.split())) for cell in row] for row in rows]


def _is_heading(row: list[str]) -> bool:
    return len(row) == 3 and not any(character.isdigit() for cell in row[1:] for character in cell)


def _mistake_of(row: list[str], before: dict[tuple[str, str], int], gettext: Callable[..., str]) -> str:
    if len(row) != 3 or not all(row):
        return gettext("Write a group, a year and a number, such as: women, 2025, 120")
    group, year, number = row
    if not re.fullmatch(r"[0-9]{1,9}", number):
        return gettext("“%(text)s” is not a whole number. Write only digits, such as 1234.", text=number[:LONGEST_NAME])
    if max(len(group), len(year)) > LONGEST_NAME:
        return gettext("Names have at most %(number)d characters.", number=LONGEST_NAME)
    if (group, year) in before:
        return gettext("%(group)s in %(year)s is there twice.", group=group, year=year)
    return ""


def _mistakes_of_all(numbers: dict[tuple[str, str], int], gettext: Callable[..., str]) -> list[str]:
    if not numbers:
        return [gettext("There is no number yet. Write a group, a year and a number, such as: women, 2025, 120")]
    groups, years = list(dict.fromkeys(group for group, _ in numbers)), _in_order({year for _, year in numbers})
    if len(groups) > MOST_GROUPS or len(years) > MOST_YEARS:
        return [gettext("At most %(groups)d groups and %(years)d years.", groups=MOST_GROUPS, years=MOST_YEARS)]
    lines = [
        gettext("%(group)s has no number for %(year)s. Write 0 if there was nobody.", group=group, year=year)
        for group in groups
        for year in years
        if (group, year) not in numbers
    ]
    lines += [
        gettext("Leave out “%(group)s”: the totals are added up here.", group=group)
        for group in groups
        if group.casefold() in _SUMS
    ]
    empty = [year for year in years if not any(numbers.get((group, year)) for group in groups)]
    return lines + [gettext("Nobody was counted in %(year)s. Leave that year out.", year=year) for year in empty]


def _in_order(years: set[str]) -> tuple[str, ...]:
    """By their numbers, so that 2024/25 comes after 2023/24 and 10 after 9."""
    return tuple(sorted(years, key=lambda year: ([int(n) for n in re.findall(r"[0-9]+", year)], year)))
