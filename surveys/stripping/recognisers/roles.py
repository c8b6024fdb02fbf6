"""Offices that one person holds, and "the only …"."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import nationalities
from surveys.stripping.recognisers.span import Span

HEADS = ("coordinator", "convener", "leader", "manager", "editor", "chair", "spokesperson", "director", "postdoc", "professor", "engineer", "student", "technician", "secretary", "contact", "representative", "expert", "supervisor", "member")  # fmt: skip
SPELLINGS = {"convenor": "convener", "co-ordinator": "coordinator", "head": "leader", "dean": "leader", "chairperson": "chair", "chairman": "chair", "chairwoman": "chair", "leader": "leader"}  # fmt: skip
KNOWN = "|".join((*HEADS, *SPELLINGS))

# A head noun with at least one word that narrows it: deputy physics coordinator, L2 convener, local team leader,
# run coordinator, spokesperson. Not "our convener", "a student", "the senior engineers", "women engineers".
NARROW = (
    r"deputy|vice|former|acting|local|team|group|physics|run|technical|project|resource|upgrade|computing|offline|trigger|tracker|pixel|muon|ECAL|HCAL|HGCAL|DQM|DAQ|"
    r"L[1-4]|level[- ][1-4]|publication|publications|committee|board|collaboration|institute|institutional|department|section|shift|analysis|object|generator|detector|"
    r"operations?|safety|outreach|diversity|ARC|PAG|POG|DPG|Higgs|top|SUSY|exotica|B2G|female|CB|review|deputy|software|simulation|validation|jet|tau|first|second|test beam|beam"
)
OFFICE = regex.compile(
    rf"\b(?:(?:{NARROW})[ -]){{1,4}}(?P<head>{KNOWN})(?! of (?:a|any)\b)\b|\b(?P<lone>spokesperson|spokeswoman|spokesman)\b",
    regex.IGNORECASE,
)

# The only …, the first woman who …, one of two …: up to a few words with what they belong to.
# Not "the only way", "the only thing", "the only problem": things single nobody out.
THINGS = "way|thing|things|time|reason|problem|place|option|one|ones|day|part|question|answer|solution|difference|point|good|bad|possibility|hope|topic|meeting|chance|people|language|room"
ONLY = regex.compile(
    rf"\b(?:the )?(?:only|sole) (?!(?:{THINGS})\b)(?:(?!(?:in|at|of|who|that|from|with|and|on|to|is|was)\b)[\p{{L}}\p{{M}}\p{{N}}'-]+[ ]?){{1,4}}(?<! )"
    r"(?: (?:in|at|of|from|on|with) (?:(?:the|our|my|a|this|whole) )*[\p{L}\p{M}\p{N}'-]+(?: (?!(?:is|was|who|that|and|to|has|had|can|i)\b)[\p{L}\p{M}\p{N}'-]+)?)?",
    regex.IGNORECASE,
)
SINGULAR = regex.compile(r"\b(?:only|sole)\b", regex.IGNORECASE)
PERSON = regex.compile(r"\b(?:wom[ae]n|man|men|female|male|girl|mother|father|parent|postdoc|student|engineer|technician|physicist|person|convener|L[1-4]|member|colleague|black|gay|lesbian|trans|muslim|foreigner|vegetarian)\w*\b", regex.IGNORECASE)  # fmt: skip


def find_roles(text: str) -> Iterator[Span]:
    """Offices and singular positions; hints."""
    singular = ONLY.finditer(text) if SINGULAR.search(text) else ()
    for match in singular:
        words = {word.strip(".,").lower() for word in match.group().split()}
        if words & nationalities():
            yield Span(match.start(), _end_of_nationality(match), "NRP", Certainty.HINT, "one of few")
        elif PERSON.search(match.group()):
            yield Span(match.start(), match.end(), "TITLE", Certainty.HINT, "one of few")
    for match in OFFICE.finditer(text):
        head = (match["head"] or "spokesperson").lower()
        yield Span(match.start(), match.end(), "TITLE", Certainty.HINT, SPELLINGS.get(head, head))


def _end_of_nationality(match: regex.Match[str]) -> int:
    """Behind the nationality, or behind the person that it describes: the only Iranian woman."""
    words = list(regex.finditer(r"[\p{L}\p{M}-]+", match.group()))
    last = max(i for i, word in enumerate(words) if word.group().lower() in nationalities())
    follows = last + 1 < len(words) and PERSON.fullmatch(words[last + 1].group())
    return int(match.start() + words[last + bool(follows)].end())
