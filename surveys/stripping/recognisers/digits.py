"""Whether a text has digits at all: most notes have none, and half of the recognisers can go home."""

import regex

DIGIT = regex.compile(r"\d")


def has_digits(text: str) -> bool:
    """Whether there is a digit of any script."""
    return DIGIT.search(text) is not None
