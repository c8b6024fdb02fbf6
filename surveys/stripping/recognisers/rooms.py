"""Rooms and buildings, in twenty-one languages, and rooms that bear a name."""

import regex

from surveys.frequent_words import frequencies
from surveys.stripping import lists
from surveys.stripping.lists import NEVER, alternatives, is_everyday, is_of, words_of
from surveys.stripping.recognisers.reading import telling_words
from surveys.stripping.recognisers.rules import BEING, BESIDE, CERTAIN, DIGITS, LIKELY, Rule, recogniser

ON_FLOOR = (
    r",? (?:(?:on|im|au|al|en|na)(?: (?:the|la|el))? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|[eè]me|[e.º°ª])?|{alternatives('rooms.ordinals')})"
    rf" ?(?:{alternatives('rooms.floors')})\b"
)
FLOOR = f"(?:{ON_FLOOR})?"
# As CERN writes rooms: 32/3-A12, 40/S2-B01, 513-1-024, 28-1/C07, B. 892 R-D14. Not 12/02/2019, not 3-4-5, not a part
# of 8 916 555-30-47.
CERN = r"(?<!\d )(?:B\.? ?)?\d{1,4}(?:[/-][A-Z0-9]{1,2}|[ ](?:R|S|[RS]?\d))[/-][A-Z]?\d{2,3}(?!\d|[/-])"
# B40 with a floor or behind "in"; R1 behind "in", a restaurant; R-014, but R-401 only behind "in", "im", "dans". Not
# "B0 decays", "R-410 gas", "run R-055".
BEFORE = alternatives("rooms.before")
SHORT = (
    rf"B\.? ?\d{{1,4}}(?={ON_FLOOR})|(?<=\b(?:{BEFORE}) )(?:B\.?\d{{2,4}}|R[1-3](?! (?-i:\p{{Lu}})|-)"
    rf"|[A-Z]-(?:\d{{3}}|[A-Z]\d\d))|(?<!\b(?:{alternatives('rooms.no_rooms')}) )R-(?:0\d\d|[A-Z]\d\d)"
)
DATE = r"(?:\d{1,2}([/-])\d{1,2}\1\d{2}|\d{4}-\d\d?-\d\d)(?!\w)"
BARE = rf"(?i)(?<![\w/.-])(?!{DATE})(?:{CERN}|\b(?:{SHORT}))(?!\w){FLOOR}"
# A word for a room or house with a number behind it: building 17, office B12, Raum 2.14, bâtiment 594, porte 12,
# pokój nr 214, huoneessa 2-014. Not "a room of forty", "in the room a 12 year old", "odada 5 kişi".
ROOM = rf"\b(?:{alternatives('rooms.room_words')}|(?:{alternatives('rooms.stems')})\p{{L}}{{0,6}})"
NUMBER = (
    r"(?:(?:(?:R-)?\p{L}{0,2}-?|[B-DF-HJ-NP-TV-XZ][ .]|R\.)\d{1,4}(?:[-./](?:[A-Z]{0,2}-?\d{1,4}"
    r"|[A-Z]{1,2}(?=[-/]))){0,3}\p{L}?(?![-/]\w|\w)|(?-i:\p{Lu})(?=, ?\d{2,4}\b))"
)
# Behind it floor, door, house: , R-D14; , Gebäude 28; of building 40; del 42.
OF = r"(?:of|in|im|del|dell'|du|au|dans le|en el|al|no|w|v|von|di|do)"
PART = r"[A-Z]?-?\d{1,4}(?:[-/.][A-Z]{0,2}-?\d{1,4}){0,2}\p{L}?|(?-i:\p{Lu})"
OF_HOUSE = rf"{OF} (?!(?:19|20)\d\d)\d{{1,4}}(?=[.,;:!?)\n]|\Z)"
DOOR = (
    r"(?:,? (?:\d{1,2}-[A-Z]?\d{2,3}|[RS]-[A-Z]?\d{2,3})(?!\w)|, \d{3}(?=\s|[,)]|\Z))?"
    rf"(?:{ON_FLOOR}|,? (?:{OF} ?)?(?:{alternatives('rooms.door_words')}|{ROOM[2:]}) ?(?:{PART})(?![\w-]|\.\d)"
    rf"|,? {OF_HOUSE})*"
)
COUNTED = rf"(?! ?(?:%|(?:{alternatives('rooms.counted')})(?!\w)))"
HOUSE_FIRST = r"(?:(?:(?<=\()|(?<=\b(?:in|at|im|au|nel|en) ))(?!(?:19|20)\d\d)\d{1,4}, )?"
NUMBERED = rf"{HOUSE_FIRST}{ROOM} ?(?:(?:{alternatives('rooms.number_words')}):? ?|: )?{NUMBER}{COUNTED}{DOOR}{COUNTED}"
# My office is 2-014, mon bureau est le 2-014, ofisim 2-014; 214 only where nothing follows. Not "is 12 km from here".
IS_ITS_NUMBER = r"(?:[BR]-?)?\d{1,4}[-/](?:[A-Z0-9]{1,2}[-/])?[A-Z]?(?:\d{3}|(?<=[A-Z])\d\d)|(?:[BR]-?)\d{2,4}"
IS_NUMBER = r"(?!(?:19|20)\d\d\b)(?:\d{3,4}|\d{1,2}\.\d{2,3})(?=[.,;!?)\n](?!\d)|\Z)"
BEING_ONE = rf"{ROOM}(?:{BEING}|{BESIDE}) ?(?:{IS_ITS_NUMBER}|{IS_NUMBER})(?![\w/-]){COUNTED}"
# Die Raumnummer ist 2014. A 214-es szoba, 214 numaralı oda.
NUMBER_OF = rf"\b(?:{alternatives('rooms.numbers')})(?:{BEING})? ?(?:R-)?[A-Z]?{NUMBER}{COUNTED}"
BEHIND = (
    rf"\b(?:(?:[IVX]{{1,4}}|\d)\. emelet,? \d{{1,4}}(?: szob\p{{L}}{{1,8}})?"
    rf"|\p{{L}}?\d{{1,4}}(?:[-/]\d{{2,4}})?(?:-?[aeoö]?s|\.? (?:sz\.|számú|numaralı|nolu|no'lu|no)) "
    rf"(?:{alternatives('rooms.behind')})\p{{L}}{{0,8}})"
)
WORDED = rf"(?i)(?<![\w/.-])(?:{NUMBERED}|{BEING_ONE}|{NUMBER_OF}|{BEHIND})(?!\w){FLOOR}"
WORDS = telling_words("rooms.room_words", "rooms.numbers")
STEMS = {f"{stem[:4]}-" for name in ("rooms.stems", "rooms.behind") for stem in words_of(name)}
# Halls with letters: WHGA/127. Not CMS/2018.
LETTERED = r"\b[A-Z]{3,5}/(?!(?:19|20)\d\d)\d{3,4}(?![\w/-])"
# Rooms that bear a name: salle Curie, the Dirac room, aula Pontecorvo, the main auditorium. Not "control room".
NAME = r"[\p{L}'-]{3,24}+"
KNOWN, BEFORE_NAME = alternatives("rooms.known"), alternatives("rooms.before_names")
NAMED = (
    rf"(?i)\b(?:(?:{KNOWN})|(?:{BEFORE_NAME}) [\"']?(?P<behind>{NAME})(?: (?-i:\p{{Lu}}\p{{L}}+))?[\"']?"
    rf"|(?P<before>(?-i:\p{{Lu}}\p{{L}}[\p{{L}}'-]{{1,22}}+)) (?:{alternatives('rooms.behind_names')}))(?!\w)"
)
# Building forty, bâtiment quarante, Gebäude zweiunddreißig.
TENS = rf"(?:{alternatives('rooms.spelled')}|\p{{L}}{{3,14}}und\p{{L}}{{3,4}}[zß]ig)"
MORE = rf"(?:(?: | ?- ?)(?:(?:and|et|y) )?(?:{TENS}|{alternatives('rooms.digits')}))*+\b"
SPELLED = rf"(?i)\b(?:{alternatives('rooms.houses')}) (?:number )?{TENS}{MORE}{COUNTED}"
NAMED_CUES = telling_words("rooms.known", "rooms.before_names", "rooms.behind_names")


