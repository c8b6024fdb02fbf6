"""Notes with the same words, so that organisers can withhold a flood of one text with one click."""

from collections import Counter
from collections.abc import Iterable

from surveys.sealing import Note


def notes_alike(note: Note, notes: Iterable[Note]) -> list[Note]:
    """The note and all others with the same letters; numbers, spaces and punctuation do not count."""
    wanted = _said_in(note)
    return [other for other in notes if _said_in(other) == wanted]


def count_alike(shown: Iterable[Note], notes: Iterable[Note]) -> list[int]:
    """For each note shown, how many have the same words, including itself."""
    numbers = Counter(map(_said_in, notes))
    return [numbers[_said_in(note)] for note in shown]


def _said_in(note: Note) -> str:
    return "".join(filter(str.isalpha, note.text.casefold())) or note.text
