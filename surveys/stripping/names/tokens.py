"""Words, numbers and marks of a text, and its sentences: what the tagger reads."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from surveys.stripping.lists import words_of

# A word with its inner apostrophes and hyphens (O'Neill, Jean-Luc, al-Rashid), without a possessive 's.
LETTERS = r"\p{L}[\p{L}\p{M}\u200c\u200d]*+"
TOKEN = regex.compile(rf"{LETTERS}(?:['’-](?!s\b){LETTERS})*+|\d+|\n|[^\s\p{{L}}\p{{Cs}}\d]")
SENTENCE_ENDS = frozenset(".!?…")
OPENING_MARKS = SENTENCE_ENDS | frozenset(':\n"•')
"""Behind these a word has a capital that says nothing."""
TITLES = words_of("titles.any_letters")


class Token(NamedTuple):
    """A word, a number, one mark or a new line, with its place in the text. (A tuple: one is made for every word.)"""

    start: int
    end: int
    text: str


def read_tokens(text: str) -> list[Token]:
    """All tokens in order."""
    return [Token(match.start(), match.end(), match.group()) for match in TOKEN.finditer(text)]


def sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens sentence by sentence; each line begins one, with its new line."""
    start = 0
    for here in range(1, len(tokens)):
        if tokens[here].text == "\n" or _begins_sentence(tokens, here):
            yield tokens[start:here]
            start = here
    yield tokens[start:]


def _begins_sentence(tokens: list[Token], here: int) -> bool:
    """A capital letter behind a full stop that belongs to no initial and no title."""
    mark = tokens[here - 1]
    if mark.text not in SENTENCE_ENDS or tokens[here].start == mark.end or not tokens[here].text[0].isupper():
        return False
    before = tokens[here - 2].text if here > 1 else ""
    return len(before) > 2 and before.lower() not in TITLES
