"""Numbers that belong to one person: badges, logins, tickets and all that is long."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

BETWEEN = r"(?:[ -](?:id|card|number|no|nr|licen[cs]e|n[°º]|numéro|numero|número|nummer))*+"
# Eight digits and more in a row. Not 100000000 events, not decimals.
LONG = regex.compile(r"(?<![\w.,+/-])(?!\d*0{5}(?!\d))\d{8,24}(?![\w]|[.,/-]\d)")

# A number behind the word for it: "my badge number 734120", "CERN ID: 812345", "passport no. X1234567".
# At least four characters, one of them a digit. Not "account in 2016": a year alone does not count.
CUED = regex.compile(
    rf"\b(?:{alternatives('number_words')})(?:'s)?{BETWEEN}[.:#]?(?: is| was| ist| est| es| è|:)? ?#?"
    r"(?P<number>(?=[\w-]{0,12}\d)(?!(?:19|20)\d\d\b)[A-Z0-9][A-Z0-9-]{3,20})\b",
    regex.IGNORECASE,
)

# Tickets as trackers write them: CMSTRK-981, INC1234567, RQF0123456. Not COVID-19, UTF-8, ISO-9001, PHASE-2, CHEP-2019.
TICKET = regex.compile(
    r"\b(?!(?:COVID|UTF|ISO|SHA|RUN|PHASE|GPT|USB|MPEG|SARS|RFC|PEP|LHC)-?\d)"
    r"(?:[A-Z]{3,10}-(?!(?:19|20)\d\d\b)\d{2,6}|(?:INC|RQF|REQ|TASK)\d{5,9})\b"
)

# All are certain: nobody needs them to make a point.
find_numbers = recogniser(
    Rule(LONG, "ID", Certainty.CERTAIN, "a number", needs=DIGIT),
    Rule(TICKET, "ID", Certainty.CERTAIN, "a number", needs=DIGIT),
    Rule(CUED, "ID", Certainty.CERTAIN, "a number", "number", needs=DIGIT),
)
