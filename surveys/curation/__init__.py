"""Curation: what facilitators do to notes."""

from surveys.curation.curation import (
    WITHHOLDING_REASONS,
    Curation,
    UnknownReason,
    from_document,
    to_document,
)
from surveys.curation.masking import MASK, MasksDoNotFit, mask_words, words_of

__all__ = [
    "MASK",
    "WITHHOLDING_REASONS",
    "Curation",
    "MasksDoNotFit",
    "UnknownReason",
    "from_document",
    "mask_words",
    "to_document",
    "words_of",
]
