"""Editions: shuffled orders of notes, drawn with the operating system's generator."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from surveys.curation import Curation, Theme, Themes, may_appear_in_sheet
from surveys.sealing import Note, NoteId, ids_from_hex, ids_to_hex
from surveys.shuffling import shuffled
from surveys.survey import Audience, Sharing, State, Survey

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Arrangement(StrEnum):
    """Under which headings the notes of a sheet are printed."""

    THEME = "theme"
    CATEGORY = "category"
    QUESTION = "question"


@dataclass(frozen=True)
class Edition:
    """One order for one audience: `order` are the ids of the notes in it; every format of the edition has this order.

    `left_out` are the notes collected by then that may not appear in it. `themes` are those by which it is arranged,
    with their notes at that time. So many notes at the end of `order` as `added` says came to it later.
    """

    code: str
    survey_id: str
    audience: Audience
    made_on: date
    order: tuple[NoteId, ...]
    left_out: tuple[NoteId, ...]
    arrangement: Arrangement = Arrangement.QUESTION
    themes: Themes = ()
    added: int = 0


def new_edition_code() -> str:
    """Four letters and digits that are easy to say, such as K7QF."""
    return "".join(secrets.choice(_LETTERS) for _ in range(4))


class NotYetRead(Exception):
    """A facilitator has not read every note yet, so there can be no edition."""


class NotClosed(Exception):
    """Editions exist only after closing."""


class NothingToShow(Exception):
    """No note can be included in this document."""


class TooFewToAdd(Exception):
    """So few notes at the end of a sheet whose numbers are known would be recognised as the latest."""


class WiderAudience(Exception):
    """A sheet cannot be for more people than the writers were promised."""


def make_edition(
    notes: Iterable[Note],
    curation: Curation,
    *,
    survey: Survey,
    audience: Audience,
    today: date,
    arrangement: Arrangement = Arrangement.QUESTION,
) -> Edition:
    """A new random order of the released notes that may appear in the sheet for this audience."""
    notes = list(notes)
    if audience is Audience.COLLABORATION and survey.audience is Audience.MEETING:
        raise WiderAudience
    _require_all_read(notes, curation, survey)
    order = shuffled(note.id for note in notes if may_appear_in_sheet(note, curation))
    if not order:
        raise NothingToShow
    left_out = sorted({note.id for note in notes}.difference(order))
    themes = curation.themes if arrangement is Arrangement.THEME else ()
    return Edition(new_edition_code(), survey.id, audience, today, tuple(order), tuple(left_out), arrangement, themes)


def new_notes(edition: Edition, notes: Iterable[Note], curation: Curation) -> list[NoteId]:
    """The released notes that may appear in a sheet and are not in this edition."""
    known = set(edition.order)
    return [note.id for note in notes if note.id not in known and may_appear_in_sheet(note, curation)]


def with_new_notes(edition: Edition, notes: Iterable[Note], curation: Curation, *, survey: Survey) -> Edition:
    """The edition with the new notes at its end, in a random order of their own; every other note keeps its number.

    Raises TooFewToAdd below the minimum of the survey, NotClosed and NotYetRead.
    """
    notes = list(notes)
    _require_all_read(notes, curation, survey)
    new = shuffled(new_notes(edition, notes, curation))
    if len(new) < survey.minimum:
        raise TooFewToAdd
    order = (*edition.order, *new)
    left_out = sorted({note.id for note in notes}.difference(order))
    return replace(edition, order=order, left_out=tuple(left_out), added=edition.added + len(new))


def _require_all_read(notes: Iterable[Note], curation: Curation, survey: Survey) -> None:
    if survey.state is not State.CLOSED:
        raise NotClosed
    if any(note.id not in curation.read for note in notes):
        raise NotYetRead


def possible_arrangements(survey: Survey, curation: Curation) -> list[Arrangement]:
    """What a new edition can be arranged by, the most useful first."""
    possible = {
        Arrangement.THEME: any(theme.notes for theme in curation.themes),
        Arrangement.CATEGORY: len(survey.prompts) > 1 and any(prompt.categories for prompt in survey.prompts),
        Arrangement.QUESTION: True,
    }
    return [arrangement for arrangement in Arrangement if possible[arrangement]]


def order_as_document(edition: Edition) -> dict[str, Any]:
    """What is sealed of an edition, for JSON."""
    return {
        "order": ids_to_hex(edition.order),
        "left_out": ids_to_hex(edition.left_out),
        "arrangement": str(edition.arrangement),
        "themes": [[theme.id, theme.name, ids_to_hex(theme.notes)] for theme in edition.themes],
        "added": edition.added,
    }


def edition_from_document(
    document: Mapping[str, Any], *, code: str, survey_id: str, audience: Audience, made_on: date
) -> Edition:
    """The edition of which this was sealed; the earliest have nothing but their order and are arranged by question."""
    themes = (Theme(theme_id, name, 0, ids_from_hex(notes)) for theme_id, name, notes in document.get("themes", ()))
    return Edition(
        code,
        survey_id,
        audience,
        made_on,
        ids_from_hex(document["order"]),
        ids_from_hex(document["left_out"]),
        Arrangement(document.get("arrangement", Arrangement.QUESTION)),
        tuple(themes),
        document.get("added", 0),
    )


def open_edition(edition: Edition, notes: Iterable[Note]) -> list[Note]:
    """The notes of an edition in its order, without those that may no longer appear."""
    by_id = {note.id: note for note in notes if note.sharing >= Sharing.SHEET}
    return [by_id[note_id] for note_id in edition.order if note_id in by_id]
