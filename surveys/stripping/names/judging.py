"""How likely a word must belong to a name to make one, by what it is and which words are near."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from surveys.stripping import lists
from surveys.stripping.lists import EVERYDAY, FOREIGN, FOREIGN_SMALL, NAMES, NEVER, PHYSICS, PLACE, is_of
from surveys.stripping.names.resembling import is_word_after_all
from surveys.stripping.names.tagger import Tagged
from surveys.stripping.names.titles import may_have_titles
from surveys.stripping.names.tokens import OPENING_MARKS, Token
from surveys.stripping.recognisers.nationalities import is_nationality
from surveys.stripping.recognisers.reading import Reading

# What only people do, directly behind the name: `Mark said`, `Rose told us`.
ACTS = regex.compile(rf" (?:{lists.alternatives('names.acts')}|and I)\b")
# What bears a name, directly behind it: the Murphy law, a Wilson loop, Iris scanners. Not Anna's theorem.
THINGS = regex.compile(rf" (?:{lists.alternatives('names.things')})\b", regex.IGNORECASE)

# How likely a word must belong to a name before it makes one: by the first of its kinds here, and then by whether
# some list has it as a name too. Found by trying on development notes and corpora; MODEL.md has the curve.
Needed = tuple[float, float]
SMALL: dict[str, Needed] = {
    NEVER: (0.3, 0.3), PHYSICS: (0.5, 0.4), PLACE: (0.15, 0.1), FOREIGN_SMALL: (0.35, 0.4), EVERYDAY: (0.1, 0.14),
    FOREIGN: (0.03, 0.04),
}  # fmt: skip
CAPITAL: dict[str, Needed] = {
    NEVER: (0.3, 0.3), PHYSICS: (0.3, 0.2), PLACE: (0.4, 0.1), EVERYDAY: (0.11, 0.05), FOREIGN: (0.08, 0.02),
}  # fmt: skip
OPENING: dict[str, Needed] = {
    NEVER: (0.3, 0.8), PHYSICS: (0.5, 0.4), PLACE: (0.4, 0.3), EVERYDAY: (0.12, 0.12), FOREIGN: (0.12, 0.02),
}  # fmt: skip
UNKNOWN: Needed = (0.006, 0.005)
ACRONYM, LONGEST_ACRONYM = 0.33, 5
# In a note with so many small words of other languages, words that no list of names has need this, and others more.
FOREIGN_WORDS, IN_FOREIGN_NOTE, FACTOR_IN_FOREIGN_NOTE = 2, 0.18, 8
# Beside a word that makes a name, one that may be a name needs less; behind a title almost everything is one. What has
# such a share of what it needs is pointed out.
TO_GO_ON, SHARE_TO_GO_ON, BEHIND_TITLE = 0.006, 0.1, 0.0005
SHARE_TO_POINT_OUT = 0.6
BEFORE_AN_ACT, BEFORE_A_THING, JOINED_WITH_A_WORD = 0.005, 0.5, 0.9


class Judged(NamedTuple):
    """A token, how likely it belongs to a name, and how likely it must be to make one."""

    token: Token
    chance: float
    needed: float


def judged(text: Reading, tagged: list[Tagged], memory: dict[tuple[str, bool, bool], float]) -> Iterator[Judged]:
    """Most words are almost never a name, and are not looked at further. `memory` has what words of this note need."""
    highest = max((one.chance for one in tagged), default=0.0)
    if highest < BEHIND_TITLE and not may_have_titles(text):
        return
    may_be_one = highest >= TO_GO_ON
    is_foreign = may_be_one and _foreign_words_in(tagged) >= FOREIGN_WORDS
    before = "\n"
    for token, chance in tagged:
        needed = 1.0 if chance < TO_GO_ON else _needed_at(text, token, before in OPENING_MARKS, is_foreign, memory)
        yield Judged(token, chance, needed)
        before = token.text


def _needed_at(
    text: str, token: Token, opens_sentence: bool, is_foreign: bool, memory: dict[tuple[str, bool, bool], float]
) -> float:
    if token.text[0].isupper() and ACTS.match(text, token.end) and is_of(token.text.lower(), lists.FIRST_NAMES):
        return BEFORE_AN_ACT
    if THINGS.match(text, token.end):
        return BEFORE_A_THING
    here = (token.text, opens_sentence, is_foreign)
    if here not in memory:
        memory[here] = _needed(*here)
    return memory[here]


def _foreign_words_in(tagged: list[Tagged]) -> int:
    words = Counter(one.token.text.lower() for one in tagged)
    return sum(times for word, times in words.items() if _is_foreign_word(word))


def _is_foreign_word(low: str) -> bool:
    return is_of(low, FOREIGN_SMALL + lists.FOREIGN_WORD) and not is_of(low, EVERYDAY)


def _needed(word: str, opens_sentence: bool, is_foreign: bool) -> float:
    if word.isupper() and 1 < len(word) <= LONGEST_ACRONYM:
        return ACRONYM
    low = word.lower()
    if "-" in low and is_of(low.rpartition("-")[2], EVERYDAY) and word.rpartition("-")[2].islower():
        return JOINED_WITH_A_WORD
    kinds = lists.kinds_of(low) or (EVERYDAY if is_word_after_all(low) else "")
    kinds += NEVER if is_nationality(low) else ""
    table = SMALL if word.islower() else OPENING if opens_sentence else CAPITAL
    found = next((table[group] for group in table if any(kind in kinds for kind in group)), UNKNOWN)
    is_named = is_of(low, NAMES)
    needed = found[is_named]
    if not is_foreign or EVERYDAY in kinds:
        return needed
    in_foreign_note = min(needed * FACTOR_IN_FOREIGN_NOTE, IN_FOREIGN_NOTE) if is_named else IN_FOREIGN_NOTE
    return max(needed, in_foreign_note)
