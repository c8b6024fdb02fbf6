"""Where the words of a cloud are: the most frequent one in the middle, the others close around it, none on another."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from math import sqrt
from random import Random
from typing import Any, NamedTuple

SMALLEST = 0.3
"""The size of a rare word beside the most frequent one; smaller type is not read."""
POWER = 0.7
"""Less than 1, so that a word in twice as many notes does not look more than twice as important."""
GAP = 0.13
"""The room around a word, beside the size of the most frequent one."""
CELL = 8
"""Points of the page to one cell of the map of what is free: fine enough for words, and quick."""
TRIES = 24
"""Among how many free places the one nearest to the middle is taken."""
SHRINKING = 0.94
"""How much smaller all words become while one of them has no place."""


class Placed(NamedTuple):
    """The top left corner of a word's ink, and the size of its type."""

    x: float
    y: float
    size: float


Box = tuple[int, int, int, int]
"""The first row and column of a word, and its height and width with the room around it; in cells."""


def sizes_of(notes: Sequence[int]) -> list[float]:
    """The size of each word beside the most frequent one, which is 1."""
    most = max(notes, default=1)
    return [max(SMALLEST, (number / most) ** POWER) for number in notes]


def lay_out(inks: Sequence[tuple[float, float]], sizes: Sequence[float], width: float, height: float) -> list[Placed]:
    """The places of words on a page of this size, in the largest type in which all of them fit.

    `inks` is how wide and high the ink of each word is in type of size 1. The same words are always in the same places.
    """
    area = sum((wide * size + GAP) * (high * size + GAP) for (wide, high), size in zip(inks, sizes, strict=True))
    largest = 0.9 * sqrt(width * height / area)  # a tenth stays free in the best of clouds
    while not (boxes := _boxes(inks, [largest * size for size in sizes], largest * GAP, width, height)):
        largest *= SHRINKING
    return [
        Placed(
            column * CELL + (across * CELL - wide * size * largest) / 2,
            row * CELL + (down * CELL - high * size * largest) / 2,
            size * largest,
        )
        for (row, column, down, across), (wide, high), size in zip(boxes, inks, sizes, strict=True)
    ]


def _boxes(
    inks: Sequence[tuple[float, float]], sizes: Sequence[float], gap: float, width: float, height: float
) -> list[Box]:
    """A free box for each word, or nothing if one of them finds no room."""
    import numpy

    rows, columns = int(height / CELL), int(width / CELL)
    taken = numpy.zeros((rows, columns), dtype=numpy.uint32)
    chance, boxes = Random(7), []  # noqa: S311  (fixed, so that the layout does not show when or where it was drawn)
    for (wide, high), size in zip(inks, sizes, strict=True):
        down, across = (int((side * size + gap) / CELL) + 1 for side in (high, wide))
        place = _nearest_to_the_middle(taken, down, across, chance)
        if place is None:
            return []
        row, column = place
        taken[row : row + down, column : column + across] = 1
        boxes.append((row, column, down, across))
    return boxes


def _nearest_to_the_middle(taken: Any, down: int, across: int, chance: Random) -> tuple[int, int] | None:
    """The best of many free places; the middle itself for the first word."""
    rows, columns = taken.shape
    if not taken.any():
        middle = (rows - down) // 2, (columns - across) // 2
        return middle if min(middle) >= 0 else None

    def far(place: tuple[int, int]) -> float:
        return float(((place[0] + down / 2) / rows - 0.5) ** 2 + ((place[1] + across / 2) / columns - 0.5) ** 2)

    sums, free_place = taken.cumsum(axis=0).cumsum(axis=1).astype(taken.dtype), _finder()
    found = [place for _ in range(TRIES) if (place := free_place(sums, down, across, chance))]
    return min(found, key=far) if found else None


@cache
def _finder() -> Callable[[Any, int, int, Random], tuple[int, int] | None]:
    """What wordcloud finds a free place with, from the sums of what is taken above and to the left of each cell.

    It is loaded alone, because the package around it loads a library for charts, which takes longer than a drawing.
    """
    package = find_spec("wordcloud")
    found = package and PathFinder.find_spec("query_integral_image", package.submodule_search_locations)
    if not found or not found.loader:
        raise ModuleNotFoundError("no wordcloud", name="wordcloud")
    module = module_from_spec(found)
    found.loader.exec_module(module)
    function: Callable[[Any, int, int, Random], tuple[int, int] | None] = module.query_integral_image
    return function
