"""Nationalities and religions, in five languages."""

from collections.abc import Iterator
from functools import cache

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import is_of, nationalities, words_of
from surveys.stripping.recognisers.reading import Reading
from surveys.stripping.recognisers.span import Span

HALF = "half "
WORD = regex.compile(r"\p{L}[\p{L}-]{2,}")
# Small letters too, but not these: they are everyday words then.
ONLY_WITH_CAPITAL = frozenset(
    {"polish", "pole", "catholic", "orthodox", "finish", "turkey", "jain", "ladino", "reformed"}
)
# The language of all of us rather than an origin.
EVERYBODYS = frozenset({"english", "anglais", "englisch", "inglese", "inglés"})
# Of gender, number and case: italienne, Italienerinnen, tedesche, brasileños.
ENDINGS = [
    "",
    "nen",
    "erinnen",
    "innen",
    "erin",
    "ische",
    "ischer",
    "ischen",
    "nes",
    "hen",
    "hes",
    "in",
    "ne",
    "es",
    "en",
    "em",
    "er",
    "as",
    "os",
    "he",
    "hi",
    "e",
    "s",
    "a",
    "o",
    "i",
]


def is_nationality(word: str) -> bool:
    """An adjective or noun of nationality or religion, in small letters, also in the plural."""
    return word in _all()


@cache
def _all() -> frozenset[str]:
    english = {form for word in nationalities() for form in (word, f"{word}s")}
    stems = words_of("foreign_nationalities")
    foreign = {form for stem in stems for ending in ENDINGS if not is_of(form := stem + ending, "E") or form in english}
    return frozenset((english | foreign) - EVERYBODYS)


@cache
def _cues() -> frozenset[str]:
    return frozenset(part for word in _all() for part in word.split("-"))


def find_nationalities(text: Reading) -> Iterator[Span]:
    """Where somebody comes from or what somebody believes; hints."""
    for match in WORD.finditer(text) if not text.words.isdisjoint(_cues()) else ():
        word = match.group()
        low = word.lower()
        if is_nationality(low) and not (word.islower() and low in ONLY_WITH_CAPITAL):
            start = match.start() - len(HALF) if text.low.endswith(HALF, 0, match.start()) else match.start()
            yield Span(start, match.end(), "NRP", Certainty.HINT, "nationality")
