"""Countries and towns."""

from collections.abc import Iterator

import regex

from surveys.stripping import gazetteers as lists
from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import words_of
from surveys.stripping.recognisers.span import Span

# One to three words; whether they are a place is looked up, longest first.
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'.-]*\p{L}")
UP_TO_THREE = regex.compile(r"\p{L}[\p{L}\p{M}'-]*(?:[ -][\p{L}\p{M}'-]+){0,2}")
SHORTEST_IN_SMALL_LETTERS = 5
SHORTEST_ADDED = 4


def find_places(text: str) -> Iterator[Span]:
    """Names from the list; in small letters only where they are long and no person's name; a hint."""
    done = 0
    for word in WORD.finditer(text):
        if word.start() < done or word.group().split("-")[0].lower() not in lists.beginnings_of_places():
            continue
        phrase = UP_TO_THREE.match(text, word.start())
        if phrase is None:
            continue
        length: int = next((n for n in _lengths(phrase.group()) if _is_written_as_place(phrase.group()[:n])), 0)
        if length:
            done = word.start() + length
            yield Span(word.start(), done, "LOCATION", Certainty.HINT, "a place")


def _lengths(phrase: str) -> list[int]:
    ends = [i for i, letter in enumerate(phrase) if letter == " "]
    return [len(phrase), *reversed(ends)]


def _is_written_as_place(phrase: str) -> bool:
    low = phrase.lower()
    if low in lists.certain_towns():
        return True
    if phrase[0].isupper() and low in lists.words_of("foreign_places"):
        return True
    if not is_place(low) or (phrase.isupper() and len(phrase) == 3 and phrase not in ("USA", "UAE")):
        return False
    if phrase[0].isupper():
        return True
    if low in words_of("added_places") and len(low) >= SHORTEST_ADDED:
        return True
    return len(low) >= SHORTEST_IN_SMALL_LETTERS and not lists.is_name(low)


def is_place(name: str) -> bool:
    """Whether a name in small letters is a place and nothing more usual."""
    if name not in lists.places() or name in words_of("never_places"):
        return False
    return not lists.is_of(name, "EO" + lists.PHYSICS)
