"""Notes as people read them: placeholders in their language, and signs that every font has.

Placeholders are stored in English, which says nothing about the writer.
"""

from collections.abc import Callable

import regex

from surveys.signs_of_word import with_signs_of_word
from surveys.stripping.placeholders import PLACEHOLDER

_PLACEHOLDERS = regex.compile(f"({PLACEHOLDER.pattern})")


def with_placeholders(text: str, gettext: Callable[[str], str]) -> str:
    """A note as people read it; but for the signs of Word, the rest of it stays, letter for letter."""
    return "".join(at_placeholders(text, gettext))


def at_placeholders(text: str, gettext: Callable[[str], str]) -> list[str]:
    """The same in parts: every second one is a placeholder, and the others are what is around them."""
    parts: list[str] = _PLACEHOLDERS.split(with_signs_of_word(text))
    parts[1::2] = [f"[{gettext(wording[1:-1])}]" for wording in parts[1::2]]
    return parts
