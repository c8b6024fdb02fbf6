"""Lists of names, places and words, each read once, when it is first needed."""

import gzip
from functools import cache, partial
from pathlib import Path

import regex

FOLDER = Path(__file__).parent


@cache
def words_of(name: str) -> frozenset[str]:
    """The entries of a list: one a line in `.txt.gz`, any number a line in a hand-written `.txt`."""
    packed = FOLDER / f"{name}.txt.gz"
    if packed.exists():
        return frozenset(gzip.decompress(packed.read_bytes()).decode().split("\n"))
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def alternatives(name: str) -> str:
    """A hand-written list as a part of a regular expression; a low line in it stands for a space."""
    entries = sorted(words_of(name), key=lambda entry: (-len(entry), entry))
    return "|".join(regex.escape(entry.replace("_", " "), literal_spaces=True) for entry in entries)


@cache
def first_names() -> frozenset[str]:
    """First names of many cultures, with and without accents."""
    return words_of("first_names") | familiar_names()


@cache
def familiar_names() -> frozenset[str]:
    """First names, hand-picked or of several countries, that small letters and few of them cannot hide."""
    return words_of("added_names") | words_of("names_in_dictionaries") | words_of("short_first_names")


last_names = partial(words_of, "last_names")
"""Last names of many cultures, with and without accents."""


@cache
def everyday_words() -> frozenset[str]:
    """English words that are written small, and words of five more languages that are nobody's name."""
    return words_of("everyday") | words_of("foreign")


# Endings of inflected words and what stands in their place in the dictionary.
ENDINGS = dict(s="", es="", ies="y", d="", ed="", ied="y", ing="", ly="", er="")


def is_everyday(word: str) -> bool:
    """Whether it is such a word or a usual form of one: corrected, stopping, worries."""
    known = everyday_words()
    if word in known:
        return True
    stems = [word[: -len(ending)] + instead for ending, instead in ENDINGS.items() if word.endswith(ending)]
    stems += [word[:-3] + "e"] if word.endswith("ing") else []
    return any(stem in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known) for stem in stems)


never_names = partial(words_of, "never_names")
"""Small words, the calendar and words of the forum that are never names."""


foreign_small_words = partial(words_of, "foreign_small_words")
"""Articles, pronouns and the like of five more languages; some are names elsewhere (Mia, Las)."""


physics_words = partial(words_of, "physics")
"""Eponyms, machines, programs: what looks like a name in a physics note and is none."""


@cache
def places() -> frozenset[str]:
    """Countries, and towns large enough to have a short area code."""
    return words_of("places") | words_of("added_places") | words_of("foreign_places") | certain_towns()


@cache
def certain_towns() -> frozenset[str]:
    """Towns in any spelling, whatever a dictionary says."""
    return frozenset(town.replace("_", " ") for town in words_of("towns_in_dictionaries"))


@cache
def beginnings_of_places() -> frozenset[str]:
    """The first words of all places."""
    return frozenset(part for place in places() for part in (place.split(" ")[0].split("-")[0], place.split(" ")[0]))


nationalities = partial(words_of, "nationalities")
"""Adjectives of nationality and religion."""
