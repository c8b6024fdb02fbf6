"""Nationalities and religions."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import nationalities
from surveys.stripping.recognisers.span import Span

WORD = regex.compile(r"\p{L}[\p{L}-]{3,}")
# Small letters too, but not these: they are everyday words then.
ONLY_WITH_CAPITAL = frozenset({"polish", "pole", "catholic", "orthodox", "finish", "turkey"})
# The language of all of us rather than an origin.
EVERYBODYS = "english"


def find_nationalities(text: str) -> Iterator[Span]:
    """An adjective or noun of nationality or religion, also in the plural; a hint."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        known = (word in nationalities() and word != EVERYBODYS) or (
            word.endswith("s") and word[:-1] in nationalities()
        )
        if known and not (word in ONLY_WITH_CAPITAL and match.group().islower()):
            yield Span(match.start(), match.end(), "NRP", Certainty.HINT, "nationality")
