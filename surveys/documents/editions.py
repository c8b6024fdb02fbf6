"""Editions: shuffled orders of notes, drawn with the operating system's generator."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from surveys.curation import Curation, may_appear_in_sheet
from surveys.sealing import Note, NoteId
from surveys.shuffling import shuffled
from surveys.survey import Audience, Sharing, State, Survey

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Edition:
    """One order for one audience: `order` are the ids of the notes in it; every format of the edition has this order.

    `left_out` are the notes collected by then that may not appear in it.
    """

    code: str
    survey_id: str
    audience: Audience
    made_on: date
    order: tuple[NoteId, ...]
    left_out: tuple[NoteId, ...]


def new_edition_code() -> str:
    """Four letters and digits that are easy to say, such as K7QF."""
    return "".join(secrets.choice(_LETTERS) for _ in range(4))


class NotYetRead(Exception):
    """A facilitator has not read every note yet, so there can be no edition."""


class NotClosed(Exception):
    """Editions exist only after closing."""


class NothingToShow(Exception):
    """No note can be included in this document."""


class WiderAudience(Exception):
    """A sheet cannot be for more people than the writers were promised."""


def make_edition(
    notes: Iterable[Note], curation: Curation, *, survey: Survey, audience: Audience, today: date
) -> Edition:
    """A new random order of the released notes that may appear in the sheet for this audience."""
    notes = list(notes)
    if survey.state is not State.CLOSED:
        raise NotClosed
    if audience is Audience.COLLABORATION and survey.audience is Audience.MEETING:
        raise WiderAudience
    if any(note.id not in curation.read for note in notes):
        raise NotYetRead
    order = shuffled(note.id for note in notes if may_appear_in_sheet(note, curation))
    if not order:
        raise NothingToShow
    left_out = sorted({note.id for note in notes}.difference(order))
    return Edition(new_edition_code(), survey.id, audience, today, tuple(order), tuple(left_out))


def open_edition(edition: Edition, notes: Iterable[Note]) -> list[Note]:
    """The notes of an edition in its order, without those that may no longer appear."""
    by_id = {note.id: note for note in notes if note.sharing >= Sharing.SHEET}
    return [by_id[note_id] for note_id in edition.order if note_id in by_id]
