"""Countries and towns."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import everyday_words, physics_words, places
from surveys.stripping.recognisers.span import Span

# One to three words, the first with a capital; whether they are a place is looked up, longest first.
WORD = regex.compile(r"\p{Lu}[\p{L}\p{M}'.-]*\p{L}")
UP_TO_THREE = regex.compile(r"\p{Lu}[\p{L}\p{M}'-]*(?:[ -][\p{L}\p{M}'-]+){0,2}")
NOT_A_PLACE = frozenset(
    {"cern", "university", "most", "same", "why", "of", "cms", "us", "point", "central", "date"}
)


def find_places(text: str) -> Iterator[Span]:
    """Names from the list, written with a capital; a hint."""
    done = 0
    for word in WORD.finditer(text):
        phrase = UP_TO_THREE.match(text, word.start())
        if word.start() < done or phrase is None:
            continue
        length: int = next((n for n in _lengths(phrase.group()) if is_place(phrase.group()[:n].lower())), 0)
        if length:
            done = word.start() + length
            yield Span(word.start(), done, "LOCATION", Certainty.HINT, "a place")


def _lengths(phrase: str) -> list[int]:
    ends = [i for i, letter in enumerate(phrase) if letter == " "]
    return [len(phrase), *reversed(ends)]


def is_place(name: str) -> bool:
    """Whether a name in small letters is a place and nothing more usual."""
    if name not in places() or name in NOT_A_PLACE:
        return False
    return name not in everyday_words() and name not in physics_words()
