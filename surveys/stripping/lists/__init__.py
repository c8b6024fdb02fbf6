"""The words that recognisers look for, each file read once, when it is first needed.

`roles.txt` has the words of `recognisers/roles.py`, a `[section]` for each list. A file that is named after no
recogniser serves several. Lines with # say what a list is for; the others have any number of words each.
"""

import gzip
from collections import defaultdict
from functools import cache
from pathlib import Path

import marisa_trie
import regex

FOLDER = Path(__file__).parent
PACKED_WORDS, PACKED_KINDS, PACKED_PLACES = (FOLDER / f"lexicon.{name}" for name in ("marisa", "kinds", "places.gz"))


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list: `roles.bodies` is the section [bodies] of `roles.txt`, `chats` all of `chats.txt`."""
    file, _, section = name.partition(".")
    return _sections(file)[section]


@cache
def _sections(file: str) -> dict[str, frozenset[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    section = ""
    for line in (FOLDER / f"{file}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            words[section] += line.split()
    return {section: frozenset(found) for section, found in words.items()}


def alternatives(*names: str) -> str:
    """Lists as a part of a regular expression, such as `p(?:hone|ass)|…`; an underscore in them means a space."""
    groups: dict[str, list[str]] = defaultdict(list)
    for entry in sorted(frozenset().union(*map(words_of, names)), key=lambda entry: (-len(entry), entry)):
        groups[entry[0]].append(regex.escape(entry[1:].replace("_", " "), literal_spaces=True))
    return "|".join(f"{regex.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


# The kinds of a word, one letter for each list that has it.
FIRST_NAME, LAST_NAME = "F", "L"
NAMES, FIRST_NAMES = "FLMfglk", "FMfg"
EVERYDAY, FOREIGN, FOREIGN_SMALL, FOREIGN_WORD = "e", "OoS", "S", "O"
NEVER, PHYSICS, PLACE, TITLE, PARTICLE = "N", "Y", "P", "T", "p"
# Digits say how frequent an English word is, 0 the most.
FREQUENT, PARTS_OF_SPEECH = "012", "nvar"
# These lists are looked up by kind too, like the packed ones: see bench/training/build_lexicon.py.
BY_HAND = {
    "FM": ("names.added", "names.in_dictionaries"),
    PLACE: ("places.added", "places.foreign", "places.in_dictionaries", "institutes.any_spelling"),
    NEVER: (
        "names.never",
        "nationalities.english",
        "nationalities.foreign",
        "dates.foreign_weekdays",
        "dates.foreign_months",
    ),
    PHYSICS: ("physics", "handles.data_words"),
    TITLE: ("titles.any_letters",),
    PARTICLE: ("names.particles",),
}


@cache
def _handwritten_kinds() -> dict[str, str]:
    """The words of the lists written by hand, with the kinds that they have in the packed ones too."""
    lexicon: dict[str, str] = {}
    for kinds, names in BY_HAND.items():
        for word in (word.lower() for name in names for word in words_of(name)):
            lexicon[word] = "".join(sorted({*lexicon.get(word, _packed_kinds(word)), *kinds}))
    return lexicon


@cache
def _packed() -> tuple[marisa_trie.Trie, list[str], memoryview]:
    """A trie that numbers the words, all combinations of kinds, and which of them each word has."""
    kinds, which = PACKED_KINDS.read_bytes().split(b"\n", 1)
    return marisa_trie.Trie().mmap(str(PACKED_WORDS)), kinds.decode().split(" "), memoryview(which).cast("H")


def _packed_kinds(low: str) -> str:
    words, kinds, which = _packed()
    number = words.get(low)
    return "" if number is None else kinds[which[number]]


def kinds_of(low: str) -> str:
    """The lists that have a word in small letters, one letter each, sorted.

    Jean-Luc is a first name if Jean or Luc is, Drell-Yan physics if a part is; l'auditorium and O'Neill are what
    follows the apostrophe.
    """
    if (kinds := _handwritten_kinds().get(low) or _packed_kinds(low)) or low.isalpha():
        return kinds
    if "-" in low:
        return _kinds_of_joined([kinds_of(part) for part in low.split("-") if part])
    rest = low.replace("’", "'").rpartition("'")[2]
    return kinds_of(rest) if rest != low else ""


def _kinds_of_joined(parts: list[str]) -> str:
    """Everyday if all parts are; otherwise the first kind here that any part has."""
    if all(EVERYDAY in part for part in parts):
        return EVERYDAY
    kinds = PHYSICS + FIRST_NAME + LAST_NAME + EVERYDAY
    return next((kind for kind in kinds if any(kind in part for part in parts)), "")


def is_of(low: str, kinds: str) -> bool:
    """Whether any of these lists has a word in small letters."""
    return not _set_of(kinds).isdisjoint(kinds_of(low))


_set_of = cache(frozenset[str])
"""Remembers kinds that a rule asks for, of which there are a few dozen, and no words."""


def is_everyday(low: str) -> bool:
    """Whether it is a word of English, or of five more languages and nobody's name."""
    return is_of(low, "EeO")


def is_name(low: str) -> bool:
    """Whether it is a first or last name of some culture."""
    return is_of(low, FIRST_NAME + LAST_NAME)


def is_never_a_name(low: str) -> bool:
    """Small words, the calendar, nationalities, eponyms (also as one part of Drell-Yan)."""
    return is_of(low, NEVER + PHYSICS) or any(is_of(part, PHYSICS) for part in low.split("-"))


@cache
def places() -> frozenset[str]:
    """Countries, and towns large enough to have a short area code."""
    packed = gzip.decompress(PACKED_PLACES.read_bytes()).decode().split("\n")
    return words_of("places.added").union(words_of("places.foreign"), certain_towns(), packed)


@cache
def certain_towns() -> frozenset[str]:
    """Towns in any spelling, whatever a dictionary says."""
    return frozenset(town.replace("_", " ") for town in words_of("places.in_dictionaries"))
