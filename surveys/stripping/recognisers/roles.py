"""Offices that one person holds, and "the only …"."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, nationalities, words_of
from surveys.stripping.recognisers.span import Span

# What remains of an office: "deputy physics coordinator" becomes [coordinator].
HEADS = tuple(sorted(words_of("heads_of_offices")))
SPELLINGS = {"convenor": "convener", "co-ordinator": "coordinator", "head": "leader", "dean": "leader"}
SPELLINGS |= dict.fromkeys(("chairperson", "chairman", "chairwoman"), "chair")
SPELLINGS |= dict.fromkeys(("spokesman", "spokeswoman"), "spokesperson")
HEAD = "|".join((*HEADS, *SPELLINGS))

# A head noun with at least one word that narrows it: deputy physics coordinator, L2 convener, local team leader;
# the spokesperson alone. Not "our convener", "a student", "the senior engineers".
OFFICE = regex.compile(
    rf"\b(?:(?:(?:{alternatives('narrowing_words')})[ -]){{1,4}}(?P<head>{HEAD})"
    r"|(?P<lone>spokes(?:person|man|woman)))\b",
    regex.IGNORECASE,
)

# The only … with up to four words and where that is: the only female L3 in the tracker upgrade.
# Not "the only way", "the only thing": things single nobody out.
WORD = r"[\p{L}\p{M}\p{N}'-]{1,30}+"
LINK = r"(?:in|at|of|who|that|from|with|and|on|to|is|was|has|had|can|i)\b"
ONLY = regex.compile(
    rf"\b(?:the )?(?:only|sole)(?! (?:{alternatives('single_things')})\b)(?: (?!{LINK}){WORD}){{1,4}}"
    rf"(?: (?:in|at|of|from|on|with) (?:(?:the|our|my|a|this|whole) )*{WORD}(?: (?!{LINK}){WORD})?)?",
    regex.IGNORECASE,
)
SINGULAR = regex.compile(r"\b(?:only|sole)\b", regex.IGNORECASE)
# Without a person in it, "only two meetings" is no hint.
PERSON = regex.compile(
    r"\b(?:wom[ae]n|man|men|female|male|girl|mother|father|parent|postdoc|student|engineer|technician|physicist"
    r"|person|convener|L[1-4]|member|colleague|black|gay|lesbian|trans|muslim|foreigner|vegetarian)s?\b",
    regex.IGNORECASE,
)


def find_roles(text: str) -> Iterator[Span]:
    """Offices and singular positions; hints."""
    if SINGULAR.search(text):
        yield from _find_singular(text)
    for match in OFFICE.finditer(text):
        head = (match["head"] or match["lone"]).lower()
        yield Span(match.start(), match.end(), "TITLE", Certainty.HINT, SPELLINGS.get(head, head))


def _find_singular(text: str) -> Iterator[Span]:
    for match in ONLY.finditer(text):
        end = _end_of_nationality(match)
        if end is not None:
            yield Span(match.start(), end, "NRP", Certainty.HINT, "one of few")
        elif _is_singular(match.group()):
            yield Span(match.start(), match.end(), "TITLE", Certainty.HINT, "one of few")


def _is_singular(phrase: str) -> bool:
    """The only woman, only woman; but not "not only women"."""
    person = PERSON.search(phrase)
    return person is not None and (phrase[:4].lower() == "the " or not person.group().lower().endswith(("men", "s")))


def _end_of_nationality(match: regex.Match[str]) -> int | None:
    """Behind the nationality, or behind the person that it describes: the only Iranian woman. None without one."""
    words = list(regex.finditer(r"[\p{L}\p{M}-]+", match.group()))
    places = [i for i, word in enumerate(words) if word.group().lower() in nationalities()]
    if not places:
        return None
    last = places[-1]
    follows = last + 1 < len(words) and PERSON.fullmatch(words[last + 1].group())
    return int(match.start() + words[last + bool(follows)].end())
