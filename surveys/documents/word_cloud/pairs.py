"""Two words that mean one thing: "night shift", "temps partiel", "chef de groupe"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

LINKS = {word: f" {word} " for word in ("of", "de", "du", "des", "di", "del", "della", "do", "da")} | {"d": " d’"}
"""Stop words that may be between the two, with what is written there."""
SPACE, HYPHEN = " ", "-"
GAPS = frozenset({HYPHEN, *LINKS.values()})
"""What a note read as forms has between two words of a pair; side by side there is nothing."""


class Pair(NamedTuple):
    """Two words and what is between them; a hyphen is as good as a space."""

    first: str
    gap: str
    second: str


class FoundPair(NamedTuple):
    """A pair at its place in a note, `spelt` as there, but for capitals."""

    place: int
    end: int
    pair: Pair
    spelt: Pair


def pairs_in(forms: Sequence[str], words: Mapping[str, str]) -> Iterator[FoundPair]:
    """The pairs of a note, which ends with two empty forms; `words` has what may be in one, by each of its forms."""
    for place, end, pair in _places_of_pairs(forms, words):
        gap = forms[place + 1] if end > place + 1 else SPACE
        yield FoundPair(place, end, Pair(*pair), Pair(forms[place], gap, forms[end]))


def _places_of_pairs(forms: Sequence[str], words: Mapping[str, str]) -> Iterator[tuple[int, int, tuple[str, str, str]]]:
    known = list(map(words.get, forms))
    for place, first in enumerate(known):
        if first is None:
            continue
        gap, end = SPACE, place + 1
        if forms[end] in GAPS:
            gap, end = forms[end], place + 2
        second = known[end]
        if second is not None and second != first:
            yield place, end, (first, SPACE if gap == HYPHEN else gap, second)


def fixed_pairs(
    notes: Iterable[Sequence[str]], words: Mapping[str, str], in_notes: Mapping[str, int], least: int
) -> list[Pair]:
    """The pairs in at least so many notes that their rarer word is mostly in them, the most frequent first."""
    found: Counter[tuple[str, str, str]] = Counter()
    for forms in notes:
        found.update({pair for _place, _end, pair in _places_of_pairs(forms, words)})
    fixed = [
        Pair(first, gap, second)
        for (first, gap, second), count in found.items()
        if count >= least and 2 * count > min(in_notes[first], in_notes[second])
    ]
    return sorted(fixed, key=lambda pair: (-found[pair], pair))


def without_overlaps(found: Iterable[FoundPair], ranks: Mapping[Pair, int]) -> Iterator[FoundPair]:
    """Of two pairs of a note that share a word at its place, that with the better rank."""
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (ranks[one.pair], one.place)):
        if not taken & {one.place, one.end}:
            taken |= {one.place, one.end}
            yield one
