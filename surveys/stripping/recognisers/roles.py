"""Offices that one person holds, in five languages."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, words_of
from surveys.stripping.recognisers.span import Span

# What remains of an office: "deputy physics coordinator" becomes [coordinator].
HEADS = tuple(sorted(words_of("heads_of_offices")))
SPELLINGS = {
    "convenor": "convener",
    "co-ordinator": "coordinator",
    "head": "leader",
    "dean": "leader",
    "adviser": "advisor",
    "organizer": "organiser",
}
SPELLINGS |= dict.fromkeys(("chairperson", "chairman", "chairwoman"), "chair")
SPELLINGS |= dict.fromkeys(("spokesman", "spokeswoman"), "spokesperson")
ENDS_OF_HEADS = (*HEADS, *SPELLINGS, "spokes")
HEAD = "|".join((*HEADS, *SPELLINGS))

# Of the HGCAL mechanics group, of our lab.
OF_WHAT = (
    r" (?:of|for) (?!(?:mine|yours|what|it|this|that|course|all|any|the (?:day|meeting|session|talk|year"
    r"|week|future))\b)"
    r"(?:(?:the|our|my|an?|all) ){0,2}[\p{L}\p{N}-]{2,20}(?:(?: [\p{L}\p{N}-]{2,20}){0,2} "
    r"(?:group|team|board|office|committee|lab|institute|section|department|project|upgrade|plant|task|paper|analysis)\b)?"
    r"(?: in \p{Lu}\p{L}{2,20})?"
)
# A head noun with at least one word that narrows it: deputy physics coordinator, L2 convener, local team leader;
# the spokesperson alone. Not "our convener", "a student", "the senior engineers".
OFFICE = regex.compile(
    rf"\b(?:(?:(?:new"
    rf"|only) )?(?:(?:{alternatives('narrowing_words')})[ -]){{1,4}}(?P<head>{HEAD})\b(?: person"
    rf"| physicist)?(?:{OF_WHAT})?"
    rf"|(?<!\b(?:an?|every|each|any|no|good) )(?!member)(?P<led>{HEAD})\b(?: person| physicist)?{OF_WHAT}"
    r"|(?P<lone>spokes(?:person|man|woman)|head of (?:department|division|section|institute|unit))"
    rf"|(?<=\b(?:the|our|my) )(?:new|next|former|old) (?P<new>{HEAD}))\b",
    regex.IGNORECASE,
)

OF_FOREIGN = (
    r"(?: adjointe?)?(?: (?:d[eu]|des|del|della|dello|dell'|der|von|für|vom|di)(?: (?:la|las|los|l'))?| d'| de l')"
    r" ?[\p{L}\p{N}-]{2,25}(?: (?:HGCAL|ECAL|HCAL|DAQ|[\p{Lu}\p{N}]{2,10}))?"
)
# Koordinatorin, coordinatrice du groupe, responsabile del gruppo, chef de groupe, la mia relatrice. Not Begleiter.
FOREIGN = {
    "coordinator": rf"(?:\p{{L}}{{3,25}}koordinator(?:in)?|(?:ko|co)ordinat(?:eur|rice|ore|or"
    rf"|orin)(?:adjointe?)?{OF_FOREIGN}|coordinador[ae]?{OF_FOREIGN})",
    "leader": r"(?:(?!beg)\p{L}{4,25}leiter(?:in)?|chef(?:fe)? d(?:e |')(?:groupe|équipe|projet)|capogruppo|"
    r"jef[ea] de (?:grupo|equipo|proyecto)"
    r"|(?:mon|notre|mein|unser|meine|unsere) chef(?:fe|in)?|(?:mi|nuestr[oa]) jef[ea]|il (?:mio|nostro) capo"
    rf"|(?:chef(?:fe)?|leiter(?:in)?|cap[oa]|jef[ea]|responsab(?:le|ile)|encargad[oa]){OF_FOREIGN}"
    r"|responsab(?:le|ile) d(?:u|e|el|ella|ell'|'|es|i) ?(?:la |l')?\p{L}{2,25})",
    "secretary": rf"(?:secrétaire|segretari[ao]|secretari[ao]|\p{{L}}{{0,20}}sekretär(?:in)?){OF_FOREIGN}",
    "chair": rf"(?:(?:vice-?)?président(?:e|in)?|(?:vice-?)?presidente?|präsident(?:in)?|vorsitzende[rn]?){OF_FOREIGN}",
    "spokesperson": r"(?:porte-parole|(?:vize)?sprecher(?:in)?|portavoce|portavoz)",
    "director": r"(?:(?:vice-?)?direct(?:eur|rice|or|ora) (?:de|du|del) \p{L}{3,25}|\p{L}{3,25}direktor(?:in)?)",
    "supervisor": r"(?:(?:my|our|(?-i:the(?= PI\b))) PIs?|(?:mein(?:e|er|em|en)? )Doktor(?:vater|mutter)|"
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
PIECES += ("secr", "segr", "sekre", "resid", "räsid", "vorsi", "capo", "encarg", "ordinat")
PIECES += ("direc", "direk", "doktor", "relat")


def find_roles(text: str) -> Iterator[Span]:
    """Offices; hints with the head of the office as a replacement."""
    low = text.lower()
    for match in OFFICE.finditer(text) if any(head in low for head in ENDS_OF_HEADS) else ():
        head = (match["head"] or match["led"] or match["new"] or match["lone"].split(" ")[0]).lower()
        yield Span(match.start(), match.end(), "TITLE", Certainty.HINT, SPELLINGS.get(head, head))
    if any(piece in low for piece in PIECES):
        for head, pattern in FOREIGN_OFFICES:
            yield from (
                Span(match.start(), match.end(), "TITLE", Certainty.HINT, head) for match in pattern.finditer(text)
            )
