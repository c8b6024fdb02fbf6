"""Nationalities and religions."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import nationalities
from surveys.stripping.recognisers.rules import Rule, recogniser

WORD = regex.compile(r"\p{L}[\p{L}-]{3,}")
# Small letters too, but not these: they are everyday words then.
ONLY_WITH_CAPITAL = frozenset({"polish", "pole", "catholic", "orthodox", "finish", "turkey"})
# The language of all of us rather than an origin.
EVERYBODYS = "english"


def _is_nationality(match: regex.Match[str]) -> bool:
    """An adjective or noun of nationality or religion, also in the plural."""
    word = match.group().lower()
    is_known = (word in nationalities() and word != EVERYBODYS) or (word[-1] == "s" and word[:-1] in nationalities())
    return is_known and not (word in ONLY_WITH_CAPITAL and match.group().islower())


find_nationalities = recogniser(Rule(WORD, "NRP", Certainty.HINT, "nationality", holds=_is_nationality))
