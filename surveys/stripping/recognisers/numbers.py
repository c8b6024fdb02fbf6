"""Tickets and all numbers that are long."""

import regex

from surveys.stripping.lists import PHYSICS, is_everyday, is_of
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser

# Eight digits and more in a row. Not 100000000 events, not decimals.
LONG = r"(?<![\w.,+/-])(?!\d*0{5}(?!\d))\d{8,24}(?![\w]|[.,/-]\d)"
# Tickets as trackers write them: CMSTRK-981, INC1234567, RQF0123456; authors: INSPIRE-00123456.
# Not COVID-19, UTF-8, ISO-9001, PHASE-2, CHEP-2019.
TICKET = (
    r"\b(?!(?:COVID|UTF|ISO|SHA|RUN|PHASE|GPT|USB|MPEG|SARS|RFC|PEP|LHC)-?\d)"
    r"(?:[A-Z]{3,14}-(?!(?:19|20)\d\d\b)\d{2,6}|(?!(?:CHEP|ICHEP|EPS|LHCP)-)[A-Z]{2,5}-(?:19|20)\d\d-\d{2,5}"
    r"|(?i:INC|RQF|REQ|RITM|CHG|PRB|TASK)[ -]?\d{5,9}|(?i:INSPIRE)-\d{5,9})\b"
)
# In small letters only where the word is none: cmstrk-981, ggus-152998. Not caesium-137, not run-316.
SMALL_TICKET = r"(?<![\w.-])(?:(?:ggus|snow|jira)-\d{4,9}|(?P<tracker>[a-z]{5,14})-\d{2,6})(?![\w.-])"


def _is_tracker(match: regex.Match[str]) -> bool:
    word = match["tracker"]
    return word is None or not (is_everyday(word) or is_of(word, PHYSICS))


# All are certain: nobody needs them to make a point.
find_numbers = recogniser(
    Rule(TICKET, "ID", CERTAIN, "a number"),
    Rule(LONG, "ID", CERTAIN, "a number"),
    Rule(SMALL_TICKET, "ID", CERTAIN, "a number", holds=_is_tracker),
)
