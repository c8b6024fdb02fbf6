"""Picking notes at random in the meeting: uniformly, without repeats until all are through."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from surveys.editions import drawn
from surveys.sealing import NoteId


@dataclass(frozen=True)
class Picks:
    """`shown` are the notes picked in this round, in order; the last one is on the screen."""

    shown: tuple[NoteId, ...] = ()
    set_aside: frozenset[NoteId] = frozenset()
    discussed: frozenset[NoteId] = frozenset()

    @property
    def current(self) -> NoteId | None:
        """The note on the screen."""
        return self.shown[-1] if self.shown else None

    def next(self, candidates: Iterable[NoteId]) -> "Picks":
        """One more, uniformly among the candidates that were not shown in this round.

        When all are through, the round begins anew with the note on the screen left out.
        """
        possible = [i for i in candidates if i not in self.set_aside and i not in self.discussed]
        fresh = [i for i in possible if i not in self.shown]
        if fresh:
            return replace(self, shown=(*self.shown, *drawn(fresh, 1)))
        again = [i for i in possible if i != self.current] or possible
        return replace(self, shown=tuple(drawn(again, 1)))

    def with_set_aside(self, note_id: NoteId) -> "Picks":
        """This note is not picked any more."""
        return replace(self, set_aside=self.set_aside | {note_id})

    def with_discussed(self, note_id: NoteId) -> "Picks":
        """This note is through."""
        return replace(self, discussed=self.discussed | {note_id})

    def started_over(self) -> "Picks":
        """As before the first pick."""
        return Picks()
