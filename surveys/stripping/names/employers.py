"""Where somebody works, behind a name: to the tagger, "John Smith of CERN" looks like "Head Office of CERN"."""

from collections.abc import Sequence

from surveys.stripping.lists import FREQUENT, NAMES, PLACE, is_of, words_of

LINKS, GOES_ON, MOST_LINKS = words_of("names.before_employers"), words_of("names.of_employers"), 3
KNOWN = words_of("names.employers").union(words_of("institutes.kinds"), words_of("institutes.with_capitals"))


def places_without_employers(words: Sequence[str]) -> list[int]:
    """The places of a sentence's words but for employers behind what may be a name: "John Smith … was rude"."""
    gone: set[int] = set()
    for here in [here for here, word in enumerate(words) if word in LINKS or "'" in word]:  # few of the words
        if here and here not in gone and _may_be_named(words[here - 1]):
            gone.update(range(here, _end_of_employer(words, here)))
    return [here for here in range(len(words)) if here not in gone]


def _may_be_named(word: str) -> bool:
    return len(word) > 1 and (word[0].isupper() or (is_of(word, NAMES) and not is_of(word, FREQUENT)))


def _end_of_employer(words: Sequence[str], here: int) -> int:
    """Behind "of the CMS Collaboration", "dell'INFN", "(CERN)"; `here` if there is none."""
    end = here
    while end < min(len(words) - 1, here + MOST_LINKS) and words[end] in LINKS:
        end += 1
    if not _is_employer(words[end], words[end - 1]):
        return here
    end += 1
    while end < len(words) and (words[end][0].isupper() or words[end].isdigit() or words[end] in GOES_ON):
        end += 1
    return end


def _is_employer(word: str, before: str) -> bool:
    """CMS, LHCb, the L of L1, Fermilab, cern, behind some words Pisa; not 40, not I, not Friends."""
    bare = word.rpartition("'")[2]
    low = bare.lower()
    if low.startswith("univ") or not KNOWN.isdisjoint((low, bare, bare.upper())):
        return True
    if is_of(low, PLACE):
        return before not in ("in", ",")
    return bare.isalpha() and bare != "I" and not (bare.islower() or (bare.istitle() and len(bare) > 1))
