"""What singles a writer out: "the only …", "one of two women", "the first woman who …"."""

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
TAIL = (
    rf" (?:in|at|of|from|on|with|among) (?:(?:the|our|my|an?|this|whole|same"
    rf"|all) ){{0,2}}{WORD}(?: (?!{LINK}){WORD}){{0,2}}"
)
ONLY = regex.compile(
    rf"\b(?:the )?(?:only|sole)(?! (?:{alternatives('single_things')})\b)(?: (?!{LINK}){WORD}){{1,4}}"
    rf"(?:{TAIL}){{0,2}}",
    regex.IGNORECASE,
)
# The only one from Africa. Not "the only one".
ONLY_ONE = regex.compile(rf"\bthe only ones?(?: here)?{TAIL}", regex.IGNORECASE)
SINGULAR = regex.compile(r"\b(?:only|sole)\b", regex.IGNORECASE)
FOREIGN = (
    "post-?doc|postdoctorante?|postdoktorand(?:in)?|chercheu(?:se|r)|collègue|stagiaire|maman|papa|thésarde?|forscher(?:in)?"
    "|wissenschaftler(?:in)?|kolleg(?:e|in)|mama|muslimin?|schwarze[r]?|ricerca(?:tore|trice)|collega|borsista|assegnista"
    "|mamma|investigadora?|estudiante|becari[ao]|compañer[ao]|mamá|papá|posdoc|musulman[ea]?|femmes|frauen|donne|mujeres|"
    "femme|homme|fille|mère|père|étudiante?|doctorante?"
    "|physicienne?|ingénieure?|technicienne?|noire?|frau|mann|mutter|vater|doktorand(?:in)?"
    "|student(?:in)?|ingenieur(?:in)?|physiker(?:in)?|techniker(?:in)?|ausländer(?:in)?|donna|uomo|madre|padre|dottorand[ao]|studente(?:ssa)?"
    "|ragazza|stranier[ao]|mujer|hombre|doctorand[ao]|ingenier[ao]|técnic[ao]|extranjer[ao]|negr[ao]|chica|física"
)
# Without a person in it, "only two meetings" is no hint.
PERSON = regex.compile(
    r"\b(?:wom[ae]n|man|men|female|male|girl|mother|father|parent|postdoc|student|engineer|technician|physicist"
    r"|person|convener|L[1-4]|member|colleague|black|gay|lesbian|trans|muslim|foreigner|vegetarian|vegan|guy|boy|mom|mum|dad"
    r"|professor|leader|coordinator|chair|researcher|scientist|phd|shifter|newcomer|couple|native|jew|hindu|scholar|fellow"
    r"|theorist|deaf|blind|wheelchair user|lad(?:y|ie)|brown|asian|african|latina|refugee|spouse|boss|expert)s?\b"
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
# One of two women in DAQ, one of the few Africans, we are three women in the institute.
COUNT = "two|three|four|very few|few|[2-4]"
ONE_OF = regex.compile(
    rf"\b(?:(?:one|some|a few) of (?:the |our )?(?:only )?(?:{COUNT})|(?:we are|we were|there are"
    rf"|there were) (?:only )?(?:two|three|[23]))"
    rf"(?: (?!{LINK}){WORD}){{1,2}}(?:{TAIL})?",
    regex.IGNORECASE,
)
# The youngest convener ever, the last woman in the team, the first in my family who studied.
EXTREME = regex.compile(
    r"\b(?:the|as|our|my) (?:very )?(?:youngest|oldest|eldest|most (?:junior|senior)|first|last|lone|sole) (?:"
    rf"(?:{WORD} ){{0,2}}?(?:wom[ae]n|man|girl|mother|postdoc|phd|foreigner|convener|L[1-4]"
    rf"|technician)\b(?: ever)?(?:{TAIL})?"
    rf"|(?:one )?(?:in|of|from) my (?:family|country|village|town|school)(?: who (?:{WORD} ?){{1,2}})?)",
    regex.IGNORECASE,
)
# La seule femme, der einzige Chilene, l'unica donna, la única mujer; with what narrows it. A person must be in it.
FOREIGN_ONLY = regex.compile(
    rf"\b(?:(?:le|la|les|comme|suis) seule?s?|(?:der|die|das|als) einzige[nr]?|l'unic[ao]|(?:el|la"
    rf"|como) [úu]nic[ao]|(?:une|un) des (?:rares|deux|trois|seules)"
    r"|eine[r]? (?:der|von) (?:wenigen|zwei|drei)|un[ao] (?:delle|dei) (?:poch[ei]|due|tre)"
    r"|un[ao] de (?:las|los) (?:poc[ao]s|dos|tres))"
    rf"(?: (?!(?:und|et|e|y)\b){WORD}){{1,3}}",
    regex.IGNORECASE,
)


EXTREMES = ("youngest", "oldest", "eldest", "most ", "first ", "last ", "lone ", "sole ")
FOREIGN_CUES = ("seul", "einzig", "unic", "únic", " des ", " der ", " von ", " de l", "delle", " dei ")


def find_what_singles_out(text: str) -> Iterator[Span]:
    """Singular positions; hints."""
    low = text.lower()
    if "only" in low or "sole" in low:
        yield from _find_singular(text)
        yield from (_one_of_few(match) for match in ONLY_ONE.finditer(text))
    if any(piece in low for piece in (" of ", "we are", "we were", "there are", "there were")):
        yield from (_one_of_few(match) for match in ONE_OF.finditer(text) if _has_person(match.group()))
    if any(word in low for word in EXTREMES):
        yield from (_one_of_few(match) for match in EXTREME.finditer(text))
    if any(word in low for word in ("first", "second", "youngest", "oldest")):
        yield from (
            Span(match.start(), match.end(), "TITLE", Certainty.HINT, "one of few") for match in FIRST.finditer(text)
        )
    if any(word in low for word in FOREIGN_CUES):
        yield from _find_foreign(text)


def _one_of_few(match: regex.Match[str]) -> Span:
    return Span(match.start(), match.end(), "TITLE", Certainty.HINT, "one of few")


def _has_person(phrase: str) -> bool:
    words = regex.findall(r"[\p{L}\p{M}-]+", phrase.lower())
    return PERSON.search(phrase) is not None or any(map(is_nationality, words))


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