def _has_a_name(match: regex.Match[str]) -> bool:
    """A name or an eponym is beside the word for a room; what a sentence begins with must be nothing else."""
    name = match["behind"] or match["before"]
    if name is None:
        return True
    low, text, start = name.lower(), match.string, match.start()
    if name.isupper() or low in words_of("institutes.groups_of_the_experiment") | words_of("rooms.unnamed"):
        return False
    if is_of(low, lists.PHYSICS):
        opens = match["before"] and text[:start].rstrip()[-1:] in ("", ".", "!", "?", "\n", ":")
        return not (is_of(low, "eE") and (opens or name.islower()))
    if name.islower() or is_of(low, lists.FREQUENT + NEVER):
        return is_of(low, lists.LAST_NAME) and not (is_of(low, "FEeO" + NEVER) or any(frequencies(low)))
    return lists.is_name(low) or not is_everyday(low)


# Building 40, Gebäude 40, with nothing behind it: "a quiet room in [a room]" would say something odd.
HOUSE = regex.compile(
    rf"(?i)(?:{alternatives('rooms.houses')}) ?(?:(?:{alternatives('rooms.number_words')}):? ?)?\p{{L}}?\d{{1,4}}"
)


def _is_a_house(match: regex.Match[str]) -> bool:
    """A house and its number, without a room or a floor."""
    return HOUSE.fullmatch(match[0]) is not None


HOUSES = telling_words("rooms.houses")

# Where somebody sits.
find_rooms = recogniser(
    Rule(WORDED, "ADDRESS", CERTAIN, "a place", HOUSES, holds=_is_a_house),
    Rule(WORDED, "ADDRESS", CERTAIN, "a room", WORDS | STEMS),
    Rule(BARE, "ADDRESS", CERTAIN, "a room"),
    Rule(LETTERED, "ADDRESS", CERTAIN, "a room"),
    needs=DIGITS,
)
find_rooms_in_words = recogniser(
    Rule(SPELLED, "ADDRESS", CERTAIN, "a place", HOUSES),
    Rule(NAMED, "ADDRESS", LIKELY, "a room", NAMED_CUES, holds=_has_a_name),
)
