"""Offices that one person holds, in five languages."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, words_of
from surveys.stripping.recognisers.span import Span

# What remains of an office: "deputy physics coordinator" becomes [coordinator].
HEADS = tuple(sorted(words_of("heads_of_offices")))
SPELLINGS = {"convenor": "convener", "co-ordinator": "coordinator", "head": "leader", "dean": "leader"}
SPELLINGS |= dict.fromkeys(("chairperson", "chairman", "chairwoman"), "chair")
SPELLINGS |= dict.fromkeys(("spokesman", "spokeswoman"), "spokesperson")
ENDS_OF_HEADS = (*HEADS, *SPELLINGS, "spokes")
HEAD = "|".join((*HEADS, *SPELLINGS))

# A head noun with at least one word that narrows it: deputy physics coordinator, L2 convener, local team leader;
# the spokesperson alone. Not "our convener", "a student", "the senior engineers".
OFFICE = regex.compile(
    rf"\b(?:(?:(?:{alternatives('narrowing_words')})[ -]){{1,4}}(?P<head>{HEAD})"
    r"|(?P<lone>spokes(?:person|man|woman)))\b",
    regex.IGNORECASE,
)

# Koordinatorin, coordinatrice du groupe, responsabile del gruppo, chef de groupe, la mia relatrice. Not Begleiter.
FOREIGN = {
    "coordinator": r"(?:\p{L}{3,25}koordinator(?:in)?|(?:coordinat(?:eur|rice|ore)|coordinador[ae]?)(?= d))",
    "leader": r"(?:(?!beg)\p{L}{4,25}leiter(?:in)?|chef(?:fe)? d(?:e |')(?:groupe|équipe|projet)|capogruppo|"
    r"jef[ea] de (?:grupo|equipo|proyecto)"
    r"|responsab(?:le|ile) d(?:u|e|el|ella|ell'|'|es|i) ?(?:la |l')?\p{L}{2,25})",
    "spokesperson": r"(?:porte-parole|(?:vize)?sprecher(?:in)?|portavoce|portavoz)",
    "director": r"(?:(?:vice-?)?direct(?:eur|rice|or|ora) (?:de|du|del) \p{L}{3,25}|\p{L}{3,25}direktor(?:in)?)",
    "supervisor": r"(?:(?:my|our) PIs?|(?:mein(?:e|er|em|en)? )Doktor(?:vater|mutter)|"
    r"direct(?:eur|rice|or|ora) de (?:thèse|tesis)"
    r"|(?:il mio|la mia) relat(?:ore|rice))",
}
FOREIGN_OFFICES = tuple(
    (head, regex.compile(rf"\b{pattern}\b", regex.IGNORECASE)) for head, pattern in reversed(FOREIGN.items())
)
PIECES: tuple[str, ...] = (
    " pi",
    "koordinat",
    "coordina",
    "leiter",
    "chef",
    "capogr",
    "jef",
    "responsab",
    "sprecher",
    "porta",
    "porte-",
)
PIECES += ("direc", "direk", "doktor", "relat")


def find_roles(text: str) -> Iterator[Span]:
    """Offices; hints with the head of the office as a replacement."""
    low = text.lower()
    for match in OFFICE.finditer(text) if any(head in low for head in ENDS_OF_HEADS) else ():
        head = (match["head"] or match["lone"]).lower()
        yield Span(match.start(), match.end(), "TITLE", Certainty.HINT, SPELLINGS.get(head, head))
    if any(piece in low for piece in PIECES):
        for head, pattern in FOREIGN_OFFICES:
            yield from (
                Span(match.start(), match.end(), "TITLE", Certainty.HINT, head) for match in pattern.finditer(text)
            )
