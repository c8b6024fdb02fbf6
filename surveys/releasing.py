"""Opening notes: unseal → release → shuffle. READ THIS SECOND."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from surveys.curation import Curation
from surveys.documents.editions import Edition, drawn, new_edition_code, shuffled
from surveys.sealing import BrokenSeal, Note, NoteId, Sealed, open_note
from surveys.storage import Wall
from surveys.survey import Audience, Sharing, State, Survey


class NotEnoughNewNotes(Exception):
    """The release rule does not allow to open anything yet."""


class NotYetRead(Exception):
    """An edition was asked for before every note was shown to a facilitator once."""


class NotClosed(Exception):
    """Editions exist only after closing."""


class NothingToShow(Exception):
    """No note may stand in the document that was asked for."""


class WiderAudience(Exception):
    """A sheet cannot be for more people than the writers were told."""


@dataclass(frozen=True)
class Opened:
    """A wall with its seals opened, in memory only: note, slot and what lies in it by note id."""

    notes: Mapping[NoteId, Note]
    slots: Mapping[NoteId, int]
    sealed: Mapping[NoteId, Sealed]
    about_you: tuple[Note, ...] = ()
    """Answers about the writers: apart, so that nobody takes one for a note."""


def open_wall(wall: Wall, survey: Survey, survey_key: bytes) -> Opened:
    """Every note on the wall but those taken back. Only the functions below may see unreleased ones.

    Raises BrokenSeal.
    """
    opened = [
        (open_note(sealed, survey_key, survey_id=survey.id), slot, sealed) for slot, sealed in wall.sealed_notes()
    ]
    if len({note.id for note, _, _ in opened}) < len(opened):
        raise BrokenSeal  # somebody copied a note into another slot: it could stand for several, and be counted so
    here = [(note.id, note, slot, sealed) for note, slot, sealed in opened if not note.is_withdrawn]
    kept = [row for row in here if not row[1].is_about_you]
    return Opened(
        notes={note_id: note for note_id, note, _, _ in kept},
        slots={note_id: slot for note_id, _, slot, _ in kept},
        sealed={note_id: sealed for note_id, _, _, sealed in kept},
        about_you=tuple(note for _, note, _, _ in here if note.is_about_you),
    )


def answers_needed(survey: Survey) -> int:
    """How many answers to one question, that nobody has read, a release needs. Notes from paper do not count."""
    return survey.minimum if survey.state is State.CLOSED else 2 * survey.minimum


def release(
    opened: Opened, released: Collection[NoteId], survey: Survey, *, among: Collection[NoteId] | None = None
) -> list[NoteId]:
    """The new set of released notes by the release rule; raises NotEnoughNewNotes.

    While a survey is open k of each question stay unread, and nothing is opened but `among` what the tally counted.
    At closing all are opened.
    """
    unread = [
        note
        for note in opened.notes.values()
        if note.id not in released and not note.is_from_paper and (among is None or note.id in among)
    ]
    if most_answered(unread) < answers_needed(survey):
        raise NotEnoughNewNotes
    held_back = set() if survey.state is State.CLOSED else _held_back(unread, survey.minimum)
    new = {note.id for note in unread} - held_back
    return [note.id for note in opened.notes.values() if note.id in new or note.id in released or note.is_from_paper]


def with_paper_released(opened: Opened, released: Collection[NoteId]) -> list[NoteId]:
    """The set of released notes with all from paper in it: who typed them in has read them."""
    return [note.id for note in opened.notes.values() if note.id in released or note.is_from_paper]


def released_notes(opened: Opened, released: Iterable[NoteId]) -> list[Note]:
    """The released notes in the order of their random ids: new ones stand among the earlier ones."""
    return [opened.notes[note_id] for note_id in sorted(released) if note_id in opened.notes]


def make_edition(
    notes: Iterable[Note], curation: Curation, *, survey: Survey, audience: Audience, today: date
) -> Edition:
    """A fresh shuffle of the released notes that may stand in the sheet for this audience."""
    notes = list(notes)
    if survey.state is not State.CLOSED:
        raise NotClosed
    if audience is Audience.COLLABORATION and survey.audience is Audience.MEETING:
        raise WiderAudience
    if any(note.id not in curation.read for note in notes):
        raise NotYetRead
    order = shuffled(note.id for note in notes if may_stand_in_sheet(note, curation))
    if not order:
        raise NothingToShow
    left_out = sorted({note.id for note in notes}.difference(order))
    return Edition(new_edition_code(), survey.id, audience, today, tuple(order), tuple(left_out))


def may_stand_in_sheet(note: Note, curation: Curation) -> bool:
    """Whether a released note may stand in a document, or count in what is said of one."""
    return note.sharing >= Sharing.SHEET and note.id not in curation.withheld


def may_be_read_aloud(note: Note, curation: Curation) -> bool:
    """Whether a released note may be shown or read to a room."""
    return note.sharing >= Sharing.ALOUD and note.id not in curation.withheld


def may_be_quoted(note: Note, curation: Curation, *, survey: Survey) -> bool:
    """Whether a released note may be shown to the management: its writer was told so and agreed."""
    return survey.audience is Audience.COLLABORATION and may_stand_in_sheet(note, curation)


def open_edition(edition: Edition, notes: Iterable[Note]) -> list[Note]:
    """The notes of an edition in its order; one whose sharing forbids it does not come back."""
    by_id = {note.id: note for note in notes if note.sharing >= Sharing.SHEET}
    return [by_id[note_id] for note_id in edition.order if note_id in by_id]


def most_answered(notes: Iterable[Note]) -> int:
    """How many forms the notes came in, at least."""
    return max(Counter(note.prompt for note in notes).values(), default=0)


def _held_back(unread: list[Note], minimum: int) -> set[NoteId]:
    """`minimum` uniformly drawn notes of each question, or all that it has."""
    held_back: set[NoteId] = set()
    for prompt in {note.prompt for note in unread}:
        held_back.update(drawn((note.id for note in unread if note.prompt == prompt), minimum))
    return held_back
