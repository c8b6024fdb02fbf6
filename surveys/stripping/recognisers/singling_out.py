"""What singles a writer out: "the only …", "the first woman who …", a family like few others."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives
from surveys.stripping.recognisers.nationalities import is_nationality
from surveys.stripping.recognisers.span import Span

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
FOREIGN = (
    "femme|homme|fille|mère|père|étudiante?|doctorante?"
    "|physicienne?|ingénieure?|technicienne?|noire?|frau|mann|mutter|vater|doktorand(?:in)?"
    "|student(?:in)?|ingenieur(?:in)?|physiker(?:in)?|techniker(?:in)?|ausländer(?:in)?|donna|uomo|madre|padre|dottorand[ao]|studente(?:ssa)?"
    "|ragazza|stranier[ao]|mujer|hombre|doctorand[ao]|ingenier[ao]|técnic[ao]|extranjer[ao]|negr[ao]|chica|física"
)
# Without a person in it, "only two meetings" is no hint.
PERSON = regex.compile(
    r"\b(?:wom[ae]n|man|men|female|male|girl|mother|father|parent|postdoc|student|engineer|technician|physicist"
    r"|person|convener|L[1-4]|member|colleague|black|gay|lesbian|trans|muslim|foreigner|vegetarian)s?\b"
    rf"|\b(?:{FOREIGN})\b",
    regex.IGNORECASE,
)
# The first woman who, the youngest convener in. Not "the first time", "the last speaker".
FIRST = regex.compile(
    r"\b(?:the|as) (?:very )?(?:first|second|youngest|oldest) (?:[\p{L}-]{2,15} ){0,2}?"
    r"(?:wom[ae]n|man|girl|mother|black|gay|foreigner|convener|L[1-4])"
    r"(?= (?:who|to|from|in|at|ever|on|of)\b)(?: (?:from|in|at) [\p{L}-]{2,20}(?: [\p{L}-]{2,20})?)?",
    regex.IGNORECASE,
)
# La seule femme, der einzige Chilene, l'unica donna, la única mujer; with what narrows it. A person must be in it.
FOREIGN_ONLY = regex.compile(
    rf"\b(?:(?:le|la|les) seule?s?|(?:der|die|das|als) einzige[nr]?|l'unic[ao]|(?:el|la) [úu]nic[ao])"
    rf"(?: (?!(?:und|et|e|y)\b){WORD}){{1,3}}",
    regex.IGNORECASE,
)
# I have twins, my husband works in the same group, I am pregnant, I am a single mother.
FAMILY = regex.compile(
    r"\b(?:I have|we have|my|with) (?:[\p{L}-]{2,12} )?(?:twins|triplets)\b"
    r"|\bI have (?:two|three|four|five|six|\d) "
    r"(?:[\p{L}-]{2,12} )?(?:kids|children|daughters|sons)\b"
    r"|\bmy (?:husband|wife|partner|spouse|girlfriend|boyfriend) (?:(?:is|was) (?:also |an? )|(?:also )?work(?:s|ed) )"
    r"(?:(?:in|at|on|for) )?(?:the )?(?:same )?\p{L}{2,20}"
    r"|\bI(?: am|'m| was) (?:a single (?:mother|father|mom|mum|dad|parent)"
    r"|(?:\p{L}{3,7} months )?pregnant|a widow(?:er)?)\b"
    r"|\b(?:ich habe|j'ai (?:des|deux)|ho(?: due)?|tengo(?: dos)?) "
    r"(?:zwillinge|jumeaux|jumelles|gemell[ie]|mellizos|gemel[oa]s)\b",
    regex.IGNORECASE,
)
FAMILY_WORDS = (
    "twins",
    "triplets",
    "i have ",
    "my ",
    "pregnant",
    "single ",
    "widow",
    "zwill",
    "jume",
    "gemel",
    "melliz",
)


def find_what_singles_out(text: str) -> Iterator[Span]:
    """Singular positions and family details; hints."""
    low = text.lower()
    if "only" in low or "sole" in low:
        yield from _find_singular(text)
    if any(word in low for word in ("first", "second", "youngest", "oldest")):
        yield from (
            Span(match.start(), match.end(), "TITLE", Certainty.HINT, "one of few") for match in FIRST.finditer(text)
        )
    if any(word in low for word in ("seul", "einzig", "unic", "únic")):
        yield from _find_foreign(text)
    if any(word in low for word in FAMILY_WORDS):
        yield from (
            Span(match.start(), match.end(), "DEM", Certainty.HINT, "a family detail")
            for match in FAMILY.finditer(text)
        )


def _find_foreign(text: str) -> Iterator[Span]:
    for match in FOREIGN_ONLY.finditer(text):
        words = list(regex.finditer(r"[\p{L}\p{M}-]+", match.group()))
        persons = [w.end() for w in words if PERSON.fullmatch(w.group()) or is_nationality(w.group().lower())]
        if persons:
            yield Span(match.start(), match.start() + persons[-1], "NRP", Certainty.HINT, "one of few")


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
    places = [i for i, word in enumerate(words) if is_nationality(word.group().lower())]
    if not places:
        return None
    last = places[-1]
    follows = last + 1 < len(words) and PERSON.fullmatch(words[last + 1].group())
    return int(match.start() + words[last + bool(follows)].end())
