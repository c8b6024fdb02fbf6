"""How much one word looks like a part of a person's name, from its form and the lists."""

from enum import IntEnum
from typing import NamedTuple

import regex

from surveys.stripping import gazetteers as lists
from surveys.stripping.gazetteers import is_everyday, words_of
from surveys.stripping.recognisers.places import is_place

# A word with its inner apostrophes and hyphens (O'Neill, Jean-Luc, al-Rashid), without a possessive 's.
LETTERS = r"\p{L}[\p{L}\p{M}\u200c\u200d]*+"
WORD = regex.compile(rf"{LETTERS}(?:['-](?!s\b){LETTERS})*+")
SENTENCE_MARKS = frozenset('.!?:\n"•…')
# Small words inside names: van der Berg, de la Cruz, bin Rashid.
PARTICLES = words_of("particles")
# al-Sayed, el-Masri, ben-Ami.
ARTICLES = ("al-", "el-", "ben-", "bin-", "abd-", "abu-")
# Names only when they are not shouted.
EXPERIMENTS = frozenset(("ALICE", "BELLE", "DAPHNE", "KLOE", "OPAL", "STAR", "GRACE", "JULIA", "STELLA"))


class Weight(IntEnum):
    """Evidence for a name; a run of words counts as one from ENOUGH on."""

    NONE = 0
    FAINT = 1
    LOW = 5
    SHAPE = 10
    CUE = 15
    ENOUGH = 20
    LISTED = 25


class Word(NamedTuple):
    """One word of a text, weighed alone. (A tuple: it is made for every word, and four times faster.)"""

    start: int
    end: int
    text: str
    low: str
    opens_sentence: bool
    evidence: int
    is_initial: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def may_be_surname(self) -> bool:
        """Whether it could stand behind a first name: in the list, or a longer word that no list has."""
        if self.low in lists.foreign_small_words():
            return False
        if self.low in lists.last_names():
            return not self.is_everyday or (len(self.low) < 4 and not is_never_a_name(self.low))
        is_known = is_everyday(self.low) or is_never_a_name(self.low) or is_place(self.low)
        return len(self.low) > 4 and not is_known

    @property
    def is_particle(self) -> bool:
        """Whether it is a small word inside names."""
        return self.low in PARTICLES

    @property
    def is_everyday(self) -> bool:
        """Whether it is an English word too."""
        return self.low in lists.everyday_words()


def read_words(text: str) -> list[Word]:
    """All words of a text in order."""
    words: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        opens = not words or _ends_sentence(words[-1], text[end : match.start()])
        word = match.group()
        low = word.lower()
        evidence = _weigh_capital(word, low, opens) if word[0].isupper() else _weigh_small(low)
        end = match.end()
        initial = len(word) == 1 and _is_initial(word, text[end : end + 2])
        words.append(Word(match.start(), end, word, low, opens, evidence, initial))
    return words


def _ends_sentence(word: Word, behind: str) -> bool:
    return not word.is_initial and not SENTENCE_MARKS.isdisjoint(behind)


def _is_initial(letter: str, behind: str) -> bool:
    """The J in J. Müller or James T Kirk; a small one only with full stop and space, and not i.e. or e.g."""
    if letter.isupper():
        return letter != "I"
    return behind == ". " and letter not in "ieg"


def is_first_name(low: str) -> bool:
    """Whether it, or one part of a hyphenated name, is in the list of first names."""
    return low in lists.first_names() or ("-" in low and any(part in lists.first_names() for part in low.split("-")))


def is_listed(low: str) -> bool:
    """Whether it is in one of the lists of names, or begins as only Arabic names do."""
    return is_first_name(low) or low in lists.last_names() or (low.startswith(ARTICLES) and low.count("-") == 1)


def is_never_a_name(low: str) -> bool:
    """Small words, the calendar, nationalities, eponyms (also as one part of Drell-Yan)."""
    if low in lists.never_names() or low in lists.nationalities() or low in lists.physics_words():
        return True
    return "-" in low and any(part in lists.physics_words() for part in low.split("-"))


def _weigh_capital(word: str, low: str, opens_sentence: bool) -> int:
    listed = is_listed(low)
    is_acronym = len(word) > 1 and word.isupper() and (len(word) < 4 or not listed or word in EXPERIMENTS)
    if is_acronym or is_never_a_name(low):
        return Weight.NONE
    if low in lists.everyday_words() or low in lists.foreign_small_words():
        return _weigh_ambiguous(low, opens_sentence)
    if is_place(low):
        return Weight.LOW if listed else Weight.NONE
    if listed:
        return Weight.LISTED
    if is_everyday(low):
        return Weight.NONE
    return Weight.LOW if opens_sentence or len(word) < 3 else Weight.SHAPE


def _weigh_ambiguous(low: str, opens_sentence: bool) -> int:
    if opens_sentence and low in lists.foreign_small_words():
        return Weight.NONE
    if is_first_name(low):
        return Weight.LOW if opens_sentence else Weight.ENOUGH
    return Weight.LOW if low in lists.last_names() else Weight.NONE


def _weigh_small(low: str) -> int:
    if len(low) < 3 or low in lists.foreign_small_words() or is_never_a_name(low) or is_place(low):
        return Weight.NONE
    if not is_listed(low):
        return Weight.NONE if is_everyday(low) or len(low) < 5 else Weight.FAINT
    if low in lists.everyday_words():
        return Weight.LOW if is_first_name(low) or low in lists.last_names() else Weight.NONE
    is_sure = (is_first_name(low) and (len(low) > 3 or low in lists.familiar_names())) or low.startswith(ARTICLES)
    return Weight.ENOUGH if is_sure else Weight.SHAPE
