"""Countries and towns."""

from collections.abc import Iterator
from functools import cache

import regex

from surveys.stripping import lists
from surveys.stripping.lists import alternatives, words_of
from surveys.stripping.recognisers.reading import Phrases, Reading
from surveys.stripping.recognisers.rules import HINT, puts
from surveys.stripping.recognisers.span import Span

SHORTEST_IN_SMALL_LETTERS = 5
SHORTEST_ADDED = 4
# Words before a place, in five languages.
BEHIND = regex.compile(rf"\b(?:{alternatives('places.before')}) $")
LONGEST_BEFORE = 9
OF_PHYSICS = regex.compile(rf"[ -](?:{alternatives('places.physics_behind')})\b")
# A town that no list has: with a capital behind "in" and "from", and nothing else that is known. Not "in ROOT".
NAME = r"\p{Lu}\p{Ll}[\p{L}'-]{2,20}"
UNKNOWN = regex.compile(rf"(?<=\b(?:[Ii]n|[Ff]rom|[Nn]ear) ){NAME}(?: {NAME}){{0,2}}(?![\p{{L}}'])")


_phrases = cache(lambda: Phrases(lists.places()))


@puts("a place")
def find_places(text: Reading) -> Iterator[Span]:
    """Names from the list, also in small letters; where a word may be more than a place, only behind "in" or "from"."""
    for start, end in _phrases().spans(text):
        before = text.low[max(0, start - LONGEST_BEFORE) : start]
        if (
            text[start - 1 : start] != "-"
            and not OF_PHYSICS.match(text, end)
            and _is_written_as_place(text[start:end], before)
        ):
            yield Span(start, end, "LOCATION", HINT, "a place")
    for match in UNKNOWN.finditer(text) if not text.words.isdisjoint(("in", "from", "near")) else ():
        if not any(_is_known(word) for word in match.group().lower().split()):
            yield Span(match.start(), match.end(), "LOCATION", HINT, "a place")


def _is_known(low: str) -> bool:
    return lists.is_of(low, "EeO" + lists.NEVER + lists.PHYSICS) or low in words_of("chats")


def _is_written_as_place(phrase: str, before: str) -> bool:
    low = phrase.lower()
    is_behind = BEHIND.search(before) is not None
    if low in lists.certain_towns():
        return True
    if phrase[0].isupper() and (low in words_of("places.foreign") or (is_behind and _may_be_place(low))):
        return not (phrase.isupper() and len(phrase) <= SHORTEST_ADDED)
    if is_behind and low in words_of("places.foreign"):
        return True
    if not is_place(low) or (phrase.isupper() and len(phrase) == 3 and phrase not in ("USA", "UAE")):
        return False
    if phrase[0].isupper() or is_behind:
        return True
    if low in words_of("places.added") and len(low) >= SHORTEST_ADDED:
        return True
    return len(low) >= SHORTEST_IN_SMALL_LETTERS and not lists.is_of(low, lists.NAMES + lists.FOREIGN_SMALL)


def _may_be_place(low: str) -> bool:
    return low.replace(" ", "_") not in words_of("places.never") and not lists.is_of(low, lists.PHYSICS)


def is_place(name: str) -> bool:
    """Whether a name in small letters is a place and nothing more usual."""
    return name in lists.places() and _may_be_place(name) and not lists.is_of(name, "EO")
