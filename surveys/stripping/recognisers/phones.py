"""Phone numbers of all countries and extensions."""

import phonenumbers
import regex

from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.reading import cues
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser
from surveys.stripping.recognisers.scripts import BEHIND_OTHER, SAME

# Seven to fifteen digits with the usual marks between them, and an extension. Whether it is one is decided below.
CANDIDATE = (
    rf"(?i)(?:(?:(?<![\w.,/:-])|{BEHIND_OTHER})\(?|(?:(?<!\w)|{BEHIND_OTHER})\(?\+)\d(?:[ ()./-]{{0,3}}\d){{6,14}}+"
    rf"(?: ?(?:x|ext\.?) ?\d{{2,6}})?(?!{SAME}|/|[.,:-]\d)"
)

LINKS = alternatives("phones.links", "being.forms", "being.beside")
PHONE_WORD = rf"\b(?:{alternatives('phones.phone_words')})(?!\w)(?:\.| ?:| -| ?=| (?:{LINKS})(?!\w)){{0,4}}"
END = r"(?![\w/]|[.,:-]\d)"
# 100000000, 12/02/2019, 2016-2018, 2019-05-03, 2019, 3.14159265: digits that are a date, years or a decimal number.
NO_PHONE = (
    r"\d{1,3}\.\d+|\d+0{5}|(?:19|20)\d\d(?: ?[-/] ?(?:19|20)\d\d)?"
    r"|\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:19|20)?\d\d|(?:19|20)\d\d[./-]\d\d[./-]\d\d"
)
# After a word for phone: four digits and more, as in "ext. 71234", "tel: 022 767". Not "call 2 people".
NUMBER = rf"(?P<number>(?!(?:{NO_PHONE}){END})[+(]{{0,2}}\d(?:[ ()./-]{{0,3}}\d){{3,14}}+){END}"
AFTER_WORD = rf"(?i){PHONE_WORD}:?[ \n]{{0,3}}{NUMBER}"
# Of a place where somebody always answers: the control room is 77500, reception: 7 44 44. Not "guards at 2018".
DESK = rf"\b(?:{alternatives('phones.answering_places')})(?:'s|s)?(?: (?:number|is|at|on|under|ist|est|è|es|is at))*"
SHORT_NUMBER = r"[67][ -]?\d(?:[ -]?\d){3}|16[ -]?\d(?:[ -]?\d){3}|112|118"
AT_DESK = rf"(?i){DESK}[:=,]? ?\(?(?P<number>{SHORT_NUMBER}){END}"
# Before one: 467 3395 office, 07700 063 966-Fax. At least six digits.
BEFORE_WORD = (
    r"(?i)(?<![\w./:-])\(?\+?\d(?:[ ()./-]{0,2}\d){5,14}+(?=[ -]{1,3}(?:office|fax|mobile|cell|phone|portable|handy)\b)"
)
# Spoken, in five languages: four words behind a word for phone, six anywhere. Not "one, two, three".
SPOKEN_NUMBER = rf"(?:{alternatives('phones.spoken_numbers')})\b"
NEXT = rf"(?:[ ,-]{{1,2}}{SPOKEN_NUMBER})"
SPOKEN = rf"(?i)(?:{PHONE_WORD} |\b(?={SPOKEN_NUMBER}{NEXT}{{5}}))(?P<number>{SPOKEN_NUMBER}{NEXT}{{3,15}}+)"
# Oh seven six, 555 01 42; zéro six, 55 12 48 90; 079 five five five 12 12: in words and in digits.
DIGITS_TOO = rf"(?:[ ,-]{{1,2}}(?:{SPOKEN_NUMBER}|\d{{1,4}}(?![\w/]|[.,]\d)))"
MIXED = (
    rf"(?i)(?<![\w.,-])(?P<number>(?:{SPOKEN_NUMBER}{NEXT}(?=[ ,-]+(?:\p{{L}}+[ ,-]+){{0,4}}\d)"
    rf"|0\d{{1,2}} {SPOKEN_NUMBER}{NEXT}{{2}}){DIGITS_TOO}{{2,12}}+)"
)
# 079 123 45 67, 0171/1234567: the zero before an area code; 8 (912) 345-67-89; 601 234 567, 697 123 4567. Not
# 0 100 200 300, not 500 000 000.
TRUNK = regex.compile(
    r"\(?0[1-9]\d{0,4}\)?(?:[ /.-]\d{2,8}){1,5}|8[ -]{0,2}\(?[3-9]\d\d\)?[ -]{1,2}\d{3}[ -]?\d\d[ -]?\d\d"
    r"|[2-9]\d\d([ .-])(?!000)\d{3}\1(?:(?!000)\d{3}|\d{4})"
)
# Where most members live: numbers that are valid there are found without a country code.
SHORTEST_NATIONAL, LONGEST_NATIONAL = 9, 12
REGIONS = ("CH", "FR", "US", "DE", "IT", "GB", "ES", "IN")

SPOKEN_CUES = cues("two three four five seven zero deux cinq sept zwei vier sieben due sette cinque dos siete cinco")


def _is_phone(match: regex.Match[str]) -> bool:
    """Written in the international way, or valid where many members live."""
    written = match.group()
    if regex.fullmatch(NO_PHONE, written):
        return False
    if written.startswith(("+", "(+", "00")):
        return True
    is_long = SHORTEST_NATIONAL <= sum(letter.isdigit() for letter in written) <= LONGEST_NATIONAL
    return is_long and bool(TRUNK.fullmatch(written) or is_valid_somewhere(written))


def is_valid_somewhere(written: str) -> bool:
    """Whether it is a number of a region where many members live, or of any with its country code."""
    return any(_is_valid_in(region, written) for region in REGIONS)


def _is_valid_in(region: str, written: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False


def _has_a_phone_s_digits(match: regex.Match[str]) -> bool:
    """Numbers in digits and words together have as many digits as a phone: not "two or three 2019 papers"."""
    parts = regex.findall(r"\p{L}+|\d+", match["number"])
    return LONGEST_NATIONAL >= sum(len(part) if part.isdigit() else 1 for part in parts) >= SHORTEST_NATIONAL - 2


find_phones = recogniser(
    Rule(AFTER_WORD, "PHONE", CERTAIN, "a phone number", group="number"),
    Rule(AT_DESK, "PHONE", CERTAIN, "a phone number", group="number"),
    Rule(SPOKEN, "PHONE", CERTAIN, "a phone number", SPOKEN_CUES, "number"),
    Rule(MIXED, "PHONE", CERTAIN, "a phone number", group="number", holds=_has_a_phone_s_digits),
    Rule(BEFORE_WORD, "PHONE", CERTAIN, "a phone number"),
    Rule(CANDIDATE, "PHONE", CERTAIN, "a phone number", holds=_is_phone),
)
