"""Which way a text runs."""

import unicodedata

STRONG_DIRECTIONS = {"L": False, "R": True, "AL": True}


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own is Arabic, Hebrew or the like (UAX #9, P2)."""
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((STRONG_DIRECTIONS[kind] for kind in classes if kind in STRONG_DIRECTIONS), False)
