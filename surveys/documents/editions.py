"""Editions: shuffled orders of notes, drawn with the operating system's generator."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from surveys.sealing import NoteId
from surveys.survey import Audience

_Item = TypeVar("_Item")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Edition:
    """One order for one audience: `order` are the ids of the notes in it; every format of the edition has this order.

    `left_out` are the notes that were collected by then but may not stand in it.
    """

    code: str
    survey_id: str
    audience: Audience
    made_on: date
    order: tuple[NoteId, ...]
    left_out: tuple[NoteId, ...]


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
