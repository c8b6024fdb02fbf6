"""Who acts or is introduced like a person: initials, two letters, physicists' names, and what no list has."""

import regex

from surveys.stripping.lists import EVERYDAY, FOREIGN, NEVER, PHYSICS, PLACE, alternatives, is_of, words_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import HINT, LIKELY, Rule, recogniser

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
