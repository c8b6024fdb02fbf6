"""Dates, months, years and days that place an event."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import Rule, recogniser

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = rf"(?:(?:{MONTHS})\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
SEASON = "spring|summer|autumn|fall|winter"
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

# A day: 12/02/2019, 2019-05-03, 3 May, May 3rd 2021, the 4th of July. Not 3/4 of us, not "may 3 people".
FULL = regex.compile(
    rf"(?<![\w./-])(?:(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:(?:19|20)\d\d|\d\d)"
    rf"|{YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}})(?:,? \d\d:\d\d(?::\d\d)?)?"
    rf"|(?:0?[1-9]|1[0-2])/{YEAR}|(?:calendar week|week|KW|semaine|semana|settimana) ?\d{{1,2}}(?: of {YEAR})?"
    rf"|{DAY}(?:-{DAY})?(?: of)? {MONTH}(?:,? {YEAR})?|{MONTH} (?:the )?{DAY}(?:,? {YEAR})?(?! \p{{Ll}}))(?![\w/])",
    regex.IGNORECASE,
)
# Last Friday, yesterday, two weeks ago, last spring. Not "every Friday", not "next time".
LATELY = regex.compile(
    rf"\b(?:(?:last|this|next|on|since|past) {WEEKDAY}(?: (?:morning|evening|afternoon|night))?|(?:last"
    rf"|this past) (?:week|month|year|christmas|easter"
    rf"|night|weekend|semester|{SEASON}|{MONTH})"
    rf"|{WEEKDAY} last week"
    r"|(?:the day before )?yesterday"
    rf"|(?:\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few) (?:day|week|month|year|summer"
    rf"|winter|spring|autumn)s? ago"
    rf"|Q[1-4](?: of)? {YEAR})\b",
    regex.IGNORECASE,
)
# Since Easter, Christmas 2019: where it places something. Not "at Christmas", "a Christmas party".
FEAST = regex.compile(
    rf"(?<=\b(?:since|before|after|until|till|over|last|this) )"
    rf"(?:the )?(?:{alternatives('feasts')})(?: (?:day|eve|break|weekend))?"
    rf"(?: {YEAR})?\b|\b(?:{alternatives('feasts')}) {YEAR}\b|\b(?:vor|seit|nach|avant|depuis|après|dopo"
    rf"|prima di|da|desde|antes de|después de)"
    rf" (?:{alternatives('foreign_feasts')})(?: {YEAR})?\b",
    regex.IGNORECASE,
)
TOWN = r"(?:in|at) (?!\p{Lu}{3,})\p{Lu}[\p{L}-]{2,20}"
# The CMS week in Lisbon, the June collaboration week. Not "CMS week" alone.
MEETING = regex.compile(
    rf"\b(?:(?i:CMS|collaboration|physics|upgrade|run coordination) (?i:week|days|workshop|meeting) {TOWN}"
    rf"|(?i:(?:{MONTHS})(?: {YEAR})? (?:CMS |collaboration )?(?:week|workshop|meeting))(?: {TOWN})?)"
)
# Days and months of the other languages: le 3 mai 2021, 3. März, 1er juin, 3 de mayo de 2021; au mois, im Juni, giugno.
FOREIGN_SEASON = (
    "sommer|winter|herbst|frühling|frühjahr|été|hiver|automne|printemps|estate|inverno|autunno|primavera|verano"
    "|invierno|otoño"
)
FOREIGN_MONTHS = alternatives("foreign_months")
BEFORE_MONTH = (
    "(?:fin|début|mi|fine|inizio|metà|finales de|principios de|mediados de|en|au mois de|depuis|im|seit"
    "|ab|bis|anfang|mitte|ende)"
)
FOREIGN = regex.compile(
    rf"(?<!\w)(?:{DAY}(?:\.|er|º|°)? (?:de |di )?)?(?:{FOREIGN_MONTHS})(?: (?:de |del )?{YEAR})?(?!\w)"
    rf"|(?<!\w)(?:{DAY}(?:\.|er)? |{BEFORE_MONTH} )(?:mars|mai|april|august|juli|september|november)(?: {YEAR})?(?!\w)"
    rf"|(?<!\w)(?:(?:{FOREIGN_SEASON}) (?:de |del |d')?{YEAR}|(?:seit|letzten|vergangenen|depuis l'|dall'|desde el"
    rf"|del) ?(?:{FOREIGN_SEASON})\b)",
    regex.IGNORECASE,
)
FOREIGN_DAY = alternatives("foreign_weekdays")
PAST = r"(?:derni(?:er|ère)|passée?|scors[ao]|pasad[ao])"
PERIOD = r"(?:semaine|mois|année|an|été|hiver|settimana|mese|anno|estate|mes|semana|año|verano)"
GERMAN_PERIOD = r"(?:woche|monat|jahr|sommer|winter|herbst|frühling)"
AGO = (
    r"il y a \p{L}{2,6} (?:ans?|mois|semaines?|jours)|vor \p{L}{3,6} (?:jahr|monat|woche|tag)e?n?"
    r"|hace \p{L}{2,6} (?:años?|mes(?:es)?|semanas?|días)|\p{L}{2,7} (?:anni|mesi|settimane|giorni) fa"
)
FOREIGN_LATELY = regex.compile(
    rf"\b(?:(?:letzte[nrsm]?|vorige[nrsm]?|diese[nrs]?|am) (?:{FOREIGN_DAY}|{GERMAN_PERIOD})"
    rf"|(?:(?:el|lo|la) )?(?:{FOREIGN_DAY}) {PAST}|(?:la|le|l'|el|lo) ?{PERIOD} {PAST}"
    rf"|(?:entro|seit|dès|depuis|desde el|da|entre|bis|hasta el) (?:{FOREIGN_DAY})|(?:el|este|questo|ce"
    rf"|diesen) (?:{FOREIGN_DAY})"
    rf"|avant-hier|(?:vor)?gestern|ieri|anteayer|ayer|{AGO})\b",
    regex.IGNORECASE,
)
ENGLISH_MONTHS = cues(MONTHS.lower().replace("|", " "))
# A month with its year, June 2018; or alone, where it cannot be the verb: "in May", but not "May I".
WITH_YEAR = regex.compile(rf"\b(?:{MONTH}|{SEASON})(?: of)? {YEAR}(?:[-/]\d\d(?:\d\d)?\b)?", regex.IGNORECASE)
AFTER_WORD = regex.compile(
    r"(?<=\b(?:in|since|last|until|till|by|this|next|of|early|late|before|after|from|around|during) )"
    rf"(?:{MONTHS})\b|\b(?!May|March)(?:{MONTHS})\b"
)
SMALL = regex.compile(r"\b(?:january|february|april|june|july|september|october|november|december)\b")
# Not 2016.5, not part of a longer number.
YEARLY = regex.compile(
    rf"(?<![\w./-])(?:(?:early|late|mid|end of|beginning of|start of|anfang|ende|mitte|début|fin|inizio"
    rf"|fine)[ -])?{YEAR}(?:[-/](?:{YEAR}|\d\d))?(?![\w/-]|\.\d)"
)

FOREIGN_TIMES = cues(f"{FOREIGN_SEASON} mars mai april august juli september november".replace("|", " "))
LATELY_CUES = cues("monday tuesday wednesday thursday friday saturday sunday last past ago yesterday q1 q2 q3 q4")
FOREIGN_CUES = cues(
    "letz- vori- dies- dern- pass- scor- pasa- avant gest- vorg- ieri ante- ayer il vor hace anni mesi sett- giorni"
)

# When something happened, from days to years.
find_dates = recogniser(
    Rule(MEETING, "DATE", Certainty.HINT, "a meeting", cues("week days workshop meeting")),
    Rule(FULL, "DATE", Certainty.HINT, "a date"),
    Rule(LATELY, "DATE", Certainty.HINT, "some day", LATELY_CUES),
    Rule(FEAST, "DATE", Certainty.HINT, "some day", telling_words("feasts", "foreign_feasts")),
    Rule(WITH_YEAR, "DATE", Certainty.HINT, "a month"),
    Rule(AFTER_WORD, "DATE", Certainty.HINT, "a month", ENGLISH_MONTHS),
    Rule(SMALL, "DATE", Certainty.HINT, "a month", ENGLISH_MONTHS),
    Rule(FOREIGN, "DATE", Certainty.HINT, "a month", telling_words("foreign_months") | FOREIGN_TIMES),
    Rule(FOREIGN_LATELY, "DATE", Certainty.HINT, "some day", FOREIGN_CUES | telling_words("foreign_weekdays")),
    Rule(YEARLY, "DATE", Certainty.HINT, "a year"),
)
