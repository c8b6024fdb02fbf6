"""Random order and random choice, drawn with the operating system's generator."""

import secrets
from collections.abc import Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


def shuffled(items: Iterable[_Item]) -> list[_Item]:
    """The items in a uniformly random order (Fisher and Yates, driven by os.urandom)."""
    order = list(items)
    secrets.SystemRandom().shuffle(order)
    return order


def drawn(items: Iterable[_Item], count: int) -> list[_Item]:
    """`count` of the items, drawn uniformly without replacement; all of them if there are fewer."""
    return shuffled(items)[:count]
