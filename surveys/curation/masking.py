"""Masking: a mark replaces each run of words of a note, for good."""

from collections.abc import Collection

import regex

from surveys.sealing import TEXT_LIMIT
from surveys.stripping import StrippedText

MASK = "[…]"
_ROOM = TEXT_LIMIT + 100  # bytes; the payload is a little larger than the longest text, so that masks fit
# A mark; one letter with its accents in scripts that put no space between words; else a stretch without white space
# that stops at either.
_SPACELESS = r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_WORD = regex.compile(rf"\[…\]|(?={_SPACELESS})\X|(?:(?!{_SPACELESS}|\[…\])\S)+")
_ADJACENT_MASKS = regex.compile(r"\[…\](\s*\[…\])+")


class MasksDoNotFit(Exception):
    """Too many short words were masked one by one: the note would no longer fit into its slot."""


def words_of(text: str) -> list[str]:
    """The words of a note that can be masked; single letters in scripts without spaces between words."""
    return list(_WORD.findall(text))


def mask_words(text: StrippedText, positions: Collection[int]) -> StrippedText:
    """The text with the words at these positions replaced; neighbours share one mark, so it grows little.

    Raises MasksDoNotFit.
    """
    numbered = iter(range(len(text)))
    masked = _WORD.sub(lambda word: MASK if next(numbered) in positions else word.group(), text)
    masked = _ADJACENT_MASKS.sub(MASK, masked)
    if len(masked.encode()) > _ROOM:
        raise MasksDoNotFit
    return StrippedText(masked)
