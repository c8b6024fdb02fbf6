"""How the tables of the tests read what was found."""

from surveys.stripping import Certainty, find


def found(text: str, *kinds: str) -> list[str]:
    """The stretches of text that were found, of some kinds only if kinds are named."""
    return [text[f.start : f.end] for f in find(text) if not kinds or f.kind in kinds]


def removed(text: str) -> list[str]:
    """The stretches that go unless the writer says otherwise."""
    return [text[f.start : f.end] for f in find(text) if f.certainty is not Certainty.HINT]


def in_both_cases(table: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """A table of texts with what is found in them, as written and in small letters."""
    small = [(text.lower(), [one.lower() for one in expected]) for text, expected in table if text != text.lower()]
    return table + small
