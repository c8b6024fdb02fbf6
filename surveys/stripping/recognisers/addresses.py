"""Street addresses and post boxes with flat, town and code, as written in many countries."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import PHYSICS, alternatives, is_everyday, is_of
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

CAPITALISED = r"\p{Lu}[\p{L}\p{M}'.-]{0,30}+"
NUMBER = r"\d{1,5}[A-Za-z]?(?!\w)\.?"
# 12 Market Street, 7 St. James's Sq; a second number before or behind is a part of it.
ENGLISH = rf"\d{{1,5}} (?:\d{{1,5}} )?(?:{CAPITALISED} ){{1,4}}?(?i:{alternatives('road_words')})\b\.?(?: \d{{1,4}}\b)?"
# Hauptstrasse 5, Berliner Str. 12, Søndergade 52, Rákóczi út 13, Luite tee 87; small letters in one word too.
ENDINGS = alternatives("road_endings")
COMPOUND = (
    rf"(?:{CAPITALISED} ){{0,2}}(?P<road>\p{{L}}{{2,24}}(?:{ENDINGS}))\.? {NUMBER}"
    rf"|(?:{CAPITALISED} ){{1,3}}(?i:{alternatives('roads_behind')}) {NUMBER}"
)
ARTICLES = "de|du|des|la|le|del|della|dei|do|da|dos|das|los|las"
# 12, rue de la Gare; via Roma 3; Calle Mayor 7. Not "via Geneva": it must have a number.
ROMANCE = (
    rf"(?:{NUMBER},? )?\b(?i:{alternatives('road_beginnings')})\b\.?(?: (?:{ARTICLES}))*"
    rf" ?(?:[dl]')?{CAPITALISED}(?: (?:(?:de|di|da|do|du|della|del) )?{CAPITALISED}){{0,3}}(?:,? {NUMBER})?"
)
# Flat 4, Apt. 5, Suite 501: with the words and numbers before them, 28030 Edeby 55 Apt. 3.
UNIT = r"(?i:apt|apartment|suite|flat|appartement|wohnung)\.? \d{1,5}[a-z]?"
BEFORE_UNIT = (
    rf"(?:\d{{3,5}}\s{{1,3}})?(?:[\p{{L}}][\p{{L}}\p{{M}}'.-]{{1,30}}+ ){{1,4}}{NUMBER}[\s,>]{{1,4}}(?={UNIT})"
)
# Post boxes, also of the forces: P.O. Box 104, Postfach 12, PSC 1437, Box 3833 APO AA 66791.
BOX = (
    r"(?i:P\.? ?O\.? ?Box|Postbox|Postfach|casella postale|boîte postale|apartado de correos|unit \d{4} box)"
    r"\s{1,2}\d{1,6}"
    r"|PSC \d{2,5},? Box \d{2,5}|USN?[SV] \p{Lu}[\p{L}'-]{1,30}(?=\s[AFD]PO)"
)
# A number, a name with a capital and a number again: 28030 Edeby 55. Not years, not words of physics.
NUMBERED = r"(?!(?:19|20)\d\d\b)\d{3,5} (?:\p{Lu}\p{Ll}{3,20}+ ){1,3}?\d{1,4}(?=[\s,.;]|\Z)"
# What follows: flat, town, country and code, over commas, line ends and marks of quoted mail.
SEPARATOR = r"[\s,>]{1,6}"
CITY = rf"{CAPITALISED}(?: {CAPITALISED}){{0,3}}(?: \(\p{{L}}{{1,20}}\))?"
CODE = r"\d{2,3}-?\d{2,3}(?![\w.,]\d|\w)"
TAIL = rf"(?:{SEPARATOR}{UNIT}){{0,2}}(?:(?:{SEPARATOR}(?:{CITY}|nan)){{0,4}}{SEPARATOR}{CODE})?"
CORE = rf"{BOX}|{ROMANCE}|{ENGLISH}|{COMPOUND}|{UNIT}|{BEFORE_UNIT}|{NUMBERED}"
ADDRESS = regex.compile(rf"(?<![\w.])(?:\d{{3,5}}[ ](?=[\p{{L}}\d]))?(?:{CORE}){TAIL}(?!\w)")


def _is_address(match: regex.Match[str]) -> bool:
    words = regex.findall(r"\p{L}{2,}", match.group().lower())
    if match["road"] and is_everyday(match["road"].lower()):  # sharing 1, monitoring 12
        return False
    return DIGIT.search(match.group()) is not None and not any(is_of(word, PHYSICS) for word in words)


# Where somebody lives.
find_addresses = recogniser(Rule(ADDRESS, "ADDRESS", Certainty.LIKELY, "an address", needs=DIGIT, holds=_is_address))
