"""Placeholders such as [a person] stay on one line, in every language, wherever a sheet is drawn."""

import regex

# A few words in brackets. Longer ones are somebody's own aside, and have to break like any text.
IN_BRACKETS = regex.compile(r"\[[\p{L}\p{M}\u200c '’/-]{1,32}\]")
# Where a line may break without a space: behind a hyphen or slash, and at each sign of a script that has no spaces.
BREAK = regex.compile(r"(?<=[-/])(?!\])|(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}])(?=[\w-])")
WORD_JOINER = "\u2060"
"""Takes no room, is never seen, and lets no line break in."""


def held_together(text: str) -> str:
    """The text with no place to break a line inside short brackets; it looks the same."""
    return str(IN_BRACKETS.sub(lambda found: BREAK.sub(WORD_JOINER, found[0].replace(" ", "\u00a0")), text))
