"""Names of persons: by title, by the trained tagger, and wherever they come again in the note."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import (
    EVERYDAY,
    FIRST_NAMES,
    FOREIGN,
    FOREIGN_SMALL,
    FOREIGN_WORD,
    FREQUENT,
    NAMES,
    NEVER,
    PARTICLE,
    PHYSICS,
    PLACE,
    alternatives,
    is_of,
    kinds_of,
    words_of,
)
from surveys.stripping.gazetteers.resembling import is_word_after_all
from surveys.stripping.recognisers.nationalities import is_nationality
from surveys.stripping.recognisers.span import Span
from surveys.stripping.recognisers.well_known import is_well_known
from surveys.stripping.tagging import OPENING_MARKS, Tagged, Token, tag

# Titles that are words or abbreviations of something else when they have no capital.
CAPITAL_TITLES = frozenset(
    ("Pr", "Sig", "Dipl", "Avv", "Miss", "Don", "Doña", "Pan", "Pani", "Ing", "Hr", "Fr", "Sir", "Lady", "Lord", "Capt")
)
SCRIPT = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{M}'’-]++")
"""What the tagger has seen of names; it guesses in other scripts."""
# And with a full stop in small letters, too.
SHORT_TITLES = frozenset(("pr", "sig", "dipl", "avv", "ing", "lic"))
# Behind these even everyday words are names: Ms. Park, dr long.
FORMAL_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof"))
# What only persons do, directly behind the name: Mark said, Rose told us.
ACTS = regex.compile(rf" (?:{alternatives('acts_of_persons')}|and I)\b")
# What bears a name, directly behind it: the Murphy law, a Wilson loop, Iris scanners. Not Anna's theorem.
THINGS = regex.compile(rf" (?:{alternatives('things_of_physics')})\b", regex.IGNORECASE)
LONGEST_WORD = 40
JOINING = frozenset(".-'’")
LONGEST_INITIAL = 2
MOST_TITLES = 4

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
# Beside a word that makes a name, one that may be a name needs less; behind a title hardly anything is none. What has
# such a share of what it needs is pointed out.
TO_GO_ON, SHARE_TO_GO_ON, BEHIND_TITLE = 0.006, 0.1, 0.0005
SHARE_TO_POINT_OUT = 0.6
BEFORE_AN_ACT, BEFORE_A_THING, JOINED_WITH_A_WORD = 0.005, 0.5, 0.9


class Judged(NamedTuple):
    """A token, how likely it belongs to a name, and how likely it must be to make one."""

    token: Token
    chance: float
    needed: float


class Name(NamedTuple):
    """The words of one name, where its titles begin if it has any, and whether it is doubtful."""

    words: list[Token]
    title: int | None
    is_doubtful: bool


def find_names(text: str, remembered: dict[str, list[float]] | None = None) -> Iterator[Span]:
    """What the tagger takes for a name is likely one; behind a title it is certain; what comes near one is a hint."""
    tagged = list(_judged(text, tag(text, {} if remembered is None else remembered)))
    spans = [(name, _span(name)) for name in _names(text, tagged)]
    spans = [(name, span) for name, span in spans if not is_well_known(text, span)]
    yield from (span for _, span in spans)
    inside = {word for name, _ in spans for word in name.words}
    sure = {word.text.lower() for name, _ in spans for word in name.words if not name.is_doubtful}
    known = {low for low in sure if len(low) > 2 and PARTICLE not in kinds_of(low)}
    yield from _repeated([one.token for one in tagged if one.token not in inside], known)


def _span(name: Name) -> Span:
    first, last = name.words[0], name.words[-1]
    low = first.text.lower()
    may_be_name = is_of(low, NAMES) or not is_of(low, EVERYDAY)
    is_sure = name.title is not None and first.text[0].isupper() and may_be_name
    certainty = Certainty.CERTAIN if is_sure else Certainty.HINT if name.is_doubtful else Certainty.LIKELY
    return Span(first.start if name.title is None else name.title, last.end, "PERSON", certainty, "")


def _names(text: str, tagged: list[Judged]) -> Iterator[Name]:
    here = 0
    while here < len(tagged):
        title = _title_before(text, tagged, here) if tagged[here].token.text[0].isalpha() else None
        if title is None and tagged[here].chance < BEHIND_TITLE:
            here += 1
            continue
        words = _words_from(tagged, here, 1.0 if title is None else _least_behind(tagged, here))
        if (share := _share_of_needed(words, title)) >= SHARE_TO_POINT_OUT:
            yield Name([one.token for one in (*_initials_before(tagged, here), *words)], title, share < 1)
        here += len(words) or 1


def _least_behind(tagged: list[Judged], here: int) -> float:
    """How likely a word behind a title must be a name: hardly, and not at all behind a formal one if it can be one."""
    word = tagged[here].token.text
    formal = {one.token.text.lower() for one in tagged[max(0, here - 2) : here]} & FORMAL_TITLES
    is_frequent = is_of(word.lower(), FREQUENT)
    can_be_one = word[0].isupper() or (is_of(word.lower(), NAMES) and not is_frequent)
    return 0.0 if formal and can_be_one else BEHIND_TITLE


def _share_of_needed(words: list[Judged], title: int | None) -> float:
    """How much of what it needs the surest word has; all behind a title."""
    whole = [one for one in words if _is_word(one.token) and PARTICLE not in kinds_of(one.token.text)]
    share = max((one.chance / one.needed for one in whole), default=0.0)
    return 1.0 if words and title is not None else share


def _words_from(tagged: list[Judged], here: int, least: float) -> list[Judged]:
    """The longest row of tokens from here on that could be one name; it begins and ends with a word."""
    first = tagged[here]
    if not _is_word(first.token) or _is_title(first.token):
        return []
    if not _belongs(first) and (first.chance < least or (least and _is_small(first.token.text))):
        return []
    end = here + 1
    while end < len(tagged) and _goes_on(first.token, tagged[end - 1].token, tagged[end]):
        end += 1
    while not _is_word(tagged[end - 1].token):
        end -= 1
    return tagged[here:end]


def _belongs(one: Judged) -> bool:
    if not _is_word(one.token):
        return one.token.text in JOINING and one.chance >= TO_GO_ON
    word = one.token.text
    kinds = kinds_of(low := word.lower())
    may_be_name = not kinds or (is_of(low, NAMES + PARTICLE) and (word[0].isupper() or EVERYDAY not in kinds))
    return one.chance >= max(TO_GO_ON, one.needed * (SHARE_TO_GO_ON if may_be_name else 1))


def _goes_on(first: Token, before: Token, one: Judged) -> bool:
    """Not over a full stop, but for initials; not with an everyday word behind a capital: Osei met Lukas."""
    word = one.token.text
    kinds = kinds_of(word)
    if word == "." and len(before.text) > LONGEST_INITIAL:
        return False
    return _belongs(one) and not (first.text[0].isupper() and EVERYDAY in kinds and PARTICLE not in kinds)


def _judged(text: str, tagged: list[Tagged]) -> Iterator[Judged]:
    """Most words are hardly ever a name, and are not looked at further."""
    if all(one.chance < BEHIND_TITLE for one in tagged) and not any(_is_title(one.token) for one in tagged):
        return
    may_be_one = any(one.chance >= TO_GO_ON for one in tagged)
    is_foreign = may_be_one and sum(_is_foreign_word(one.token.text.lower()) for one in tagged) >= FOREIGN_WORDS
    before = "\n"
    for token, chance in tagged:
        needed = 1.0 if chance < TO_GO_ON else _needed_at(text, token, before in OPENING_MARKS, is_foreign)
        yield Judged(token, chance, needed)
        before = token.text


def _needed_at(text: str, token: Token, opens_sentence: bool, is_foreign: bool) -> float:
    if token.text[0].isupper() and ACTS.match(text, token.end) and is_of(token.text.lower(), FIRST_NAMES):
        return BEFORE_AN_ACT
    if THINGS.match(text, token.end):
        return BEFORE_A_THING
    return _needed(token.text, opens_sentence, is_foreign)


def _is_small(word: str) -> bool:
    """Whether it is no name even behind a title: the director of, Frau sein."""
    return word.islower() and is_of(word, EVERYDAY + FOREIGN_SMALL + NEVER)


def _is_foreign_word(low: str) -> bool:
    return is_of(low, FOREIGN_SMALL + FOREIGN_WORD) and not is_of(low, EVERYDAY)


def _needed(word: str, opens_sentence: bool, is_foreign: bool) -> float:
    if word.isupper() and 1 < len(word) <= LONGEST_ACRONYM:
        return ACRONYM
    low = word.lower()
    if "-" in low and is_of(low.rpartition("-")[2], EVERYDAY) and word.rpartition("-")[2].islower():
        return JOINED_WITH_A_WORD
    kinds = kinds_of(low) or (EVERYDAY if is_word_after_all(low) else "")
    kinds += NEVER if is_nationality(low) else ""
    table = SMALL if word.islower() else OPENING if opens_sentence else CAPITAL
    found = next((table[group] for group in table if any(kind in kinds for kind in group)), UNKNOWN)
    is_named = is_of(low, NAMES)
    needed = found[is_named]
    if not is_foreign or EVERYDAY in kinds:
        return needed
    in_foreign_note = min(needed * FACTOR_IN_FOREIGN_NOTE, IN_FOREIGN_NOTE) if is_named else IN_FOREIGN_NOTE
    return max(needed, in_foreign_note)


def _initials_before(tagged: list[Judged], here: int) -> list[Judged]:
    """The J. of J. Weber and the r. of r. weber."""
    if here < 2 or tagged[here - 1].token.text != "." or tagged[here].token.start - tagged[here - 1].token.end > 1:
        return []
    letter = tagged[here - 2].token.text
    return tagged[here - 2 : here] if len(letter) == 1 and letter.isalpha() else []


def _title_before(text: str, tagged: list[Judged], here: int) -> int | None:
    """Where the titles directly before this token begin, or None."""
    start = None
    for _ in range(MOST_TITLES):
        if here == 0:
            break
        title = here - 2 if tagged[here - 1].token.text == "." and here > 1 else here - 1
        between = text[tagged[title].token.end : tagged[here].token.start]
        is_short = between[:1] == "." and tagged[title].token.text in SHORT_TITLES
        if not (is_short or _is_title(tagged[title].token)) or between not in ("", " ", ".", ". "):
            break
        start, here = tagged[title].token.start, title
    return start


def _is_title(token: Token) -> bool:
    return token.text in CAPITAL_TITLES or token.text.lower() in words_of("titles")


def _is_word(token: Token) -> bool:
    return len(token.text) <= LONGEST_WORD and token.text[0].isalpha() and SCRIPT.fullmatch(token.text) is not None


def _repeated(rest: list[Token], known: set[str]) -> Iterator[Span]:
    """Words that were part of a name elsewhere in the note."""
    for word in rest:
        low = word.text.lower()
        if low in known and (EVERYDAY not in kinds_of(low) or word.text[0].isupper()):
            yield Span(word.start, word.end, "PERSON", Certainty.LIKELY, "")
