"""ORCID, cards, IBAN, badges, contracts: numbers that look like phones in part and so come before them; our tickets."""

import regex

from surveys.stripping.lists import PHYSICS, alternatives, is_everyday, is_of
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
# Tickets and take-back codes as `collecting.spelled` writes them, or with one letter missing.
FOUR, GAP = "[2-9A-HJ-NP-Za-hj-np-z]{3,4}", "(?P<gap> ?[-\u2010-\u2015] ?| )"
IN_FOURS = rf"{FOUR}{GAP}{FOUR}(?P=gap){FOUR}(?P=gap){FOUR}|[2-9A-HJ-NP-Za-hj-np-z]{{16}}"
CODE = rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9][-_])(?=(?P<code>{IN_FOURS})(?![-_]?[A-Za-z0-9]))"


def _is_code(match: regex.Match[str]) -> bool:
    """Without a digit only in capitals with dashes. Not "THIS WILL HELP THEM" or "run2 data were seen"."""
    groups = regex.findall("[a-z0-9]+", match["code"].lower())
    words = [is_everyday(group) or is_of(group, PHYSICS) for group in groups]
    if match["code"].isupper() and (match["gap"] or "").strip():
        return sum(map(len, groups)) > 14 and not all(words)
    return sum(map(len, groups)) > 14 and not "".join(groups).isalpha() and not any(words)


CUES = telling_words("accounts.words_before") | {"logbook", "elog", "entry"}
SOME_WORDS_ON = Rule(NEAR, "ID", CERTAIN, "a number", CUES, "number")
find_codes = recogniser(Rule(CODE, "ID", CERTAIN, "a number", DIGITS | {"-"}, "code", _is_code))
find_accounts = recogniser(
    Rule(GROUPED, "ID", CERTAIN, "a number"),
    Rule(CUED, "ID", CERTAIN, "a number", CUES, "number"),
    Rule(AUTHOR, "ID", CERTAIN, "a number", cues("bai inspire inspirehep")),
    SOME_WORDS_ON,
    needs=DIGITS,
)
find_numbers_some_words_on = recogniser(SOME_WORDS_ON, needs=DIGITS)
