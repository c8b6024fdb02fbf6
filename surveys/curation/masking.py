"""Masking words of a note: a mark in the place of each stretch of words, for good."""

from collections.abc import Collection

import regex

from surveys.sealing import TEXT_LIMIT
from surveys.stripping import StrippedText

MASK = "[…]"
_ROOM = TEXT_LIMIT + 100  # bytes; the payload has some more than a text may take, so that masks fit
# A mark; one letter with its accents in scripts that put no space between words; else a stretch without white space
# that stops at either.
_SPACELESS = r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_WORD = regex.compile(rf"\[…\]|(?={_SPACELESS})\X|(?:(?!{_SPACELESS}|\[…\])\S)+")
_ADJACENT_MASKS = regex.compile(r"\[…\](\s*\[…\])+")


class MasksDoNotFit(Exception):
    """So many short words were masked one by one that the note would outgrow its place."""


def words_of(text: str) -> list[str]:
    """The words of a note as the mask page offers them; single letters where a script puts no space between words."""
    return list(_WORD.findall(text))


def mask_words(text: StrippedText, positions: Collection[int]) -> StrippedText:
    """The text with the words at these positions replaced; neighbours share one mark, so it hardly grows.

    Raises MasksDoNotFit.
    """
    numbered = iter(range(len(text)))
    masked = _WORD.sub(lambda word: MASK if next(numbered) in positions else word.group(), text)
    masked = _ADJACENT_MASKS.sub(MASK, masked)
    if len(masked.encode()) > _ROOM:
        raise MasksDoNotFit
    return StrippedText(masked)
