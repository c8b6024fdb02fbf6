"""What an organiser looks for among the notes. It travels in forms only: no word of it reaches a log or the history."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from flask import request

from surveys.curation import Curation
from surveys.sealing import Note
from surveys.stripping import Reach, clean, name_search

STATES: dict[str, Callable[[Note, Curation], bool]] = {
    "unread": lambda note, curation: note.id not in curation.read,
    "unsearched": lambda note, _curation: name_search(note.text).reach is not Reach.WELL,
    "careful": lambda note, curation: note.id in curation.needs_care,
    "withheld": lambda note, curation: note.id in curation.withheld,
}
"""What a note can be found by, besides what its writer chose and its words."""


@dataclass(frozen=True)
class Wanted:
    """Which notes to show; what is empty does not matter. `rows` says how: "compact", or as cards."""

    text: str = ""
    question: str = ""
    category: str = ""
    sharing: str = ""
    theme: str = ""
    state: str = ""
    rows: str = ""

    def fields(self) -> dict[str, str]:
        """What forms carry on, by the names of their fields."""
        return {f"by-{name}": value for name, value in asdict(self).items() if value}


def posted_wanted() -> Wanted:
    """What the form that came carries, in the letters that notes are stored in."""
    return Wanted(**{field.name: clean(request.form.get(f"by-{field.name}", "")).strip() for field in fields(Wanted)})


def found(notes: Iterable[Note], wanted: Wanted, curation: Curation) -> list[Note]:
    """The notes that are wanted, in the same order."""
    tests = list(_tests(wanted, curation))
    return [note for note in notes if all(test(note) for test in tests)]


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
        yield lambda note: text in note.text.casefold()
    if wanted.state in STATES:
        yield lambda note: STATES[wanted.state](note, curation)
