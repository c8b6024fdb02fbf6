"""Dates, months, years and days that place an event."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.rules import Rule, recogniser

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:(?:{MONTHS})\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
SEASON = "spring|summer|autumn|fall|winter"
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

# A day: 12/02/2019, 2019-05-03, 3 May, May 3rd 2021, the 4th of July. Not 3/4 of us, not "may 3 people".
FULL = regex.compile(
    rf"(?<![\w./-])(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:{YEAR}|\d\d)|{YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|{DAY}(?: of)? {MONTH}(?:,? {YEAR})?|{MONTH} {DAY}(?:,? {YEAR})?(?! \p{{Ll}}))(?![\w/])",
    regex.IGNORECASE,
)
# Last Friday, yesterday, two weeks ago, last spring. Not "every Friday", not "next time".
LATELY = regex.compile(
    rf"\b(?:(?:last|this|next|on) {WEEKDAY}|(?:last|this past) (?:week|month|year|christmas|night|{SEASON}|{MONTH})"
    r"|(?:the day before )?yesterday"
    r"|(?:\d{1,3}|an?|one|two|three|four|five|six|a few) (?:day|week|month|year)s? ago)\b",
    regex.IGNORECASE,
)
# A month with its year, June 2018; or alone, where it cannot be the verb: "in May", but not "May I".
WITH_YEAR = regex.compile(rf"\b(?:{MONTH}|{SEASON})(?: of)? {YEAR}", regex.IGNORECASE)
AFTER_WORD = regex.compile(
    rf"(?<=\b(?:in|since|last|until|till|by|this|next|of|early|late) )(?:{MONTHS})\b|\b(?!May|March)(?:{MONTHS})\b"
)
SMALL = regex.compile(r"\b(?:january|february|april|june|july|september|october|november|december)\b")
# Not 2016.5, not part of a longer number.
YEARLY = regex.compile(rf"(?<![\w./-]){YEAR}(?:[-/](?:{YEAR}|\d\d))?(?![\w/-]|\.\d)")

# When something happened, from days to years.
find_dates = recogniser(
    Rule(FULL, "DATE", Certainty.HINT, "a date"),
    Rule(LATELY, "DATE", Certainty.HINT, "some day"),
    Rule(WITH_YEAR, "DATE", Certainty.HINT, "a month"),
    Rule(AFTER_WORD, "DATE", Certainty.HINT, "a month"),
    Rule(SMALL, "DATE", Certainty.HINT, "a month"),
    Rule(YEARLY, "DATE", Certainty.HINT, "a year"),
)
