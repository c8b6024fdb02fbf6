"""What facilitators do to notes: read, withhold, group, answer with actions, pick. They can never reword or add."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from surveys.curation.actions import (
    Action,
    Actions,
    Moves,
    moves_between,
    with_action_added,
    with_action_changed,
    with_moves_undone,
    without_action,
    without_theme_of_actions,
)
from surveys.curation.picking import Picks
from surveys.curation.themes import Themes, theme_by_id, with_themes_merged, without_theme
from surveys.sealing import NoteId

WITHHOLDING_REASONS = ("identifies", "hurts", "off-topic", "spam")
"""Names of the reasons; the pages have the words for them."""

STEPS_BACK = 10
"""How many changes of the pinboard can be undone."""


class UnknownReason(Exception):
    """A note can be withheld only for one of the listed reasons."""


class NothingToUndo(Exception):
    """The pinboard is as it was ten steps ago, or was never changed."""


@dataclass(frozen=True)
class PastBoard:
    """An earlier state of the pinboard, and the actions that the step after it put under another theme."""

    themes: Themes
    moves: Moves = field(default_factory=dict)


@dataclass(frozen=True)
class Curation:
    """The state of a facilitators' table. Masks are not in it: they lie on the wall, for good.

    `needs_care` are notes to be announced before they are shown, `quoted` those picked for the board summary,
    `past` the earlier states of the pinboard, newest first.
    """

    read: frozenset[NoteId] = frozenset()
    withheld: Mapping[NoteId, str] = field(default_factory=dict)
    needs_care: frozenset[NoteId] = frozenset()
    quoted: frozenset[NoteId] = frozenset()
    themes: Themes = ()
    past: tuple[PastBoard, ...] = ()
    actions: Actions = ()
    picks: Picks = field(default_factory=Picks)

    def with_read(self, ids: Iterable[NoteId]) -> "Curation":
        """The same, with these notes shown once."""
        return replace(self, read=self.read | frozenset(ids))

    def with_withheld(self, note_id: NoteId, reason: str) -> "Curation":
        """The same, with one note withheld; raises UnknownReason."""
        if reason not in WITHHOLDING_REASONS:
            raise UnknownReason
        return replace(self, withheld={**self.withheld, note_id: reason})

    def with_given_back(self, note_id: NoteId) -> "Curation":
        """The same, with one note no longer withheld."""
        return replace(self, withheld={i: r for i, r in self.withheld.items() if i != note_id})

    def with_care(self, note_id: NoteId, *, needed: bool) -> "Curation":
        """The same, with the content warning of one note set or taken away."""
        return replace(self, needs_care=_with(self.needs_care, note_id, needed))

    def with_quoted(self, note_id: NoteId, *, picked: bool) -> "Curation":
        """The same, with one note picked for the board summary or not; who may be quoted is decided elsewhere."""
        return replace(self, quoted=_with(self.quoted, note_id, picked))

    def with_themes(self, themes: Themes) -> "Curation":
        """The same with another pinboard; the earlier one can be brought back."""
        return self._with_board(themes, self.actions)

    def without_theme(self, theme_id: str) -> "Curation":
        """The same without a theme; its notes and actions stand under none. Raises UnknownTheme."""
        return self._with_board(without_theme(self.themes, theme_id), without_theme_of_actions(self.actions, theme_id))

    def with_themes_merged(self, gone_id: str, into_id: str) -> "Curation":
        """The same with one theme merged into another, its actions too. Raises UnknownTheme."""
        actions = without_theme_of_actions(self.actions, gone_id, into_id)
        return self._with_board(with_themes_merged(self.themes, gone_id, into_id), actions)

    def with_action_added(self, action: Action) -> "Curation":
        """The same with one more possible action; raises UnknownTheme."""
        return replace(self, actions=with_action_added(self.actions, self._themed(action)))

    def with_action_changed(self, action: Action, *, shown: str) -> "Curation":
        """The same with a possible action changed from what was shown; raises UnknownTheme and others."""
        return replace(self, actions=with_action_changed(self.actions, self._themed(action), shown=shown))

    def without_action(self, action_id: str, *, shown: str) -> "Curation":
        """The same without a possible action; raises UnknownAction or ActionChanged."""
        return replace(self, actions=without_action(self.actions, action_id, shown=shown))

    def undone(self) -> "Curation":
        """The same with the pinboard one step back, and the actions that moved with it; raises NothingToUndo."""
        if not self.past:
            raise NothingToUndo
        last, *earlier = self.past
        return replace(
            self, themes=last.themes, actions=with_moves_undone(self.actions, last.moves), past=tuple(earlier)
        )

    def _with_board(self, themes: Themes, actions: Actions) -> "Curation":
        if themes == self.themes:
            return self
        past = PastBoard(self.themes, moves_between(self.actions, actions))
        return replace(self, themes=themes, actions=actions, past=(past, *self.past)[:STEPS_BACK])

    def _themed(self, action: Action) -> Action:
        if action.theme:
            theme_by_id(self.themes, action.theme)
        return action


def _with(ids: frozenset[NoteId], note_id: NoteId, wanted: bool) -> frozenset[NoteId]:
    return ids | {note_id} if wanted else ids - {note_id}
