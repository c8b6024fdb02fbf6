"""Rooms, buildings and street addresses."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

# As CERN writes rooms: 32/3-A12, 40/S2-B01, 513-1-024, 28-1/C07. Not dates (12/02/2019), not 3-4-5.
CERN = r"\d{1,4}[/-][A-Z0-9]{1,2}[/-][A-Z]?\d{2,3}(?!\d|[/-])"
# A word for a room or house with a number behind it: building 17, office B12, Raum 2.14. Not "a room of forty".
NUMBERED = (
    rf"(?:{alternatives('room_words')}) (?:no\.? |nr\.? )?"
    r"[A-Z]{0,2}-?\d{1,4}(?:[-./][A-Z]{0,2}-?\d{1,4}){0,2}[a-z]?"
)
DATE = regex.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2}|\d{4}-\d\d?-\d\d")
ROOM = regex.compile(rf"(?<![\w/.-])(?:{CERN}|\b{NUMBERED})(?!\w)", regex.IGNORECASE)

# 12 Market Street, Apt. 5; Hauptstrasse 5; 12, rue de la Gare; via Roma 3. Not "Street art", not "via Geneva".
ENGLISH = (
    r"\d{1,5} (?:\p{Lu}[\w'.-]{0,30}+ ){1,3}?"
    rf"(?:{alternatives('road_words')})\b\.?(?:,? (?:Apt|Suite|Unit)\.? ?\w{{1,6}})?"
)
GERMAN_AND_NORDIC = (
    r"(?:\p{Lu}[\p{L}-]{1,30}+ )?\p{L}{3,20}"
    r"(?:strasse|straße|str\.|gasse|weg|allee|platz|gata|gatan|vägen|tie|katu|utca) \d{1,4}\w?"
)
ROMANCE = (
    r"(?:\d{1,4},? )?\b(?i:rue|avenue|chemin|route|boulevard|via|viale|corso|calle|plaza|rua|ulica|ul\.)"
    r"(?: (?:de|du|des|la|le|del|della|dei))* ?(?:[dl]')?\p{Lu}[\p{L}'-]{1,30}+"
    r"(?: \p{Lu}[\p{L}'-]{1,30}+){0,3}(?:,? \d{1,4})?"
)
STREET = regex.compile(rf"(?<![\w.])(?:{ENGLISH}|{GERMAN_AND_NORDIC}|(?=.{{1,80}}\d){ROMANCE})(?!\w)")


def _is_no_date(match: regex.Match[str]) -> bool:
    return not DATE.fullmatch(match.group())


def _has_digit(match: regex.Match[str]) -> bool:
    return bool(DIGIT.search(match.group()))


# Where somebody sits or lives.
find_rooms = recogniser(
    Rule(ROOM, "ADDRESS", Certainty.CERTAIN, "a room", needs=DIGIT, holds=_is_no_date),
    Rule(STREET, "ADDRESS", Certainty.LIKELY, "an address", needs=DIGIT, holds=_has_digit),
)
