"""Numbers that belong to one person: badges, logins, tickets and all that is long."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import PHYSICS, alternatives, is_everyday, is_of
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

BETWEEN = r"(?:[ -](?:id|card|number|no|nr|licen[cs]e|n[°º]|numéro|numero|número|nummer))*+"
# Eight digits and more in a row. Not 100000000 events, not decimals.
LONG = regex.compile(r"(?<![\w.,+/-])(?!\d*0{5}(?!\d))\d{8,24}(?![\w]|[.,/-]\d)")

# A number behind the word for it: "my badge number 734120", "CERN ID: 812345", "passport no. X1234567".
# At least four characters, one of them a digit. Not "account in 2016": a year alone does not count.
CUED = regex.compile(
    rf"\b(?:{alternatives('number_words')})(?:'s)?{BETWEEN}[.:#]?(?: is| was| ist| est| es| è|:)? ?#?"
    r"(?P<number>[A-Z]{1,3} \d{5,9}|\d{3} \d{3}|(?=[\w-]{0,12}\d)(?!(?:19|20)\d\d\b)[A-Z0-9][A-Z0-9-]{3,20})\b",
    regex.IGNORECASE,
)

# Tickets as trackers write them: CMSTRK-981, INC1234567, RQF0123456. Not COVID-19, UTF-8, ISO-9001, PHASE-2, CHEP-2019.
TICKET = regex.compile(
    r"\b(?!(?:COVID|UTF|ISO|SHA|RUN|PHASE|GPT|USB|MPEG|SARS|RFC|PEP|LHC)-?\d)"
    r"(?:[A-Z]{3,14}-(?!(?:19|20)\d\d\b)\d{2,6}|(?i:INC|RQF|REQ|RITM|CHG|PRB|TASK)[ -]?\d{5,9})\b"
)
# In small letters only where the word is none: cmstrk-981. Not caesium-137, not run-316.
SMALL_TICKET = regex.compile(r"(?<![\w.-])(?P<tracker>[a-z]{5,14})-\d{2,6}(?![\w.-])")


def _is_tracker(match: regex.Match[str]) -> bool:
    word = match["tracker"]
    return not (is_everyday(word) or is_of(word, PHYSICS))


# All are certain: nobody needs them to make a point.
find_numbers = recogniser(
    Rule(TICKET, "ID", Certainty.CERTAIN, "a number", needs=DIGIT),
    Rule(CUED, "ID", Certainty.CERTAIN, "a number", "number", needs=DIGIT),
    Rule(LONG, "ID", Certainty.CERTAIN, "a number", needs=DIGIT),
    Rule(SMALL_TICKET, "ID", Certainty.CERTAIN, "a number", needs=DIGIT, holds=_is_tracker),
)
