"""Curation: what facilitators do to notes."""

from surveys.curation.curation import WITHHOLDING_REASONS as WITHHOLDING_REASONS
from surveys.curation.curation import Curation as Curation
from surveys.curation.curation import UnknownReason as UnknownReason
from surveys.curation.curation import from_document as from_document
from surveys.curation.curation import to_document as to_document
from surveys.curation.masking import MASK as MASK
from surveys.curation.masking import MasksDoNotFit as MasksDoNotFit
from surveys.curation.masking import mask_words as mask_words
from surveys.curation.masking import words_of as words_of
