"""Rooms and buildings."""

import regex

from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser

# As CERN writes rooms: 32/3-A12, 40/S2-B01, 513-1-024, 28-1/C07. Not dates (12/02/2019), not 3-4-5.
CERN = r"B?\d{1,4}(?:[/-][A-Z0-9]{1,2}|[ ](?:R|S|[RS]?\d))[/-][A-Z]?\d{2,3}(?!\d|[/-])"
# With a space too: 513 R-070.
# A word for a room or house with a number behind it: building 17, office B12, Raum 2.14. bâtiment 594, porte 12.
# Not "a room of forty", "in the room a 12 year old".
NUMBERED = (
    rf"(?:{alternatives('rooms.room_words')}) ?(?:no\.? |nr\.? |number |numéro |numero |número |n[°º.] ?|#)?"
    r"(?:(?:R-)?[A-Z]{0,2}-?|[B-DF-HJ-NP-TV-XZ][ .])\d{1,4}(?:[-./](?:[A-Z]{0,2}-?\d{1,4}"
    r"|[A-Z]{1,2}(?=[-/]))){0,3}[a-z]?(?![-/]\w)"
    r"(?:,? (?:\d{1,2}-[A-Z]\d{2}|[RS]-[A-Z]?\d{2,3})(?!\w))?"
    rf"(?:,? (?:{alternatives('rooms.door_words')}) [A-Z]?\d{{1,4}}(?:[-/][A-Z]?\d{{1,4}})?[a-z]?(?![\w.-]))*"
)
DATE = regex.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2}|\d{4}-\d\d?-\d\d")
FLOOR = r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|top) floor"
# B40 with a floor or behind "in"; R-401, R-D14 behind "in", "im", "dans". Not "B0 decays", "R-410 gas", "run R-055".
BEFORE = alternatives("rooms.before")
SHORT = rf"B\.?\d{{1,4}}(?=,? {FLOOR})|(?<=\b(?:{BEFORE}) )(?:B\.?\d{{2,4}}|[A-Z]-(?:\d{{3}}|[A-Z]\d\d))"
ROOM = regex.compile(rf"(?<![\w/.-])(?:{CERN}|\b(?:{NUMBERED}|{SHORT}))(?!\w)(?:,? {FLOOR}\b)?", regex.IGNORECASE)


def _is_no_date(match: regex.Match[str]) -> bool:
    return not DATE.fullmatch(match.group())


# Halls with letters: WHGA/127. Not CMS/2018.
LETTERED = regex.compile(r"\b[A-Z]{3,5}/(?!(?:19|20)\d\d)\d{3,4}(?![\w/-])")

# Where somebody sits.
find_rooms = recogniser(
    Rule(ROOM, "ADDRESS", CERTAIN, "a room", holds=_is_no_date), Rule(LETTERED, "ADDRESS", CERTAIN, "a room")
)
