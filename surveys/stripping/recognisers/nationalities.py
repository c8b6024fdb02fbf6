"""Nationalities and religions, in five languages."""

from collections.abc import Iterator
from functools import cache

import regex

from surveys.stripping.lists import is_of, words_of
from surveys.stripping.recognisers.reading import Reading
from surveys.stripping.recognisers.rules import HINT, puts
from surveys.stripping.recognisers.span import Span

HALF = "half "
WORD = regex.compile(r"\p{L}[\p{L}-]{2,}")
# The language of all of us rather than an origin.
EVERYBODYS = frozenset({"english", "anglais", "englisch", "inglese", "inglés"})


def is_nationality(word: str) -> bool:
    """An adjective or noun of nationality or religion, in small letters, also in the plural."""
    return word in _all()


@cache
def _all() -> frozenset[str]:
    english = {form for word in words_of("nationalities.english") for form in (word, f"{word}s")}
    endings = ("", *words_of("nationalities.endings"))
    foreign = {stem + ending for stem in words_of("nationalities.foreign") for ending in endings}
    return frozenset(english | {form for form in foreign if not is_of(form, "E")}) - EVERYBODYS


@cache
def _cues() -> frozenset[str]:
    return frozenset(part for word in _all() for part in word.split("-"))


@puts("nationality")
def find_nationalities(text: Reading) -> Iterator[Span]:
    """Where somebody comes from or what somebody believes; hints."""
    for match in WORD.finditer(text) if not text.words.isdisjoint(_cues()) else ():
        word = match.group()
        low = word.lower()
        if is_nationality(low) and not (word.islower() and low in words_of("nationalities.with_capital")):
            start = match.start() - len(HALF) if text.low.endswith(HALF, 0, match.start()) else match.start()
            yield Span(start, match.end(), "NRP", HINT, "nationality")
