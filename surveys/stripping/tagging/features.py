"""What the tagger sees of each token: the word, its form, the lists that have it, and its neighbours."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from surveys.stripping.gazetteers import EVERYDAY, NAMES, kinds_of
from surveys.stripping.tagging.tokens import OPENING_MARKS, Token

# Between the words of a #HashTag.
INSIDE_HASHTAG = regex.compile(r"(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|_")

Kinds = Callable[[str], str]


class Seen(NamedTuple):
    """One token alone."""

    features: tuple[str, ...]
    low: str
    shape: str
    kinds: str


EDGE = Seen((), "#", "#", "#")
"""Stands before the first and behind the last token."""


def features(tokens: Sequence[Token], kinds: Kinds = kinds_of) -> list[list[str]]:
    """The features of each token of a sentence."""
    seen = [EDGE, EDGE, *(_seen(token.text, kinds) for token in tokens), EDGE, EDGE]
    case = "cap" if any(one.shape[0] == "X" for one in seen) else "low"
    return [_in_context(case, *seen[here : here + 5]) + _in_hashtag(tokens, here, kinds) for here in range(len(tokens))]


def _seen(word: str, kinds: Kinds) -> Seen:
    return _everyday(word) if kinds is kinds_of and EVERYDAY in kinds_of(word.lower()) else _alone(word, kinds)


@lru_cache(2_048)
def _everyday(word: str) -> Seen:
    """Kept in memory, so for words of the dictionary only."""
    return _alone(word, kinds_of)


def _alone(word: str, kinds: Kinds) -> Seen:
    low, shape = word.lower(), _shape(word)
    lists = kinds(low)
    found = [f"w={low}", f"j={lists}", f"k={lists}{shape}", f"s={shape}", *(f"x={kind}" for kind in lists)]
    if low[0].isalpha():
        found += [f"1={low[:3]}", f"2={low[-3:]}", f"3={low[-2:]}"]
        if EVERYDAY not in lists:
            found += [f"n={min(len(low), 8)}", *_letters(f"^{low}$")]
    return Seen(tuple(found), low, shape, lists)


def _letters(word: str) -> list[str]:
    """Three letters in a row each: what a name in no list can look like."""
    return [f"g={word[here : here + 3]}" for here in range(len(word) - 2)]


def _shape(word: str) -> str:
    if not word[0].isalpha():
        return "9" if word.isdigit() else word if word.isascii() else "¤"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x" if word.islower() else "xX"


def _in_context(case: str, before2: Seen, before: Seen, here: Seen, behind: Seen, behind2: Seen) -> list[str]:
    opens = "^" if before.low == EDGE.low or before.low in OPENING_MARKS else ""
    form, last, following = here.kinds + here.shape, before.kinds + before.shape, behind.kinds + behind.shape
    return [
        *here.features,
        f"{case}{here.shape}",
        f"a={form}{opens}",
        f"-1={before.low}",
        f"+1={behind.low}",
        f"-2={before2.low}",
        f"+2={behind2.low}",
        f"-s={last}",
        f"+s={following}",
        f"-p={last}|{form}",
        f"+p={following}|{form}",
        f"-d={before2.shape}{before.shape}{here.shape}{behind.shape}",
        f"-3={before2.low}_{before.low}",
        f"+3={behind.low}_{behind2.low}",
        f"-+={before.low}_{behind.low}",
    ]


def _in_hashtag(tokens: Sequence[Token], here: int, kinds: Kinds) -> list[str]:
    """The lists of names that have the words of #LikeThis."""
    if here == 0 or tokens[here - 1].text != "#" or not tokens[here].text[0].isalpha():
        return []
    parts = [part.lower() for part in INSIDE_HASHTAG.split(tokens[here].text) if part]
    if len(parts) == 1:
        return ["h", *(f"h1{kind}" for kind in kinds(parts[0]))]
    return ["h", *(f"h{kind}" for kind in NAMES if any(kind in kinds(part) for part in parts))]
