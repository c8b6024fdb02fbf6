"""What the tagger sees of each token: the word, its form, the lists that have it, and its neighbours."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import regex

from surveys.stripping.lists import EVERYDAY, FIRST_NAMES, FREQUENT, NAMES, NEVER, PARTS_OF_SPEECH, PHYSICS, kinds_of
from surveys.stripping.names.tokens import OPENING_MARKS, Token

# Between the words of a #HashTag.
INSIDE_HASHTAG = regex.compile(r"(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|_")
# Of a word's lists, the first of these says what it is if it is no name.
OTHERWISE = ("T", "N", "Y", "p", "P", "e", "E", "O", "o", "S", "c")
# What tells the part of a sentence that an English word with such an end plays.
ENDINGS = ("ing", "ed", "ly", "s")

OF_WORDS = EVERYDAY + PHYSICS + NEVER
MOST_KEPT = 4_096

Kinds = Callable[[str], str]


class Seen(NamedTuple):
    """One token alone: `sort` is what it may be, `role` what it does to its neighbours."""

    may_be_name: bool
    features: tuple[str, ...]
    low: str
    shape: str
    sort: str
    role: str


EDGE = Seen(False, (), "#", "#", "#", "#")
"""The token before the first and after the last one."""
_kept: dict[str, Seen] = {}


def features(tokens: Sequence[Token], kinds: Kinds = kinds_of) -> list[list[str]]:
    """The features of each token of a sentence."""
    return features_at(range(len(tokens)), tokens, [_alone(token.text, kinds) for token in tokens], kinds)


def features_at(
    places: Sequence[int], tokens: Sequence[Token], seen: list[Seen], kinds: Kinds = kinds_of
) -> list[list[str]]:
    """The features of the tokens at some places; `seen` has all tokens of the sentence."""
    around = [EDGE, EDGE, *seen, EDGE, EDGE]
    case = "cap" if any(one.shape[0] == "X" for one in seen) else "low"
    return [_in_context(case, *around[here : here + 5]) + _in_hashtag(tokens, here, kinds) for here in places]


def see(word: str, in_note: dict[str, Seen]) -> Seen:
    """One token alone; marks and words of the dictionary stay in memory, all others for this note alone."""
    seen = _kept.get(word) or in_note.get(word)
    if seen is None:
        seen = in_note[word] = _alone(word, kinds_of)
        if len(_kept) < MOST_KEPT and (EVERYDAY in kinds_of(seen.low) or not word.isalnum()):
            _kept[word] = seen
    return seen


def _alone(word: str, kinds: Kinds) -> Seen:
    low, shape = word.lower(), _shape(word)
    lists = kinds(low)
    known = set(lists)
    sort = _sort(known)
    found = [f"w={low}", f"j={lists}", f"k={lists}{shape}", f"s={sort}{shape}", *(f"x={kind}" for kind in lists)]
    if low[0].isalpha():
        found += [f"1={low[:3]}", f"2={low[-3:]}", f"3={low[-2:]}"]
        if EVERYDAY not in known:
            found += [f"n={min(len(low), 8)}", *_letters(f"^{low}$")]
    return Seen(_may_be_name(low, known), tuple(found), low, shape, sort + shape, _role(low, known, sort + shape))


def _may_be_name(low: str, known: set[str]) -> bool:
    """Whether it is in a list of first names or in none of other words; Will and May only with a capital."""
    if known.isdisjoint(OF_WORDS):
        return low[0].isalpha()
    return NEVER not in known and not known.isdisjoint(FIRST_NAMES)


def _sort(known: set[str]) -> str:
    name = "F" if not known.isdisjoint(FIRST_NAMES) else "L" if not known.isdisjoint(NAMES) else "-"
    return name + next((kind for kind in OTHERWISE if kind in known), "-")


def _role(low: str, known: set[str], sort: str) -> str:
    """The word itself if it is frequent; otherwise its part of speech and its end, if it has one."""
    if not low[0].isalpha():
        return sort
    if not known.isdisjoint(FREQUENT):
        return low
    speech = "".join(kind for kind in PARTS_OF_SPEECH if kind in known)
    return speech + next((end for end in ENDINGS if low.endswith(end)), "") if speech else sort


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
    sort, last, following = here.sort + opens, before.role, behind.role
    return [
        *here.features,
        f"{case}{here.shape}",
        f"a={sort}",
        f"r={here.role}{here.shape}{opens}",
        f"-1={before.low}",
        f"+1={behind.low}",
        f"-2={before2.low}",
        f"+2={behind2.low}",
        f"-s={before.sort}|{sort}",
        f"+s={behind.sort}|{sort}",
        f"-p={last}|{sort}",
        f"+p={following}|{sort}",
        f"-p+={last}|{sort}|{following}",
        f"+q={sort}|{following}|{behind2.role}",
        f"-q={before2.role}|{last}|{sort}",
        f"-r={last}|{here.role}{here.shape}",
        f"+r={following}|{here.role}{here.shape}",
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
