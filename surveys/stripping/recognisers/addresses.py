"""Street addresses and post boxes with flat, town and code, as written in many countries."""

import regex

from surveys.stripping.lists import NEVER, PHYSICS, alternatives, is_everyday, is_of, words_of
from surveys.stripping.recognisers.reading import DIGIT, cues, telling_words
from surveys.stripping.recognisers.rules import DIGITS, LIKELY, Rule, recogniser

CAPITALISED = r"\p{Lu}[\p{L}\p{M}'.-]{0,30}+"
NUMBER = r"\d{1,5}(?: ?(?:bis|ter)\b|[A-Za-z])?(?!\w)\.?"
# 12 Market Street, 7 St. James's Sq; a second number before or behind is a part of it.
ROAD_WORD = alternatives("addresses.road_words")
ENGLISH = rf"\d{{1,5}} (?:\d{{1,5}} )?(?:{CAPITALISED} ){{1,4}}?(?i:{ROAD_WORD})\b\.?(?: \d{{1,4}}\b)?"
# Hauptstrasse 5, Berliner Str. 12, Søndergade 52, Rákóczi út 13, Luite tee 87; small letters in one word too.
ENDINGS = alternatives("addresses.road_endings")
COMPOUND = (
    rf"(?:{CAPITALISED} ){{0,2}}(?P<road>\p{{L}}{{2,24}}(?:{ENDINGS}))\.? {NUMBER}"
    rf"|(?:{CAPITALISED} ){{1,3}}(?i:{alternatives('addresses.roads_behind')}) {NUMBER}"
)
ARTICLE = "(?:de|du|des|la|le|del|della|dei|do|da|dos|das|los|las)"
# 12, rue de la Gare; via Roma 3; Calle Mayor 7. Not "via Geneva": it must have a number.
ROMANCE = (
    rf"(?:{NUMBER},? )?\b(?i:{alternatives('addresses.road_beginnings')})\b\.?(?: {ARTICLE})* ?(?:[dl]')?{CAPITALISED}"
    rf"(?: (?:(?:de|di|da|do|du|della|del) )?{CAPITALISED}){{0,3}}(?:,? (?!\d{{4,5}} \p{{Lu}}){NUMBER})?"
)
# Flat 4, Apt. 5, Suite 501: with the words and numbers before them, 28030 Edeby 55 Apt. 3.
UNIT = rf"(?i:{alternatives('addresses.units')})\.? \d{{1,5}}[a-z]?"
WORDS = r"(?:[\p{L}][\p{L}\p{M}'.-]{1,30}+ ){1,4}"
BEFORE_UNIT = rf"(?:\d{{3,5}}\s{{1,3}})?{WORDS}{NUMBER}[\s,>]{{1,4}}(?={UNIT})"
# Post boxes, also of the forces: P.O. Box 104, Postfach 12, PSC 1437, Box 3833 APO AA 66791.
BOX = rf"(?i:P\.? ?O\.? ?Box|{alternatives('addresses.boxes')}|unit \d{{4}} box)\s{{1,2}}\d{{1,6}}"
OF_FORCES = r"PSC \d{2,5},? Box \d{2,5}|USN?[SV] \p{Lu}[\p{L}'-]{1,30}(?=\s[AFD]PO)"
# A number, a name with a capital and a number again: 28030 Edeby 55. Not years, not words of physics.
NUMBERED = r"(?!(?:19|20)\d\d\b)\d{3,5} (?:\p{Lu}\p{Ll}{3,20}+ ){1,3}?\d{1,4}(?=[\s,.;]|\Z)"
# What follows: flat, town, country and code, over commas, line ends and marks of quoted mail.
SEPARATOR = r"[\s,>]{1,6}"
CITY = rf"{CAPITALISED}(?: {CAPITALISED}){{0,3}}(?: \(\p{{L}}{{1,20}}\))?"
CODE = r"\d{2,3}-?\d{2,3}(?![\w.,]\d|\w)"
# Or the code before the town, or the town alone behind a comma and before the end: 5, 28040 Madrid; 12, Gex and.
CODE_AND_TOWN = rf"(?:[A-Z]{{1,2}}-)?(?!\d*000 )\d{{4,6}} (?:{CITY}|\p{{Ll}}[\p{{L}}\p{{M}}-]{{2,20}})"
TOWN_ALONE = rf"(?<=, )(?!I\b){CAPITALISED}(?: {CAPITALISED})?(?=[.,;:!?)\n]|\Z| (?!\p{{L}}{{1,9}}\.? \d)\p{{Ll}})"
TOWN = rf"(?:,? \d[ºª°] ?[A-Z]?\b)?(?:,|,? -)? ?(?:{CODE_AND_TOWN}|{TOWN_ALONE}){{1,2}}"
TOWN_AND_CODE = rf"(?:{SEPARATOR}(?:{CITY}|nan)){{0,4}}{SEPARATOR}{CODE}(?! {CAPITALISED})"
# Parts of the house: , 2º B; , scala B, interno 4; , 3. Stock; , 2nd floor.
WHICH = alternatives("addresses.parts")
PARTS = (
    rf"(?:,? (?:\d{{1,2}}[ºª°](?: ?(?:[A-Z]|(?i:{WHICH})))?|\d{{1,2}}(?:\.|e|er|ème|st|nd|rd|th) ?(?i:{WHICH})"
    rf"|(?i:{WHICH})\.? (?:\d{{1,3}}|[A-Z]))(?!\w)){{0,3}}"
)
TAIL = rf"(?:{SEPARATOR}{UNIT}){{0,2}}{PARTS}(?:{TOWN_AND_CODE}|{TOWN})?{PARTS}"
CORE = rf"{BOX}|{OF_FORCES}|{ROMANCE}|{ENGLISH}|{COMPOUND}|{UNIT}|{BEFORE_UNIT}|{NUMBERED}"
ADDRESS = rf"(?<![\w.])(?:\d{{3,5}}[ ](?=[\p{{L}}\d]))?(?:{CORE}){TAIL}(?!\w)"
# In small letters, with fewer words for a street: 12 rue des alpes, via celoria 16, 9 market street, berliner str. 4;
# with code and town behind. Not "via zoom 3 times", "5 minutes down the road", "10 people avenue": looked up below.
SURE, ROAD = alternatives("addresses.sure_road_beginnings"), alternatives("addresses.sure_road_endings")
WORD = r"[\p{L}\p{M}][\p{L}\p{M}'-]{2,24}+"
OF = rf"\.? (?:{ARTICLE} )*(?:[dl]')?"
NUMBER_FIRST = rf"\d{{1,4}}(?: ?bis|[a-z])?,? (?:{SURE}){OF}{WORD}(?: {WORD}(?=[.,;!?)\n]|\Z))?"
NAME = rf"(?P<name>{WORD})(?: (?:(?:de|di|da|do) )?{WORD})??"
NUMBER_LAST = rf"(?:{SURE}|(?P<via>via)){OF}{NAME},? \d{{1,4}}(?!\w)"
STREET = rf"\d{{1,4}}[a-z]? (?P<first>{WORD}) (?:(?P<second>{WORD}) )?(?:{ROAD})"
STRASSE = rf"(?P<german>{WORD}) (?:str\.|straße|strasse|gasse|platz|allee) \d{{1,4}}[a-z]?(?!\w)"
TOWN_BEHIND = rf", (?P<town>{WORD})(?=[.,;!?)\n]|\Z| (?:and|but|y|et|e|und)\b)(?:, {WORD}(?=[.;!?\n]|\Z))?"
SMALL = rf"(?i)(?<![\w.])(?:{NUMBER_FIRST}|{NUMBER_LAST}|{STREET}|{STRASSE})(?:,? \d{{4,6}} {WORD}|{TOWN_BEHIND})?"
ROADS = telling_words("addresses.sure_road_beginnings", "addresses.sure_road_endings") | cues(
    "via str straße strasse gasse platz allee"
)


def _is_small_address(match: regex.Match[str]) -> bool:
    """No small word, no plural and nothing of physics in the place of the street's name."""
    names = [match[part].lower() for part in ("name", "first", "second", "german") if match[part]]
    if match["via"] and is_everyday(names[0]):
        return False
    return not any(is_of(name, NEVER + PHYSICS) or (match["first"] and name[-1] == "s") for name in names)


def _is_address(match: regex.Match[str]) -> bool:
    words = set(regex.findall(r"\p{L}{2,}", match.group().lower())) - words_of("addresses.parts")
    if match["road"] and is_everyday(match["road"].lower()):  # sharing 1, monitoring 12
        return False
    return DIGIT.search(match.group()) is not None and not any(is_of(word, PHYSICS) for word in words)


# Where somebody lives.
find_addresses = recogniser(
    Rule(ADDRESS, "ADDRESS", LIKELY, "an address", holds=_is_address),
    Rule(SMALL, "ADDRESS", LIKELY, "an address", ROADS, holds=_is_small_address),
    needs=DIGITS,
)
