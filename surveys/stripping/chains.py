"""Chains: texts in which each finding hides the next one, such as +41+41+41. The rest of one is removed as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, repeat

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers import Span

ROUNDS_FOR_NOTES = 4
"""Notes give up all that they hold in so many rounds, and need a further one to see that nothing is left."""
GROWTH = 16


def reaches() -> Iterator[int | None]:
    """Round by round, how many letters to each side of a finding go with it.

    None in the first rounds, so that notes lose nothing more than what was found. Then the rest of the word, and
    sixteen times as many letters in each: a few rounds are enough for any text, and the work stays linear.
    """
    yield from repeat(None, ROUNDS_FOR_NOTES)
    yield 0
    yield from (GROWTH**further for further in count(1))


def widened(text: str, spans: Sequence[Span], reach: int | None) -> list[Span]:
    """The spans with so many letters to each side, on to white space; those that meet become one. None: as they are.

    A span that grew may contain what must be removed, so the writer cannot keep it.
    """
    if reach is None:
        return list(spans)
    wide: list[Span] = []
    for span in spans:
        done = wide[-1].end if wide else 0
        end = done if span.end + reach <= done else _space_behind(text, max(done, span.end + reach))
        start = _space_before(text, done, span.start - reach)
        if wide and start <= done:
            wide[-1] = replace(wide[-1], end=end, certainty=Certainty.CERTAIN)
        elif (start, end) == (span.start, span.end):
            wide.append(span)
        else:
            wide.append(replace(span, start=start, end=end, certainty=Certainty.CERTAIN))
    return wide


def _space_behind(text: str, here: int) -> int:
    return min(place if (place := text.find(space, here)) >= 0 else len(text) for space in " \n")


def _space_before(text: str, first: int, here: int) -> int:
    return max(first, *(text.rfind(space, first, max(first, here)) + 1 for space in " \n"))
