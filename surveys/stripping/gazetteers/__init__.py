"""Lists of names, places and words, each read once, when it is first needed."""

import gzip
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def words_of(name: str) -> frozenset[str]:
    """The entries of a list in small letters: one a line in `.txt.gz`, any number a line in a hand-written `.txt`."""
    packed = FOLDER / f"{name}.txt.gz"
    if packed.exists():
        return frozenset(gzip.decompress(packed.read_bytes()).decode().split("\n"))
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def first_names() -> frozenset[str]:
    """First names of many cultures, with and without accents."""
    return words_of("first_names") | familiar_names()


@cache
def familiar_names() -> frozenset[str]:
    """First names, hand-picked or of several countries, that are found in small letters even where they are short."""
    return words_of("added_names") | words_of("names_in_dictionaries") | words_of("short_first_names")


@cache
def last_names() -> frozenset[str]:
    """Last names of many cultures, with and without accents."""
    return words_of("last_names")


@cache
def everyday_words() -> frozenset[str]:
    """English words that are written small, and those of five more languages unless they are usual first names."""
    return words_of("everyday") | words_of("foreign")


@cache
def never_names() -> frozenset[str]:
    """Small words, the calendar and words of the forum that are never names."""
    return words_of("never_names")


@cache
def physics_words() -> frozenset[str]:
    """Eponyms, machines, programs: what looks like a name in a physics note and is none."""
    return words_of("physics")


@cache
def places() -> frozenset[str]:
    """Countries, and towns large enough to have a short area code."""
    return words_of("places") | words_of("added_places")


@cache
def nationalities() -> frozenset[str]:
    """Adjectives of nationality and religion."""
    return words_of("nationalities")
