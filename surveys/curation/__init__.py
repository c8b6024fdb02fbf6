"""Curation: what facilitators do to notes."""

from surveys.curation.actions import LONGEST_ACTION, Action, ActionChanged, ActionState, ReasonMissing, UnknownAction
from surveys.curation.actions import action_by_id, fingerprint_of
from surveys.curation.alike import count_alike, notes_alike
from surveys.curation.answers import LONGEST_ANSWER, AnswerChanged, RoleAnswer, UnknownAnswer, answer_by_id
from surveys.curation.answers import answers_about, fingerprint_of_answer
from surveys.curation.curation import WITHHOLDING_REASONS, Curation, NothingToUndo, UnknownReason
from surveys.curation.documents import NewerCuration, from_document, to_document
from surveys.curation.masking import MASK, MasksDoNotFit, mask_words, words_of
from surveys.curation.picking import Picks, picked_among
from surveys.curation.themes import COLOURS, LONGEST_NAME, Theme, Themes, UnknownTheme, sorted_under, theme_by_id
from surveys.curation.themes import theme_of, with_biggest_first, with_note_moved, with_note_on_top, with_notes_moved
from surveys.curation.themes import with_theme_added, with_theme_changed, with_theme_shifted, with_themes_named
from surveys.curation.sharing import may_be_quoted, may_be_read_aloud, may_appear_in_sheet
