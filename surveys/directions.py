"""How languages and texts are written: from left to right, or from right to left."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup, escape

FROM_RIGHT = ("ar", "fa", "he", "ur")
"""The languages of OF_SURVEYS that are written from right to left."""
STRONG_DIRECTIONS = {"L": False, "R": True, "AL": True}
_IN_BRACKETS = re.compile(r"(\[[^\W_][^\[\]\n]*\])")
"""A placeholder, which is in the language of whoever reads: an English note may begin with a Persian one."""


def direction_of(language: str) -> str:
    """How a language is written: rtl or ltr."""
    return "rtl" if language in FROM_RIGHT else "ltr"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own is Arabic, Hebrew or the like (UAX #9, P2).

    Placeholders do not count.
    """
    return bool(_direction(text))


def stretches(text: str) -> list[tuple[str, bool]]:
    """A text cut where its lines change their direction, each part with whether it runs from right to left.

    A line without a letter, such as a number or an empty one, goes with the line before.
    """
    lines, before = [], is_right_to_left(text)
    if "\n" not in text:
        return [(text, before)]
    for line in text.split("\n"):
        own = _direction(line)
        before = before if own is None else own
        lines.append((line, before))
    return [("\n".join(line for line, _way in part), way) for way, part in groupby(lines, key=lambda one: one[1])]


def at_brackets(text: str) -> list[str]:
    """A text in parts: every second one is in brackets, which in a note that is translated may be a placeholder."""
    return _IN_BRACKETS.split(text)


def isolated(parts: Sequence[str], language: str) -> Markup:
    """A note as HTML, from its parts, of which every second one is a placeholder in the language of whoever reads.

    A placeholder is read out in that language, and decides nothing about the direction of the note around it.
    """
    begin = f'<bdi lang="{tag_of(language)}">'
    escaped = [str(escape(one)) for one in parts]
    escaped[1::2] = [f"{begin}{one}</bdi>" for one in escaped[1::2]]
    return Markup("".join(escaped))  # noqa: S704  (all parts are escaped; a pinboard has ten thousand notes)


def tag_of(language: str) -> str:
    """A language as HTML, addresses and documents name it: zh-Hans."""
    return language.replace("_", "-")


def attributes(language: str, direction: str) -> str:
    """The attributes of an HTML element; "" for a language that need not be named."""
    lang = f' lang="{tag_of(language)}"' if language else ""
    return f'{lang} dir="{direction}"'


def _direction(text: str) -> bool | None:
    """What is in brackets counts only where nothing else has a direction."""
    own = _first_direction(_IN_BRACKETS.sub("", text))
    return _first_direction(text) if own is None else own


def _first_direction(text: str) -> bool | None:
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((STRONG_DIRECTIONS[kind] for kind in classes if kind in STRONG_DIRECTIONS), None)
