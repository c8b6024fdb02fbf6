"""Where the points, error bars and names of a chart of shares by year are; `templates/charts/trends.svg` draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.numbers.proportions import Interval

LEFT, RIGHT, TOP, BOTTOM = 56, 580, 20, 350
NAME_HEIGHT = 20
MOST_LABELS = 8


@dataclass(frozen=True)
class Point:
    """One share: its place and the ends of its error bar, in the units of the picture."""

    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """The points of one name, in order, and how high its name is beside the last one."""

    name: str
    points: tuple[Point, ...]
    name_y: float


@dataclass(frozen=True)
class Chart:
    """A chart with its lines; ticks of both axes are pairs of place and words."""

    lines: tuple[Line, ...]
    percents: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]


def trend_chart(shares: Sequence[tuple[str, Sequence[Interval | None]]], years: Sequence[str]) -> Chart:
    """Shares of each name in each year, none where it is hidden."""
    highest = max((share.upper for _, row in shares for share in row if share), default=1.0)
    step = next(step for step in (1, 2, 5, 10, 20, 25) if step * 5 >= 100 * highest or step == 25)
    most = min(100, step * -(-round(100 * highest + 0.499) // step))
    lines = [
        (
            name,
            tuple(
                _point(share, _x(year, years) + _aside(line, shares), most) for year, share in enumerate(row) if share
            ),
        )
        for line, (name, row) in enumerate(shares)
    ]
    every = -(-len(years) // MOST_LABELS)
    ticks = [(_x(place, years), year) for place, year in enumerate(years) if (len(years) - 1 - place) % every == 0]
    percents = [(_y(value / 100, most), f"{value} %") for value in range(0, most + 1, step)]
    return Chart(tuple(_with_names_apart(lines)), tuple(percents), tuple(ticks))


def _x(place: int, years: Sequence[str]) -> float:
    return LEFT + (RIGHT - LEFT) * (place + 0.5) / len(years)


def _aside(line: int, lines: Sequence[object]) -> float:
    """Lines are a little beside each other, so that their error bars do."""
    return 6 * (line - (len(lines) - 1) / 2)


def _y(share: float, most: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * 100 * share / most, 1)


def _point(share: Interval, x: float, most: int) -> Point:
    return Point(round(x, 1), _y(share.value, most), _y(share.upper, most), _y(share.lower, most))


def _with_names_apart(lines: Sequence[tuple[str, tuple[Point, ...]]]) -> list[Line]:
    """The names from top to bottom, each at least a line of type below the one before; in the order of the lines."""
    shown = [(name, points) for name, points in lines if points]
    heights: dict[str, float] = {}
    lowest = float(TOP - NAME_HEIGHT)
    for name, points in sorted(shown, key=lambda line: line[1][-1].y):
        heights[name] = lowest = max(points[-1].y, lowest + NAME_HEIGHT)
    too_low = max(0.0, lowest - BOTTOM)
    return [Line(name, points, heights[name] - too_low) for name, points in shown]
