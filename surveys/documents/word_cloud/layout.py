"""Where the words of a cloud are: the most frequent one in the middle, the others close around it, none on another."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

SMALLEST = 0.3
"""The size of a rare word beside the most frequent one; smaller type is not read."""
POWER = 0.7
"""Less than 1, so that a word in twice as many notes does not look more than twice as important."""
GAP = 0.13
"""The room around a word, beside the size of the most frequent one."""
STEPS = 8
"""At how many places along the side of a word another one is tried."""


class Box(NamedTuple):
    """The box of a word, from its top left corner."""

    x: float
    y: float
    width: float
    height: float


class Placed(NamedTuple):
    """The top left corner of a word's ink, and the size of its type."""

    x: float
    y: float
    size: float


def sizes_of(notes: Sequence[int]) -> list[float]:
    """The size of each word beside the most frequent one, which is 1."""
    most = max(notes, default=1)
    return [max(SMALLEST, (number / most) ** POWER) for number in notes]


def lay_out(inks: Sequence[tuple[float, float]], sizes: Sequence[float], width: float, height: float) -> list[Placed]:
    """The places of words on a page of this size, which they fill.

    `inks` is how wide and high the ink of each word is in type of size 1. The same words are always in the same places.
    """
    boxes: list[Box] = []
    for (wide, high), size in zip(inks, sizes, strict=True):
        boxes.append(_best_place(wide * size + GAP, high * size + GAP, boxes, width / height))
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    across, down = max(box.x + box.width for box in boxes) - left, max(box.y + box.height for box in boxes) - top
    scale = min(width / across, height / down)
    right, below = (width - across * scale) / 2, (height - down * scale) / 2
    return [
        Placed((box.x - left + GAP / 2) * scale + right, (box.y - top + GAP / 2) * scale + below, size * scale)
        for box, size in zip(boxes, sizes, strict=True)
    ]


def _best_place(width: float, height: float, boxes: Sequence[Box], shape: float) -> Box:
    """The place nearest to the middle that is free; `shape` is how much wider than high the cloud is."""
    places = [Box(-width / 2, -height / 2, width, height), *_beside(width, height, boxes)]

    def far(box: Box) -> tuple[float, ...]:
        across = max(-box.x, box.x + box.width) / shape
        down = max(-box.y, box.y + box.height)
        return across**4 + down**4, box.y, box.x  # the power makes a cloud with round corners, not an oval

    return next(box for box in sorted(places, key=far) if not any(_overlap(box, other) for other in boxes))


def _beside(width: float, height: float, boxes: Sequence[Box]) -> Iterator[Box]:
    """Every place that touches another word, from one end of each of its sides to the other."""
    for box in boxes:
        for step in range(STEPS + 1):
            x = box.x - width + (box.width + width) * step / STEPS
            y = box.y - height + (box.height + height) * step / STEPS
            yield Box(x, box.y - height, width, height)
            yield Box(x, box.y + box.height, width, height)
            yield Box(box.x - width, y, width, height)
            yield Box(box.x + box.width, y, width, height)


def _overlap(one: Box, other: Box) -> bool:
    tiny = 1e-9
    return (
        one.x + one.width > other.x + tiny
        and other.x + other.width > one.x + tiny
        and one.y + one.height > other.y + tiny
        and other.y + other.height > one.y + tiny
    )
