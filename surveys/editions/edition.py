"""An edition: one shuffled order of notes for one audience."""

from dataclasses import dataclass
from datetime import date

from surveys.sealing import NoteId
from surveys.survey import Audience


@dataclass(frozen=True)
class Edition:
    """`order` are the ids of the notes in it; every format of the edition has this order.

    `left_out` are the notes that were collected by then but may not stand in it.
    """

    code: str
    survey_id: str
    audience: Audience
    made_on: date
    order: tuple[NoteId, ...]
    left_out: tuple[NoteId, ...]
