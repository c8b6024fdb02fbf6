"""Which language a note is in, by its frequent words; and how frequent a word is in each language.

The words and where they come from: SOURCES.md beside this file.
"""

import mmap
from functools import cache
from pathlib import Path

import marisa_trie
import regex

TRAINED = ("en", "fr", "de", "it", "es")
"""The tagger of names was trained on notes in these."""
# fmt: off
READ = (
    "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "tr", "id", "vi", "et", "lv", "lt",
    "ru", "uk", "el", "bg", "ca", "is",
)
# fmt: on
"""Their frequent words are known. Serbian and Bosnian in Latin letters are read as Croatian, Nynorsk as Bokmål."""
KNOWN = TRAINED + READ
NOWHERE = bytes(len(KNOWN))
FOLDER = Path(__file__).parent
PACKED_WORDS, PACKED_LEVELS = FOLDER / "frequent.marisa", FOLDER / "frequent.levels"
BEGINNING = 120
"""So many letters of a note say its language; a whole note takes three times as long."""
IN_BRACKETS = regex.compile(r"\[[^\[\]\n]{1,60}\]")
"""A placeholder in any language, or an aside."""
# An address of e-mail or of a page, and a lone Greek letter (|η| < 2.4), are in no language; Greek words must stay.
IN_NO_LANGUAGE = regex.compile(r"(?<![!-~])[!-~]+?(?:@|://)[!-~]+|(?<!\p{L})\p{Greek}(?!\p{L})")
LETTERS = regex.compile(r"[\p{L}\p{M}]+")
"""A word is what is between apostrophes, digits and everything else that is no letter."""
LEVELS = bytes([0, 1, 2, 2, 3, 3, 3, 3]) + bytes(248)
"""Stored levels as callers see them: 1 is less than 1 word in 100,000, 3 at least 1 in 10,000."""
WEIGHTS = bytes([0, 8, 12, 14, 16, 19, 22, 25]) + bytes(248)
"""How telling a word of each level is."""
TRAINED_WEIGHT = 6
"""Most notes are in a trained language, so each of them starts with this."""
LIKELY, FEW = 8.5, 3
"""An average word of a note weighs at least this in the note's language; fewer words than this do not say no."""
FEW_IN_SMALL_LETTERS = 4
"""A note with fewer such words may be nothing but names."""


def language_of_note(note: str) -> str:
    """The ISO code of the language of a note whose placeholders may be translated; "" if its beginning does not say."""
    words = note[:BEGINNING]
    if "[" in words:
        words = IN_BRACKETS.sub(" ", words)
    if "@" in words or "://" in words or not words.isascii():
        words = IN_NO_LANGUAGE.sub(" ", words)
    return language_of(words)


def language_of(text: str) -> str:
    """The ISO code of the known language that a text is most likely in, "" if none is likely.

    Unknown words with a capital, which may be names, count neither for nor against a language. One or two words that
    no language has are taken for English if their letters are.
    """
    words = LETTERS.findall(text)
    levels = list(filter(None, map(_levels_of, words)))
    found = b"".join(levels).translate(WEIGHTS)
    weights = [sum(found[place :: len(KNOWN)]) for place in range(len(KNOWN))]
    if max(weights) < LIKELY * max(len(levels), 1):
        return "en" if words and len(levels) < FEW and text.isascii() else ""
    weights = [weight + TRAINED_WEIGHT * (place < len(TRAINED)) for place, weight in enumerate(weights)]
    return KNOWN[weights.index(max(weights))]


def is_in_another_language(text: str, language: str) -> bool:
    """Whether a text with this language_of is in one that we do not know; a few names are in none, and no reason."""
    return not language and sum(map(str.islower, LETTERS.findall(text))) >= FEW_IN_SMALL_LETTERS


def frequency(word: str, language: str) -> int:
    """How frequent a word in small letters is in a known language: 0 (no frequent word of it) to 3."""
    return frequencies(word)[KNOWN.index(language)]


def frequencies(word: str) -> bytes:
    """How frequent a word in small letters is in each of KNOWN, in that order: 0 (no frequent word) to 3."""
    return (_stored(word) or NOWHERE).translate(LEVELS)


def ending_of(word: str) -> str:
    """The key of a word's last letters."""
    return f"~{word[-3:]}"


def _levels_of(word: str) -> bytes:
    """One byte a language, 0 to 7: of the word, or else of its ending; nothing for what may be a name."""
    low = word.lower()
    if stored := _stored(low):
        return stored
    if word[0] != low[0]:
        return b""
    return (_stored(ending_of(low)) if len(low) > 3 else b"") or NOWHERE


@cache
def _packed() -> tuple[marisa_trie.Trie, memoryview, mmap.mmap]:
    """A trie that numbers the words, the number of each word's levels, and behind such numbers all levels; mapped."""
    words = marisa_trie.Trie().mmap(str(PACKED_WORDS))
    with PACKED_LEVELS.open("rb") as file:
        levels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return words, memoryview(levels)[: 2 * len(words)].cast("H"), levels


def _stored(key: str) -> bytes:
    words, which, levels = _packed()
    number = words.get(key)
    if number is None:
        return b""
    start = which.nbytes + which[number] * len(KNOWN)
    return levels[start : start + len(KNOWN)]
