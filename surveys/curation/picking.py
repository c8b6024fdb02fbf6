"""Picking notes at random in the meeting: uniformly, and none twice until all have been shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from surveys.curation.themes import Themes
from surveys.sealing import Note, NoteId
from surveys.shuffling import drawn


@dataclass(frozen=True)
class Picks:
    """`shown` are the notes picked in this round, in order, and `current` the one on the screen.

    `skipped` ones come again when all others have been shown; `set_aside` and `discussed` ones never do.
    `among` says what is picked from, in the words of `picked_among`; `is_revealed` that the note on the
    screen is shown although it needs care. `coming` is the note drawn for the next step, which only the presenter sees.
    `is_hidden` blanks the room's screen; `shows_code` puts the code of the survey into a corner of it.
    """

    shown: tuple[NoteId, ...] = ()
    current: NoteId | None = None
    is_revealed: bool = False
    skipped: frozenset[NoteId] = frozenset()
    set_aside: frozenset[NoteId] = frozenset()
    discussed: frozenset[NoteId] = frozenset()
    among: str = ""
    coming: NoteId | None = None
    is_hidden: bool = False
    shows_code: bool = False

    def next(self, candidates: Collection[NoteId]) -> "Picks":
        """Show the note after the one on the screen, or the one drawn uniformly from those that were not shown.

        When all have been shown, nothing is on the screen.
        """
        coming = self.prepared(candidates).coming
        if coming is None or coming in self._after():
            return self._showing(coming)
        shown = (*(i for i in self.shown if i != coming), coming)
        return replace(self._showing(coming), shown=shown, skipped=self.skipped - {coming})

    def prepared(self, candidates: Collection[NoteId]) -> "Picks":
        """The same with the note that comes next drawn beforehand, so that the presenter sees it before the room."""
        again = [i for i in self._after() if i in candidates and i not in self.set_aside]
        if again:
            return replace(self, coming=again[0])
        waiting = [i for i in candidates if i in self.skipped]
        possible = self.left(candidates) or [i for i in waiting if i != self.current] or waiting
        if self.coming in possible:
            return self
        return replace(self, coming=drawn(possible, 1)[0] if possible else None)

    def back(self, candidates: Collection[NoteId]) -> "Picks":
        """Show the note before the one on the screen again; at the first one nothing changes."""
        earlier = [
            i for i in self.shown[: len(self.shown) - len(self._after()) - bool(self.current)] if i in candidates
        ]
        return self._showing(earlier[-1]) if earlier else self

    def left(self, candidates: Iterable[NoteId]) -> list[NoteId]:
        """The notes that have not been on the screen in this round."""
        through = {*self.shown, *self.set_aside, *self.discussed}
        return [i for i in candidates if i not in through]

    def revealed(self) -> "Picks":
        """Show the note on the screen although it needs care."""
        return replace(self, is_revealed=True)

    def with_hidden(self, *, hidden: bool) -> "Picks":
        """Blank the room's screen, or show it again."""
        return replace(self, is_hidden=hidden)

    def with_code(self, *, shown: bool) -> "Picks":
        """Put the code of the survey into a corner of the room's screen, or remove it."""
        return replace(self, shows_code=shown)

    def with_skipped(self, note_id: NoteId) -> "Picks":
        """Show this note again when all others have been shown."""
        return replace(self, skipped=self.skipped | {note_id})

    def with_set_aside(self, note_id: NoteId) -> "Picks":
        """Do not pick this note any more."""
        return replace(self, set_aside=self.set_aside | {note_id}, skipped=self.skipped - {note_id})

    def with_discussed(self, note_id: NoteId) -> "Picks":
        """Count this note as discussed."""
        return replace(self, discussed=self.discussed | {note_id}, skipped=self.skipped - {note_id})

    def chosen_among(self, among: str) -> "Picks":
        """Pick the next notes from a question, a category or a theme."""
        return replace(self._showing(None), among=among)

    def started_over(self) -> "Picks":
        """Start again, with the same question, category or theme to pick from."""
        return Picks(among=self.among, shows_code=self.shows_code)

    def _showing(self, note_id: NoteId | None) -> "Picks":
        return replace(self, current=note_id, is_revealed=False, is_hidden=False)

    def _after(self) -> tuple[NoteId, ...]:
        """The notes that were shown after the one on the screen, if somebody went back."""
        return self.shown[self.shown.index(self.current) + 1 :] if self.current in self.shown else ()


def picked_among(notes: Iterable[Note], among: str, themes: Themes) -> list[NoteId]:
    """The notes of a question ("q0"), a category ("q0c2") or a theme ("t" and its id), or all notes ("").

    A theme that no longer exists has no notes.
    """
    if among.startswith("t"):
        in_theme = {note_id for theme in themes if f"t{theme.id}" == among for note_id in theme.notes}
        return [note.id for note in notes if note.id in in_theme]
    return [note.id for note in notes if among in ("", f"q{note.prompt}", f"q{note.prompt}c{note.category}")]
