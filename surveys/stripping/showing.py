"""Notes as people read them: placeholders in their language, and signs that every font has.

Placeholders are stored in English, which says nothing about the writer.
"""

from collections.abc import Callable

import regex

from surveys.stripping.placeholders import PLACEHOLDER

_PLACEHOLDERS = regex.compile(f"({PLACEHOLDER.pattern})")

_OF_WORD = (
    "\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf0fb\uf0fe\uf0e0\uf0df\uf0e8\uf0ae\uf0de"
    "\uf06c\uf06e\uf06f\uf071\uf0a8\uf02d\uf04a\uf04b\uf04c"
)
_SIGNS = str.maketrans(_OF_WORD, "•▪❖➢✓✗☑→←➔→⇒●■□❑◻–☺😐☹")
"""Private characters of the fonts Symbol and Wingdings in what people paste from Word, and what they show there.

https://www.unicode.org/L2/L2011/11052r-wingding.pdf
"""


def with_signs_of_word(text: str) -> str:
    """The text with bullets, arrows and smileys as anybody's fonts have them; every other character stays."""
    return text if text.isascii() else text.translate(_SIGNS)


def with_placeholders(text: str, gettext: Callable[[str], str]) -> str:
    """A note as people read it; but for the signs of Word, the rest of it stays, letter for letter."""
    return "".join(at_placeholders(text, gettext))


def at_placeholders(text: str, gettext: Callable[[str], str]) -> list[str]:
    """The same in parts: every second one is a placeholder, and the others are what is around them."""
    parts: list[str] = _PLACEHOLDERS.split(with_signs_of_word(text))
    parts[1::2] = [f"[{gettext(wording[1:-1])}]" for wording in parts[1::2]]
    return parts
