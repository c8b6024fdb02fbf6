"""Shuffling with the operating system's generator, and the codes of editions."""

import secrets
from collections.abc import Iterable
from typing import TypeVar

_Item = TypeVar("_Item")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def shuffled(items: Iterable[_Item]) -> list[_Item]:
    """The items in a uniformly random order (Fisher and Yates, driven by os.urandom)."""
    order = list(items)
    secrets.SystemRandom().shuffle(order)
    return order


def drawn(items: Iterable[_Item], count: int) -> list[_Item]:
    """`count` of the items, drawn uniformly without putting back; all of them if there are fewer."""
    return shuffled(items)[:count]


def new_edition_code() -> str:
    """Four letters and digits that are easy to say, such as K7QF."""
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
