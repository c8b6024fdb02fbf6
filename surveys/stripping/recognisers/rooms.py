"""Rooms and buildings, in twenty-one languages."""

import regex

from surveys.stripping.lists import alternatives, words_of
from surveys.stripping.recognisers.reading import telling_words
from surveys.stripping.recognisers.rules import BEING, BESIDE, CERTAIN, DIGITS, Rule, recogniser

FLOOR = r"(?:,? (?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|top) floor\b)?"
# As CERN writes rooms: 32/3-A12, 40/S2-B01, 513-1-024, 28-1/C07, 513 R-070. Not 12/02/2019, not 3-4-5.
CERN = r"B?\d{1,4}(?:[/-][A-Z0-9]{1,2}|[ ](?:R|S|[RS]?\d))[/-][A-Z]?\d{2,3}(?!\d|[/-])"
# B40 with a floor or behind "in"; R-401, R-D14 behind "in", "im", "dans". Not "B0 decays", "R-410 gas", "run R-055".
BEFORE = alternatives("rooms.before")
SHORT = rf"B\.?\d{{1,4}}(?=,? \w{{3,6}} floor)|(?<=\b(?:{BEFORE}) )(?:B\.?\d{{2,4}}|[A-Z]-(?:\d{{3}}|[A-Z]\d\d))"
DATE = r"(?:\d{1,2}([/-])\d{1,2}\1\d{2}|\d{4}-\d\d?-\d\d)(?!\w)"
BARE = regex.compile(rf"(?i)(?<![\w/.-])(?!{DATE})(?:{CERN}|\b(?:{SHORT}))(?!\w){FLOOR}")

# A word for a room or house with a number behind it: building 17, office B12, Raum 2.14, bâtiment 594, porte 12,
# pokój nr 214, huoneessa 2-014. Not "a room of forty", "in the room a 12 year old", "odada 5 kişi".
ROOM = rf"\b(?:{alternatives('rooms.room_words')}|(?:{alternatives('rooms.stems')})\p{{L}}{{0,6}})"
NUMBER = (
    r"(?:(?:R-)?[A-Z]{0,2}-?|[B-DF-HJ-NP-TV-XZ][ .])\d{1,4}(?:[-./](?:[A-Z]{0,2}-?\d{1,4}"
    r"|[A-Z]{1,2}(?=[-/]))){0,3}[a-z]?(?![-/]\w|\w)"
)
DOOR = (
    r"(?:,? (?:\d{1,2}-[A-Z]\d{2}|[RS]-[A-Z]?\d{2,3})(?!\w))?"
    rf"(?:,? (?:{alternatives('rooms.door_words')}) [A-Z]?\d{{1,4}}(?:[-/][A-Z]?\d{{1,4}})?[a-z]?(?![\w.-]))*"
)
COUNTED = rf"(?! (?:{alternatives('rooms.counted')})(?!\w))"
NUMBERED = rf"{ROOM} ?(?:(?:{alternatives('rooms.number_words')}):? ?|: )?{NUMBER}{COUNTED}{DOOR}"
# My office is 2-014, mon bureau est le 2-014, ofisim 2-014; 214 only where nothing follows. Not "is 12 km from here".
IS_ITS_NUMBER = r"(?:[BR]-?)?\d{1,4}[-/](?:[A-Z0-9]{1,2}[-/])?[A-Z]?(?:\d{3}|(?<=[A-Z])\d\d)|(?:[BR]-?)\d{2,4}"
IS_NUMBER = r"(?!(?:19|20)\d\d\b)(?:\d{3,4}|\d{1,2}\.\d{2,3})(?=[.,;!?)\n](?!\d)|\Z)"
BEING_ONE = rf"{ROOM}(?:{BEING}|{BESIDE}) ?(?:{IS_ITS_NUMBER}|{IS_NUMBER})(?![\w/-]){COUNTED}"
# Die Raumnummer ist 2014. A 214-es szoba, 214 numaralı oda.
NUMBER_OF = rf"\b(?:{alternatives('rooms.numbers')})(?:{BEING})? ?(?:R-)?[A-Z]?{NUMBER}{COUNTED}"
BEHIND = (
    rf"\b\d{{1,4}}(?:[-/]\d{{2,4}})?(?:-?[aeoö]?s|\.? (?:sz\.|számú|numaralı|nolu|no'lu|no)) "
    rf"(?:{alternatives('rooms.behind')})\p{{L}}{{0,8}}"
)
WORDED = rf"(?i)(?<![\w/.-])(?:{NUMBERED}|{BEING_ONE}|{NUMBER_OF}|{BEHIND})(?!\w){FLOOR}"
WORDS = telling_words("rooms.room_words", "rooms.numbers")
STEMS = {f"{stem[:4]}-" for name in ("rooms.stems", "rooms.behind") for stem in words_of(name)}
# Halls with letters: WHGA/127. Not CMS/2018.
LETTERED = regex.compile(r"\b[A-Z]{3,5}/(?!(?:19|20)\d\d)\d{3,4}(?![\w/-])")

# Where somebody sits.
find_rooms = recogniser(
    Rule(WORDED, "ADDRESS", CERTAIN, "a room", WORDS | STEMS),
    Rule(BARE, "ADDRESS", CERTAIN, "a room"),
    Rule(LETTERED, "ADDRESS", CERTAIN, "a room"),
    needs=DIGITS,
)
