"""Nationalities and religions, in five languages."""

from functools import cache

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import is_of, nationalities, words_of
from surveys.stripping.recognisers.rules import Rule, recogniser

WORD = regex.compile(r"\p{L}[\p{L}-]{3,}")
# Small letters too, but not these: they are everyday words then.
ONLY_WITH_CAPITAL = frozenset({"polish", "pole", "catholic", "orthodox", "finish", "turkey"})
# The language of all of us rather than an origin.
EVERYBODYS = frozenset({"english", "anglais", "englisch", "inglese", "inglés"})
# Of gender, number and case: italienne, Italienerinnen, tedesche, brasileños.
ENDINGS: tuple[str, ...] = (
    "nen",
    "erinnen",
    "innen",
    "erin",
    "ische",
    "nes",
    "hen",
    "hes",
    "in",
    "ne",
    "es",
    "en",
    "em",
    "er",
)
ENDINGS += ("as", "os", "he", "hi", "e", "s", "a", "o", "i")


def is_nationality(word: str) -> bool:
    """An adjective or noun of nationality or religion, in small letters, also in the plural."""
    if word in EVERYBODYS:
        return False
    return word in nationalities() or (word[-1] == "s" and word[:-1] in nationalities()) or _is_foreign(word)


def _is_foreign(word: str) -> bool:
    stems = words_of("foreign_nationalities")
    if word[:3] not in _beginnings():
        return False
    known = word in stems or any(word.endswith(ending) and word[: -len(ending)] in stems for ending in ENDINGS)
    return known and not is_of(word, "E")


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(stem[:3] for stem in words_of("foreign_nationalities"))


def _holds(match: regex.Match[str]) -> bool:
    word = match.group().lower()
    return is_nationality(word) and not (word in ONLY_WITH_CAPITAL and match.group().islower())


find_nationalities = recogniser(Rule(WORD, "NRP", Certainty.HINT, "nationality", holds=_holds))
