"""Placeholders in the language of a reader. They are stored in English, which says nothing about the writer."""

from collections.abc import Callable

from surveys.stripping.placeholders import PLACEHOLDER


def with_placeholders(text: str, gettext: Callable[[str], str]) -> str:
    """A note as people read it; the rest of it stays, letter for letter."""
    return str(PLACEHOLDER.sub(lambda found: f"[{gettext(found[0][1:-1])}]", text))
