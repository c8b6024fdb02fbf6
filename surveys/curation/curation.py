"""What facilitators do to notes: read, withhold, group, answer with actions, pick. They can never reword or add."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from surveys.curation.actions import Action, ActionChanged, Actions, action_by_id, fingerprint_of
from surveys.curation.answers import AnswerChanged, RoleAnswer, RoleAnswers, answer_by_id, fingerprint_of_answer
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
    """An earlier state of the pinboard, and the actions and answers that the next step moved to another theme.

    `moves` has the old and the new theme, by the id of the action or answer.
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
    answers: RoleAnswers = ()
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

    def with_answer_added(self, answer: RoleAnswer) -> "Curation":
        """The same with one more answer at the end; one sent twice is added once. Raises UnknownTheme."""
        self._require_subject_of(answer)
        is_here = any(replace(other, id=answer.id) == answer for other in self.answers)
        return self if is_here else replace(self, answers=(*self.answers, answer))

    def with_answer_changed(self, answer: RoleAnswer, *, shown: str) -> "Curation":
        """The same with an answer changed from what was shown; raises UnknownAnswer or AnswerChanged."""
        self._require_unchanged_answer(answer.id, shown)
        return replace(self, answers=tuple(answer if other.id == answer.id else other for other in self.answers))

    def without_answer(self, answer_id: str, *, shown: str) -> "Curation":
        """The same without an answer; raises UnknownAnswer or AnswerChanged."""
        self._require_unchanged_answer(answer_id, shown)
        return replace(self, answers=tuple(answer for answer in self.answers if answer.id != answer_id))

    def undone(self) -> "Curation":
        """The same with the pinboard one step back, and what moved with it; raises NothingToUndo.

        Actions and answers that somebody has moved again since stay where they are.
        """
        if not self.past:
            raise NothingToUndo
        last, *earlier = self.past

        def theme_before(thing: Action | RoleAnswer, theme: str) -> str:
            old, new = last.moves.get(thing.id, (theme, theme))
            return old if theme == new else theme

        actions = tuple(replace(a, theme=theme_before(a, a.theme)) for a in self.actions)
        answers = tuple(replace(a, about=theme_before(a, a.about)) for a in self.answers)
        return replace(self, themes=last.themes, actions=actions, answers=answers, past=tuple(earlier))

    def _with_pinboard(self, themes: Themes, gone_id: str = "", into_id: str = "") -> "Curation":
        """Move what is under a deleted theme to the theme that it was merged into, or to none."""
        if themes == self.themes:
            return self
        of_actions, of_answers = (gone_id, into_id), (f"t{gone_id}", f"t{into_id}" if into_id else "")
        moves = {a.id: of_actions for a in self.actions if gone_id and a.theme == gone_id}
        moves |= {a.id: of_answers for a in self.answers if gone_id and a.about == f"t{gone_id}"}
        actions = tuple(replace(a, theme=into_id) if a.id in moves else a for a in self.actions)
        answers = tuple(replace(a, about=of_answers[1]) if a.id in moves else a for a in self.answers)
        past = (EarlierPinboard(self.themes, moves), *self.past)[:STEPS_BACK]
        return replace(self, themes=themes, actions=actions, answers=answers, past=past)

    def _require_subject_of(self, answer: RoleAnswer) -> None:
        if answer.about.startswith("t"):
            theme_by_id(self.themes, answer.about[1:])

    def _require_unchanged_answer(self, answer_id: str, shown: str) -> None:
        if fingerprint_of_answer(answer_by_id(self.answers, answer_id)) != shown:
            raise AnswerChanged

    def _require_theme_of(self, action: Action) -> None:
        if action.theme:
            theme_by_id(self.themes, action.theme)

    def _require_unchanged(self, action_id: str, shown: str) -> None:
        if fingerprint_of(action_by_id(self.actions, action_id)) != shown:
            raise ActionChanged


def _with(ids: frozenset[NoteId], note_id: NoteId, wanted: bool) -> frozenset[NoteId]:
    return ids | {note_id} if wanted else ids - {note_id}
