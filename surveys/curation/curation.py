"""What facilitators do to notes: read, withhold, group, answer with actions, pick. They can never reword or add."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from surveys.curation.actions import Action, ActionChanged, Actions, action_by_id, fingerprint_of
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
    """There is no earlier state: ten steps were undone, or the pinboard was never changed."""


@dataclass(frozen=True)
class EarlierPinboard:
    """An earlier state of the pinboard, and the actions that the next step moved to another theme.

    `moves` has the old and the new theme, by the id of the action.
    """

    themes: Themes
    moves: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Curation:
    """What facilitators have decided. Masks are not in it: they are on the wall, for good.

    `needs_care` are notes to be announced before they are shown, `quoted` those picked for the management summary,
    `past` the earlier states of the pinboard, newest first.
    """

    read: frozenset[NoteId] = frozenset()
    withheld: Mapping[NoteId, str] = field(default_factory=dict)
    needs_care: frozenset[NoteId] = frozenset()
    quoted: frozenset[NoteId] = frozenset()
    themes: Themes = ()
    past: tuple[EarlierPinboard, ...] = ()
    actions: Actions = ()
    picks: Picks = field(default_factory=Picks)
    revision: int = field(default=0, compare=False)
    """How often it had been saved when it was read; it can be saved only if nobody else has saved it since."""

    def with_read(self, ids: Iterable[NoteId]) -> "Curation":
        """The same, with these notes marked as read."""
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
        """The same, with the content warning of one note set or removed."""
        return replace(self, needs_care=_with(self.needs_care, note_id, needed))

    def with_quoted(self, note_id: NoteId, *, picked: bool) -> "Curation":
        """The same, with one note picked or not for the management summary; `sharing` decides who may be quoted."""
        return replace(self, quoted=_with(self.quoted, note_id, picked))

    def with_themes(self, themes: Themes) -> "Curation":
        """The same with another pinboard; the step can be undone."""
        return self._with_pinboard(themes)

    def without_theme(self, theme_id: str) -> "Curation":
        """The same without a theme; its notes and actions are then under no theme. Raises UnknownTheme."""
        return self._with_pinboard(without_theme(self.themes, theme_id), theme_id)

    def with_themes_merged(self, gone_id: str, into_id: str) -> "Curation":
        """The same with one theme and its actions merged into another. Raises UnknownTheme."""
        return self._with_pinboard(with_themes_merged(self.themes, gone_id, into_id), gone_id, into_id)

    def with_action_added(self, action: Action) -> "Curation":
        """The same with one more possible action at the end; one sent twice is added once. Raises UnknownTheme."""
        self._require_theme_of(action)
        stands_already = any(replace(other, id=action.id) == action for other in self.actions)
        return self if stands_already else replace(self, actions=(*self.actions, action))

    def with_action_changed(self, action: Action, *, shown: str) -> "Curation":
        """The same with a possible action changed from what was shown; raises UnknownTheme and others."""
        self._require_theme_of(action)
        self._require_unchanged(action.id, shown)
        return replace(self, actions=tuple(action if other.id == action.id else other for other in self.actions))

    def without_action(self, action_id: str, *, shown: str) -> "Curation":
        """The same without a possible action; raises UnknownAction or ActionChanged."""
        self._require_unchanged(action_id, shown)
        return replace(self, actions=tuple(action for action in self.actions if action.id != action_id))

    def undone(self) -> "Curation":
        """The same with the pinboard one step back, and the actions that moved with it; raises NothingToUndo.

        Actions that somebody has moved again since stay where they are.
        """
        if not self.past:
            raise NothingToUndo
        last, *earlier = self.past
        actions = tuple(
            replace(a, theme=last.moves[a.id][0]) if a.theme == last.moves.get(a.id, ("", None))[1] else a
            for a in self.actions
        )
        return replace(self, themes=last.themes, actions=actions, past=tuple(earlier))

    def _with_pinboard(self, themes: Themes, gone_id: str = "", into_id: str = "") -> "Curation":
        """Move the actions of a deleted theme to the theme that it was merged into, or to none."""
        if themes == self.themes:
            return self
        homeless = {action.id for action in self.actions if gone_id and action.theme == gone_id}
        actions = tuple(replace(a, theme=into_id) if a.id in homeless else a for a in self.actions)
        past = EarlierPinboard(self.themes, dict.fromkeys(homeless, (gone_id, into_id)))
        return replace(self, themes=themes, actions=actions, past=(past, *self.past)[:STEPS_BACK])

    def _require_theme_of(self, action: Action) -> None:
        if action.theme:
            theme_by_id(self.themes, action.theme)

    def _require_unchanged(self, action_id: str, shown: str) -> None:
        if fingerprint_of(action_by_id(self.actions, action_id)) != shown:
            raise ActionChanged


def _with(ids: frozenset[NoteId], note_id: NoteId, wanted: bool) -> frozenset[NoteId]:
    return ids | {note_id} if wanted else ids - {note_id}
