"""What the tagger sees of each token: its letters, its form, how frequent it is, and the lists that have it."""

from typing import NamedTuple

from surveys.frequent_words import KNOWN, frequencies
from surveys.stripping.lists import kinds_of
from surveys.stripping.names.resembling import is_word_after_all

# The first and last letters of a word that is longer.
HEAD, TAIL = 12, 6
LONGEST_COUNTED, MOST_OFTEN, MOST_COLUMNS = 9, 3, 24
KINDS = "123456EFLMNOPSTYacefgklnoprv"
SHAPES = ("X", "XX", "Xx", "XxX", "x", "xX", "9", "mark")
OF_A_WORD = (
    *(f"kind {kind}" for kind in KINDS),
    *(f"shape {shape}" for shape in SHAPES),
    *(f"length {length}" for length in range(1, LONGEST_COUNTED + 1)),
    *(f"{where} {often}" for where in ("in English", "in any", "here") for often in range(1, MOST_OFTEN + 1)),
    "joined",
    "resembles a word",
    "opens a sentence",
    "no capitals around",
    "capitals around",
)
"""The columns of what is either so or not; the last ones depend on the place of the word. Column 0 is none of them."""
COLUMN = {name: number for number, name in enumerate(OF_A_WORD, 1)}


class Seen(NamedTuple):
    """One token alone: in small letters, its columns, and how frequent it is in each known language."""

    low: str
    columns: tuple[int, ...]
    often: bytes


def see(word: str) -> Seen:
    """A token without its neighbours."""
    low = word.lower()
    often = frequencies(low)
    names = [f"shape {shape_of(word)}", f"length {min(len(word), LONGEST_COUNTED)}"]
    kinds = kinds_of(low)
    names += [f"kind {kind}" for kind in kinds if f"kind {kind}" in COLUMN]
    in_all = {"in English": often[KNOWN.index("en")], "in any": max(often)}
    names += [f"{where} {found}" for where, found in in_all.items() if found]
    if not low.isalnum() and low[0].isalpha():
        names.append("joined")
    if low.isalpha() and not kinds and not any(often) and is_word_after_all(low):
        names.append("resembles a word")
    return Seen(low, tuple(COLUMN[name] for name in names), often)


def shape_of(word: str) -> str:
    """Its capitals: X, XX, Xx, XxX, x, xX; 9 for a number."""
    if not word[0].isalpha():
        return "9" if word.isdigit() else "mark"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x" if word.islower() else "xX"


def letters_of(low: str) -> str:
    """The letters that the tagger reads, with their ends."""
    shown = low if len(low) <= HEAD + TAIL else low[:HEAD] + low[-TAIL:]
    return f"^{shown}$"
