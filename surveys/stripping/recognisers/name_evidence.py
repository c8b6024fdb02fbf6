"""How much one word looks like a part of a person's name, from its form, the lists and the words around it."""

from dataclasses import dataclass
from enum import IntEnum

import regex

from surveys.stripping.gazetteers import (
    everyday_words,
    first_names,
    function_words,
    last_names,
    nationalities,
    physics_words,
)
from surveys.stripping.recognisers.places import is_place

# A word with its inner apostrophes and hyphens (O'Neill, Jean-Luc, al-Rashid), without a possessive 's.
WORD = regex.compile(r"\p{L}[\p{L}\p{M}\u200c\u200d]*+(?:['-](?!s\b)\p{L}[\p{L}\p{M}\u200c\u200d]*+)*+")
PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn bint ten ter zu af av y e san st mac abu ben".split()
)
NOT_NAMES = frozenset(
    "i i'm i'd i've i'll ok okay hi hello yes no please thanks sorry phd msc bsc mr mrs ms dr prof january february march april may june"
    " july august september october november december monday tuesday wednesday thursday friday saturday sunday christmas easter"
    " english team group week meeting coffee workshop convenor convenors convenership convenerships plenary plenaries email emails"
    " postdoc postdocs mentoring mentorship childcare parental microaggression microaggressions offline online upgrade"
    " zoom wifi covid lol omg btw imho asap faq poster posters chat internet website blog app mom mum dad god jesus"
    " lgbt lgbtq queer bias biases sexist sexism racist racism mansplaining teleworking".split()
)
CUES_BEFORE = frozenset(
    "asked told thank thanks thanked emailed mailed called named hi hello dear hey met with by ask tell nominated invited mentor".split()
)
CUES_AFTER = frozenset(
    "said says told asked asks wrote writes thinks thought nominated helped helps explained explains presented interrupted answered replied"
    " corrected apologises apologizes apologised laughed shouted smiled ignored keeps always never has and is was".split()
)
RELATIONS = frozenset(
    "supervisor boss colleague friend student convener advisor adviser mentor daughter son husband wife partner brother sister officemate"
    " professor leader manager secretary postdoc technician girlfriend boyfriend cousin uncle aunt".split()
)


class Weight(IntEnum):
    """Evidence in tenths; a run of words counts as a name from ENOUGH on."""

    NONE = 0
    LOW = 5
    SHAPE = 10
    CUE = 15
    ENOUGH = 20
    LISTED = 25


@dataclass(frozen=True, slots=True)
class Word:
    """One word with what stands directly around it."""

    start: int
    end: int
    text: str
    low: str
    opens_sentence: bool
    evidence: int
    listed: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is a single capital letter, such as the J in J. Müller."""
        return len(self.text) == 1 and self.is_capital and self.text != "I"


def read_words(text: str) -> list[Word]:
    """All words of a text in order."""
    words: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        opens = not words or any(mark in between for mark in '.!?:\n"•') and not words[-1].is_initial
        words.append(_weigh(match, opens))
        end = match.end()
    return words


def _weigh(match: regex.Match[str], opens_sentence: bool) -> Word:
    word = match.group()
    low = word.lower()
    listed = is_first_name(low) or low in last_names()
    weigh = _weigh_capital if word[0].isupper() else _weigh_small
    evidence = weigh(word, low, listed, opens_sentence)
    return Word(match.start(), match.end(), word, low, opens_sentence, evidence, listed)


def is_first_name(low: str) -> bool:
    """Whether it, or one part of a hyphenated name, is in the list of first names."""
    return low in first_names() or ("-" in low and any(part in first_names() for part in low.split("-")))


def is_never_a_name(low: str) -> bool:
    """Months, courtesies, small words, nationalities, eponyms (also as one part of Drell-Yan)."""
    return (
        low in NOT_NAMES
        or low in function_words()
        or low in nationalities()
        or any(part in physics_words() for part in (low, *low.split("-")))
    )


def _weigh_capital(word: str, low: str, listed: bool, opens_sentence: bool) -> int:
    is_acronym = len(word) > 1 and word.isupper()
    if is_never_a_name(low) or (is_acronym and (len(word) < 5 or not listed)):
        return Weight.NONE
    if low in everyday_words():
        return (Weight.LOW if opens_sentence else Weight.CUE) if listed else Weight.NONE
    if is_place(low):
        return Weight.LOW if listed else Weight.NONE
    if listed:
        return Weight.LISTED
    return Weight.LOW if opens_sentence or len(word) < 3 else Weight.SHAPE


def _weigh_small(word: str, low: str, listed: bool, opens_sentence: bool) -> int:
    if not listed or len(word) < 3 or low in everyday_words() or is_never_a_name(low) or is_place(low):
        return Weight.NONE
    return Weight.ENOUGH if is_first_name(low) and len(word) > 3 else Weight.SHAPE
