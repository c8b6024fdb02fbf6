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
    screen is shown although it needs care.
    """

    shown: tuple[NoteId, ...] = ()
    current: NoteId | None = None
    is_revealed: bool = False
    skipped: frozenset[NoteId] = frozenset()
    set_aside: frozenset[NoteId] = frozenset()
    discussed: frozenset[NoteId] = frozenset()
    among: str = ""

    def next(self, candidates: Collection[NoteId]) -> "Picks":
        """Show the note after the one on the screen, or pick one uniformly from those that were not shown.

        When all have been shown, nothing is on the screen.
        """
        again = [i for i in self._after() if i in candidates and i not in self.set_aside]
        if again:
            return self._showing(again[0])
        fresh = self.left(candidates)
        if fresh:
            picked = drawn(fresh, 1)
            return replace(self._showing(picked[0]), shown=(*self.shown, *picked))
        waiting = [i for i in candidates if i in self.skipped]
        if waiting:
            picked = drawn([i for i in waiting if i != self.current] or waiting, 1)
            shown = (*(i for i in self.shown if i not in picked), *picked)
            return replace(self._showing(picked[0]), shown=shown, skipped=self.skipped.difference(picked))
        return self._showing(None)

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
        return Picks(among=self.among)

    def _showing(self, note_id: NoteId | None) -> "Picks":
        return replace(self, current=note_id, is_revealed=False)

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
