"""ORCID, cards, IBAN, badges, contracts: numbers that look like phones in part and so come before them."""

from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import BEING, BESIDE, CERTAIN, DIGITS, Rule, recogniser

# Four groups of four digits, as ORCID (last may be X) and cards have them; social security numbers; IBAN.
GROUPED = (
    r"(?<![\w.-])(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{3}[\dXx]|\d{3}-\d{2}-\d{4}|\d{4}-\d{2}-\d{4}"
    r"|(?i:[A-Z]{2}\d{2}(?: ?(?=[A-Z]{0,3}\d)[A-Z0-9]{4}| ?[A-Z]{4}){3,7}(?: ?[A-Z0-9]{1,3})?))(?![\w-])"
)
BETWEEN = rf"(?!\p{{L}})(?:[ -](?:{alternatives('accounts.words_for_number')})(?!\p{{L}}))*+"
# A number behind the word for it: "my badge number 734120", "CERN ID: 812345", "passport no. X1234567".
# At least four characters, one of them a digit. Not "account in 2016", "contract 2019-21".
CUED = (
    rf"(?i)\b(?:{alternatives('accounts.words_before')})(?:'s)?{BETWEEN}[.:#]?(?:{BEING}|{BESIDE}) ?#?"
    r"(?P<number>\p{L}{1,3} ?\d{5,9}|\d{3} \d{3}|\d{4} \d{6}|(?=[\w/-]{0,12}\d)"
    r"(?!(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?\b(?![-/]\d))[A-Z0-9][A-Z0-9/-]{3,20})\b"
)
# The same, some words on: "the gate did not read my badge, 802116". Six digits and more.
NUMBERED = alternatives("accounts.words_near")
NEAR = (
    rf"(?i)\b(?:{NUMBERED}|matr[ií]cul\p{{L}}{{1,8}})\b[^.!?\n]{{1,30}}?"
    r"(?<![\w.,/-])(?P<number>(?!\d*000\b)\d{6,9})(?![\w/]|[.,:-]\d)"
)
# J.Doe.1, as INSPIRE tells authors apart: where one of its words is near. Not "version 1.2.1".
AUTHOR = r"(?i)(?<![\w.])\p{L}[\p{L}'-]*+(?:\.\p{L}[\p{L}'-]*+){1,5}\.\d{1,3}(?![\w.]?\w)"
CUES = telling_words("accounts.words_before") | {"logbook", "elog", "entry"}
SOME_WORDS_ON = Rule(NEAR, "ID", CERTAIN, "a number", CUES, "number")
find_accounts = recogniser(
    Rule(GROUPED, "ID", CERTAIN, "a number"),
    Rule(CUED, "ID", CERTAIN, "a number", CUES, "number"),
    Rule(AUTHOR, "ID", CERTAIN, "a number", cues("bai inspire inspirehep")),
    SOME_WORDS_ON,
    needs=DIGITS,
)
find_numbers_some_words_on = recogniser(SOME_WORDS_ON, needs=DIGITS)
