"""Dates, months, years and days that place an event."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, words_of
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

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
    rf"|(?:\d{{1,3}}|an?|one|two|three|four|five|six|a few) (?:day|week|month|year|summer|winter|spring|autumn)s? ago"
    rf"|Q[1-4](?: of)? {YEAR})\b",
    regex.IGNORECASE,
)
TOWN = r"(?:in|at) (?!\p{Lu}{3,})\p{Lu}[\p{L}-]{2,20}"
# The CMS week in Lisbon, the June collaboration week. Not "CMS week" alone.
MEETING = regex.compile(
    rf"\b(?:(?:CMS|collaboration|physics|upgrade|run coordination) (?:week|days|workshop|meeting) {TOWN}"
    rf"|(?:{MONTHS}) (?:CMS |collaboration )?(?:week|workshop)(?: {TOWN})?)"
)
# Days and months of the other languages: le 3 mai 2021, 3. März, 1er juin, 3 de mayo de 2021; au mois, im Juni, giugno.
FOREIGN_MONTHS = alternatives("foreign_months")
BEFORE_MONTH = (
    "(?:fin|début|mi|fine|inizio|metà|finales de|principios de|mediados de|en|au mois de|depuis|im|seit"
    "|ab|bis|anfang|mitte|ende)"
)
FOREIGN = regex.compile(
    rf"(?<!\w)(?:{DAY}(?:\.|er|º|°)? (?:de |di )?)?(?:{FOREIGN_MONTHS})(?: (?:de |del )?{YEAR})?(?!\w)"
    rf"|(?<!\w)(?:{DAY}(?:\.|er)? |{BEFORE_MONTH} )(?:mars|mai|april|august|juli|september|november)(?: {YEAR})?(?!\w)",
    regex.IGNORECASE,
)
FOREIGN_DAY = alternatives("foreign_weekdays")
PAST = r"(?:derni(?:er|ère)|passée?|scors[ao]|pasad[ao])"
PERIOD = r"(?:semaine|mois|année|an|été|hiver|settimana|mese|anno|estate|mes|semana|año|verano)"
GERMAN_PERIOD = r"(?:woche|monat|jahr|sommer|winter|herbst|frühling)"
AGO = (
    r"il y a \p{L}{2,6} (?:ans?|mois|semaines?|jours)|vor \p{L}{3,6} (?:jahr|monat|woche|tag)(?:en?)?"
    r"|hace \p{L}{2,6} (?:años?|mes(?:es)?|semanas?|días)|\p{L}{2,7} (?:anni|mesi|settimane|giorni) fa"
)
FOREIGN_LATELY = regex.compile(
    rf"\b(?:(?:letzte[nrs]?|vorige[nrs]?|diese[nrs]?|am) (?:{FOREIGN_DAY}|{GERMAN_PERIOD})"
    rf"|(?:{FOREIGN_DAY}) {PAST}|(?:la|le|l'|el) ?{PERIOD} {PAST}"
    rf"|avant-hier|(?:vor)?gestern|ieri|anteayer|ayer|{AGO})\b",
    regex.IGNORECASE,
)
LATELY_PIECES = (
    *("letzt", "vorig", "diese", "derni", "passé", "scors", "pasad", "avant-hier", "gestern", "ieri", "ayer"),
    *("il y a", "vor ", "hace ", "anni fa", "mesi fa", "mane fa", "iorni fa", *words_of("foreign_weekdays")),
)
FOREIGN_PIECES = (*words_of("foreign_months"), *["mars", "mai", "apr", "aug", "juli", "sept", "nov"])
ENGLISH_PIECES = tuple(MONTHS.lower().split("|"))
NEARLY = ("day", "last", "this past", " ago", "q1", "q2", "q3", "q4")
# A month with its year, June 2018; or alone, where it cannot be the verb: "in May", but not "May I".
WITH_YEAR = regex.compile(rf"\b(?:{MONTH}|{SEASON})(?: of)? {YEAR}(?:[-/]\d\d(?:\d\d)?\b)?", regex.IGNORECASE)
AFTER_WORD = regex.compile(
    rf"(?<=\b(?:in|since|last|until|till|by|this|next|of|early|late) )(?:{MONTHS})\b|\b(?!May|March)(?:{MONTHS})\b"
)
SMALL = regex.compile(r"\b(?:january|february|april|june|july|september|october|november|december)\b")
# Not 2016.5, not part of a longer number.
YEARLY = regex.compile(rf"(?<![\w./-]){YEAR}(?:[-/](?:{YEAR}|\d\d))?(?![\w/-]|\.\d)")

# When something happened, from days to years.
find_dates = recogniser(
    Rule(MEETING, "DATE", Certainty.HINT, "a meeting", needs=(" week", " days", " workshop", " meeting")),
    Rule(FULL, "DATE", Certainty.HINT, "a date", needs=DIGIT),
    Rule(LATELY, "DATE", Certainty.HINT, "some day", needs=NEARLY),
    Rule(WITH_YEAR, "DATE", Certainty.HINT, "a month", needs=DIGIT),
    Rule(AFTER_WORD, "DATE", Certainty.HINT, "a month", needs=ENGLISH_PIECES),
    Rule(SMALL, "DATE", Certainty.HINT, "a month", needs=ENGLISH_PIECES),
    Rule(FOREIGN, "DATE", Certainty.HINT, "a month", needs=FOREIGN_PIECES),
    Rule(FOREIGN_LATELY, "DATE", Certainty.HINT, "some day", needs=LATELY_PIECES),
    Rule(YEARLY, "DATE", Certainty.HINT, "a year", needs=DIGIT),
)
