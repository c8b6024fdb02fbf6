"""Dates, months, years and days that place an event."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.span import Span

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

# A day: 12/02/2019, 2019-05-03, 3 May, May 3rd 2021, the 4th of July. Not 3/4 of us, not "may 3 people".
FULL = regex.compile(
    rf"(?<![\w./-])(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:{YEAR}|\d\d)|{YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|{DAY}(?: of)? {MONTH}(?:,? {YEAR})?|{MONTH} {DAY}(?:,? {YEAR})?(?! \p{{Ll}}))(?![\w/])",
    regex.IGNORECASE,
)
# A month: June 2018, summer 2019, in March. "may" and "march" alone only with a capital and after in, since, last …
MONTHLY = regex.compile(
    rf"\b(?:(?:{MONTH}|spring|summer|autumn|fall|winter)(?: of)? {YEAR}|(?<=\b(?:in|since|last|until|till|by|this|next|of|early|late) )(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
SMALL_MONTH = regex.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december)\b", regex.IGNORECASE
)
YEARLY = regex.compile(rf"(?<![\w./-])(?:{YEAR}(?:[-/](?:{YEAR}|\d\d))?)(?![\w/-]|\.\d)")
# Last Friday, yesterday, two weeks ago, last spring. Not "every Friday", not "next time".
LATELY = regex.compile(
    rf"\b(?:last|this|next|on) (?:{WEEKDAY})|\b(?:last|this past) (?:week|month|year|spring|summer|autumn|fall|winter|christmas|night|{MONTH})"
    r"|\b(?:yesterday|the day before yesterday)|\b(?:\d+|a|one|two|three|four|five|six|a few) (?:day|week|month|year)s? ago\b",
    regex.IGNORECASE,
)
# In this order: where two overlap, the first is right.
WORDINGS = ((FULL, "a date"), (LATELY, "some day"), (MONTHLY, "a month"), (SMALL_MONTH, "a month"), (YEARLY, "a year"))


def find_dates(text: str) -> Iterator[Span]:
    """When something happened, from days to years; all are hints."""
    for pattern, wording in WORDINGS:
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "DATE", Certainty.HINT, wording)
