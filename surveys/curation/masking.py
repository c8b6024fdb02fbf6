"""Masking words of a note: a mark in the place of each stretch of words, for good."""

import re
from collections.abc import Collection

from surveys.stripping import StrippedText

MASK = "[…]"
_WORD = re.compile(r"\S+")
_ADJACENT_MASKS = re.compile(r"\[…\](\s+\[…\])+")


def words_of(text: str) -> list[str]:
    """The words of a note as the mask page offers them: stretches without white space."""
    return _WORD.findall(text)


def mask_words(text: StrippedText, positions: Collection[int]) -> StrippedText:
    """The text with the words at these positions replaced; neighbours share one mark, so it hardly grows."""
    numbered = iter(range(len(text)))
    masked = _WORD.sub(lambda word: MASK if next(numbered) in positions else word.group(), text)
    return StrippedText(_ADJACENT_MASKS.sub(MASK, masked))
