"""Notes that say the same: a flood of one text is withheld with one click."""

from collections import Counter
from collections.abc import Iterable

from surveys.sealing import Note


def notes_alike(note: Note, notes: Iterable[Note]) -> list[Note]:
    """The note and all others whose letters are the same; numbers, spaces and marks do not count."""
    wanted = _said_in(note)
    return [other for other in notes if _said_in(other) == wanted]


def count_alike(shown: Iterable[Note], notes: Iterable[Note]) -> list[int]:
    """For each of the notes shown how many say the same, itself included."""
    numbers = Counter(map(_said_in, notes))
    return [numbers[_said_in(note)] for note in shown]


def _said_in(note: Note) -> str:
    return "".join(filter(str.isalpha, note.text.casefold())) or note.text
