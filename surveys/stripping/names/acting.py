"""Who acts or is introduced like a person: initials, two letters, physicists' names, and what no list has."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from surveys.stripping.lists import (
    EVERYDAY,
    FIRST_NAME,
    FOREIGN,
    FOREIGN_SMALL,
    LAST_NAME,
    NEVER,
    PHYSICS,
    PLACE,
    alternatives,
    is_of,
    kinds_of,
    words_of,
)
from surveys.stripping.names.tokens import Token
from surveys.stripping.recognisers.reading import Reading, cues, telling_words
from surveys.stripping.recognisers.rules import HINT, LIKELY, Rule, recogniser
from surveys.stripping.recognisers.span import Span

# A. K., J.R., M.-L., with an act behind or with capitals. Not e.g., U. S., B. Sc.
DOTTED = r"(?<![\p{L}\p{N}.-])\p{L}\.[ -]?(?:\p{L}\.[ -]?)?\p{L}\.(?!\p{L})"
ACTING = rf"{DOTTED}(?= (?i:{alternatives('names.acts')}|{alternatives('acting.acts')})\b)"
# JK asked me, Higgs interrupts us: done to the writer. Not "Einstein said", "the JK asked me", "CMS asked me".
ON_ME = rf"(?= (?:{alternatives('acting.on_the_writer')})\b)"
PAIR_OR_NAME = rf"(?<![\w.-])(?<!\b(?i:the|our|my|an?) )(?:\p{{Lu}}{{2}}|\p{{Lu}}\p{{Ll}}{{3,20}}){ON_ME}"
# Mein Mentor heißt X, pregunten por X, ask for X.
INTRODUCED = rf"\b(?i:{alternatives('acting.introductions')}) (?P<who>\p{{Lu}}\p{{Ll}}[\p{{L}}'-]{{1,30}})(?![\w.])"


def _is_somebody(match: regex.Match[str]) -> bool:
    letters = "".join(filter(str.isalpha, match.group().lower()))
    return letters not in words_of("acting.nobody") and (len(letters) <= len("jrr") or is_of(letters, PHYSICS))


def _is_in_no_list(match: regex.Match[str]) -> bool:
    return not is_of(match["who"].lower(), EVERYDAY + FOREIGN + "E" + NEVER + PHYSICS + PLACE)


LETTERS, ON_ME_CUES = cues(" ".join("abcdefghijklmnopqrstuvwxyz")), cues("me us at mich uns mir m mi ci nos")
find_who_acts = recogniser(
    Rule(INTRODUCED, "PERSON", LIKELY, "", telling_words("acting.introductions"), "who", _is_in_no_list),
    Rule(ACTING, "PERSON", LIKELY, "", LETTERS, holds=_is_somebody),
    Rule(rf"{DOTTED}(?<=\p{{Lu}}\.[ -]?\p{{Lu}}\.)", "PERSON", HINT, "", LETTERS, holds=_is_somebody),
    Rule(PAIR_OR_NAME, "PERSON", HINT, "", ON_ME_CUES, holds=_is_somebody),
)

# What bears somebody's full name, directly behind it: the Peter Higgs Centre. Not "Maria Higgs led".
THING = regex.compile(rf"(?i)[ -](?:{alternatives('names.things', 'names.honours')})\b")


def find_named_like_physicists(text: Reading, tokens: Sequence[Token]) -> Iterator[Span]:
    """Maria Higgs: a first name before the name of a physicist, which alone is the physics."""
    known = text.words & words_of("physics")
    for first, last in pairwise(tokens) if known else ():
        if last.text.lower() in known and _is_first_name(first) and _is_surname(last):
            is_written_alike = first.text.istitle() == last.text.istitle() and text[first.end : last.start] == " "
            if is_written_alike and not THING.match(text, last.end):
                yield Span(first.start, last.end, "PERSON", LIKELY, "")


def _is_first_name(token: Token) -> bool:
    kinds = set(kinds_of(token.text.lower()))
    return (
        FIRST_NAME in kinds and kinds.isdisjoint(PHYSICS + NEVER + FOREIGN_SMALL) and ("E" not in kinds or "M" in kinds)
    )


def _is_surname(token: Token) -> bool:
    """With a capital any that English lacks, such as Dirac; otherwise one that is somebody's name."""
    low = token.text.lower()
    return is_of(low, LAST_NAME) if is_of(low, "E") else token.text.istitle() or is_of(low, LAST_NAME + "k")
