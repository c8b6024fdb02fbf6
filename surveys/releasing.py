"""Opening notes: unseal → release → shuffle. READ THIS SECOND."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from surveys.sealing import BrokenSeal, Note, NoteId, Sealed, open_note
from surveys.shuffling import drawn
from surveys.storage import Wall
from surveys.survey import State, Survey


class NotEnoughNewNotes(Exception):
    """The release rule does not allow any note to be opened yet."""


@dataclass(frozen=True)
class Opened:
    """A wall with its seals opened, in memory only: each note, its slot and its sealed bytes, by note id."""

    notes: Mapping[NoteId, Note]
    slots: Mapping[NoteId, int]
    sealed: Mapping[NoteId, Sealed]
    about_you: tuple[Note, ...] = ()
    """Answers about the writers, separate, so that nobody takes one for a note."""
    unreadable: int = 0
    """Slots that a salvage could not read, and notes whose bytes were damaged before it."""
    is_ended: bool = False
    """Whether the wall takes no notes from phones any more, since notes were opened after closing."""

    def with_masked(self, note: Note, sealed: Sealed) -> "Opened":
        """The same, with a masked note in place of the original."""
        return replace(self, notes={**self.notes, note.id: note}, sealed={**self.sealed, note.id: sealed})


def open_wall(wall: Wall, survey: Survey, survey_key: bytes, open_one: Callable[..., Note] = open_note) -> Opened:
    """Every note on the wall but those taken back. Only the functions below may see unreleased ones.

    `open_one` may remember what it has opened. Raises BrokenSeal, unless the wall was salvaged: then what does not open
    was damaged, and is counted.
    """
    contents, opened = wall.read(), []
    forgiven = (BrokenSeal,) if contents.is_salvaged else ()
    for slot, sealed in contents.notes:
        with suppress(*forgiven):
            opened.append((open_one(sealed, survey_key, survey_id=survey.id), slot, sealed))
    if len({note.id for note, _, _ in opened}) < len(opened):
        raise BrokenSeal  # somebody copied a note into another slot, so that it would count as several
    here = [(note.id, note, slot, sealed) for note, slot, sealed in opened if not note.is_withdrawn]
    notes = [row for row in here if not row[1].is_about_you]
    return Opened(
        notes={note_id: note for note_id, note, _, _ in notes},
        slots={note_id: slot for note_id, _, slot, _ in notes},
        sealed={note_id: sealed for note_id, _, _, sealed in notes},
        about_you=tuple(note for _, note, _, _ in here if note.is_about_you),
        unreadable=len(contents.notes) - len(opened),
        is_ended=contents.is_ended,
    )


def answers_needed(survey: Survey) -> int:
    """How many unread answers to one question a release needs. Notes from paper count only with a ticket."""
    return survey.minimum if survey.state is State.CLOSED else 2 * survey.minimum


def release(
    opened: Opened, released: Collection[NoteId], survey: Survey, *, among: Collection[NoteId] | None = None
) -> list[NoteId]:
    """The new set of released notes by the release rule; raises NotEnoughNewNotes.

    While a survey is open, k of each question stay unread, and only notes `among` those of the tally are opened.
    At closing all are opened, and notes from paper count if each has a ticket of its own.
    """
    unread = unread_notes(opened, released, opened.notes if among is None else among)
    on_paper = [n for n in opened.notes.values() if n.has_ticket and survey.state is State.CLOSED]
    if most_answered(unread + on_paper) < answers_needed(survey):
        raise NotEnoughNewNotes
    held_back = set() if survey.state is State.CLOSED else _held_back(unread, survey.minimum)
    new = {note.id for note in unread} - held_back
    return [note.id for note in opened.notes.values() if note.id in new or note.id in released or note.is_from_paper]


def unread_notes(opened: Opened, released: Collection[NoteId], among: Collection[NoteId]) -> list[Note]:
    """Notes from phones that were not released."""
    return [n for n in opened.notes.values() if n.id in among and n.id not in released and not n.is_from_paper]


def with_paper_released(opened: Opened, released: Collection[NoteId]) -> list[NoteId]:
    """The set of released notes with all notes from paper: whoever typed them in has read them."""
    return [note.id for note in opened.notes.values() if note.id in released or note.is_from_paper]


def released_notes(opened: Opened, released: Iterable[NoteId]) -> list[Note]:
    """The released notes in the order of their random ids, so that new ones are among the earlier ones."""
    return [opened.notes[note_id] for note_id in sorted(released) if note_id in opened.notes]


def most_answered(notes: Iterable[Note]) -> int:
    """How many forms the notes came in, at least."""
    return max(Counter(note.prompt for note in notes).values(), default=0)


def _held_back(unread: list[Note], minimum: int) -> set[NoteId]:
    """`minimum` uniformly drawn notes of each question, or all that it has."""
    held_back: set[NoteId] = set()
    for prompt in {note.prompt for note in unread}:
        held_back.update(drawn((note.id for note in unread if note.prompt == prompt), minimum))
    return held_back
