"""Universities, laboratories and local groups."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, is_everyday, is_never_a_name, places, words_of
from surveys.stripping.recognisers.rules import Rule, recogniser

NAME = r"\p{Lu}[\p{L}\p{M}'.&-]{0,40}+"
KIND = (
    r"(?:University|Universit[äàéy]\w{0,5}|Universidad\w?|College|Institut\w{0,4}|Istituto|Laborator\w{1,5}|Polytechnic"
    r"|School|Academy|Hochschule|Politecnico|École|Ecole)"
)
# University of X, Université de X and Y; X State University, X Institute of Technology; "university of x".
# Not "my university", not "the university of my choice".
BEHIND = rf"{KIND}(?: (?:of|de|di|der|für|degli|for|Technology|the|la|du))+ {NAME}(?: (?:and |at |of )?{NAME}){{0,3}}"
BEFORE = (
    rf"(?:{NAME} ){{1,3}}(?:University|College|Institute|Laboratory|Polytechnic|Lab)"
    rf"(?: of (?:{NAME}|Technology)(?: {NAME})?)?"
)
SMALL = r"(?i:universit\w{1,3} (?:of|de|di) (?!my|our|the|your|his|her|a\b)\p{L}[\p{L}'-]{1,40}+)"
# INFN sezione di Pisa, Max-Planck-Institut für Physik; Universität Hamburg.
OF = "(?:[Ss]ezione di|[Ss]ection|für|di|de|à)"
SECTION = rf"(?:INFN|CNRS|CEA|CSIC|Max-Planck-Institut)(?:[ ,-]+{OF})*[ -]{NAME}(?: {NAME})?"
GERMAN = rf"(?:Uni|Universität|TU|FH|Hochschule) (?!und|in|oder){NAME}"
START = r"(?:(?<![\w'-])|(?<=\b(?:l|d|dell|all|nell)'))"
NAMED = regex.compile(rf"{START}(?:{SECTION}|{BEHIND}|{GERMAN}|{BEFORE}|{SMALL})(?![\p{{L}}\p{{M}}])")

KNOWN = regex.compile(rf"{START}(?i:{alternatives('institutes')})(?![\p{{L}}\p{{M}}])")
KNOWN_WITH_CAPITALS = regex.compile(rf"{START}(?:{alternatives('institutes_with_capitals')})(?![\p{{L}}\p{{M}}])")

# "the Pisa group"; not "the Higgs group", "the Tracker group", "Senior people".
GROUP = regex.compile(rf"(?<![\w'-])(?P<name>{NAME})(?= (?:group|team|institute|people|crowd|colleagues|side)\b)")
# In small letters a place must stand with it: uni hamburg, infn bologna, ghent university, the pisa group.
LOCAL = regex.compile(
    r"(?<![\w'-])(?:(?:uni|university|tu|eth|fh|infn|lip|lnf|ihep|uc|cnrs|cea|institute|universit[éày]|universidad|college)"
    r" (?:(?:of|de|di|in|zu) )?(?P<behind>(?:(?:san|são|sao|santa|new|los|la) )?[\p{L}\p{M}'-]{3,25})"
    r"|(?P<before>[\p{L}\p{M}'-]{3,25})(?: (?:university|uni|college|institute|polytechnic|lab)"
    r"|(?= (?:group|team|people)\b)))(?![\p{L}\p{M}])",
    regex.IGNORECASE,
)


def _has_place(match: regex.Match[str]) -> bool:
    name = (match["behind"] or match["before"]).lower()
    if name not in places() or is_never_a_name(name):
        return False
    return match["behind"] is not None or not is_everyday(name)


PIECES: tuple[str, ...] = (
    "univers",
    "colleg",
    "instit",
    "istit",
    "labor",
    "polytech",
    "school",
    "academy",
    "hochschule",
)
PIECES += ("politec", "école", "ecole")
PIECES += (" lab", "uni ", "eth ", "uc ", "tu ", "fh ")
PIECES += ("infn", "cnrs", "cea", "max-p")
NAMES = tuple(name.lower().replace("_", " ") for name in words_of("institutes"))
LOCAL_PIECES = (*PIECES, "lip ", "lnf ", "ihep ", " group", " team", " people")
COMPANY = (" group", " team", " institute", " people", " crowd", " colleagues", " side")


def _is_no_group_of_the_experiment(match: regex.Match[str]) -> bool:
    low = match["name"].lower()
    return not (low in words_of("groups_of_the_experiment") or is_everyday(low) or is_never_a_name(low))


# Where somebody is employed.
find_institutes = recogniser(
    Rule(NAMED, "ORG", Certainty.HINT, "an institute", needs=PIECES),
    Rule(LOCAL, "ORG", Certainty.HINT, "an institute", needs=LOCAL_PIECES, holds=_has_place),
    Rule(KNOWN, "ORG", Certainty.HINT, "an institute", needs=NAMES),
    Rule(KNOWN_WITH_CAPITALS, "ORG", Certainty.HINT, "an institute"),
    Rule(GROUP, "ORG", Certainty.HINT, "an institute", "name", COMPANY, holds=_is_no_group_of_the_experiment),
)
