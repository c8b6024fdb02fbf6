"""Finding notes by what they are, by what they say, or by the words that they share with another one."""

from collections.abc import Callable, Iterator

from surveys.curation import Curation
from surveys.documents.word_cloud import most_like
from surveys.facilitator.notes.pages_of_notes import Wanted
from surveys.facilitator.notes.posted_note import note_id_from
from surveys.languages import shown_note
from surveys.organising.unlocked_survey import UnknownNote
from surveys.sealing import Note, NoteId
from surveys.stripping import Reach, name_search

STATES: dict[str, Callable[[Note, Curation], bool]] = {
    "unread": lambda note, curation: note.id not in curation.read,
    "unsearched": lambda note, _curation: name_search(note.text).reach is not Reach.WELL,
    "careful": lambda note, curation: note.id in curation.needs_care,
    "withheld": lambda note, curation: note.id in curation.withheld,
}
"""What a note can be found by, besides what its writer chose and its words."""


def found(notes: list[Note], wanted: Wanted, curation: Curation) -> tuple[list[Note], dict[NoteId, tuple[str, ...]]]:
    """The notes that are wanted, in the same order, and none of their words.

    If the like of a note is wanted: this note and those that share most words with it, and the words shared.
    Raises UnknownNote.
    """
    if wanted.like:
        return _like(notes, note_id_from(wanted.like))
    tests = list(_tests(wanted, curation))
    return [note for note in notes if all(test(note) for test in tests)], {}


def _like(notes: list[Note], note_id: NoteId) -> tuple[list[Note], dict[NoteId, tuple[str, ...]]]:
    others = [note for note in notes if note.id != note_id]
    if len(others) == len(notes):
        raise UnknownNote
    this = next(note for note in notes if note.id == note_id)
    best = most_like(this.text, [note.text for note in others])
    return [this, *(others[one.place] for one in best)], {others[one.place].id: one.shared for one in best}


def _tests(wanted: Wanted, curation: Curation) -> Iterator[Callable[[Note], bool]]:
    """The slowest comes last, so that it is asked about few notes."""
    if wanted.question:
        yield lambda note: str(note.prompt) == wanted.question
    if wanted.category:
        yield lambda note: f"{note.prompt}.{'' if note.category is None else note.category}" == wanted.category
    if wanted.sharing:
        yield lambda note: str(note.sharing.value) == wanted.sharing
    if wanted.theme:
        above = {note_id: theme.id for theme in curation.themes for note_id in theme.notes}
        yield lambda note: above.get(note.id, "none") == wanted.theme
    if wanted.text:
        text = wanted.text.casefold()
        yield lambda note: text in shown_note(note.text).casefold()
    if wanted.state in STATES:
        yield lambda note: STATES[wanted.state](note, curation)
