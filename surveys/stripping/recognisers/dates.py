"""Dates, months, years and days that place an event."""

from surveys.stripping.lists import alternatives, words_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import HINT, Rule, recogniser

MONTHS, FEASTS = alternatives("dates.months"), alternatives("dates.feasts")
MONTH = rf"(?:(?:{MONTHS})\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
SEASON = "spring|summer|autumn|fall|winter"
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# A day: 12/02/2019, 2019-05-03, 3 May, May 3rd 2021, the 4th of July. Not 3/4 of us, not "may 3 people".
IN_DIGITS = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:(?:19|20)\d\d|\d\d)|{YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}})"
NUMBERED = rf"{IN_DIGITS}(?:,? \d\d:\d\d(?::\d\d)?)?|(?:0?[1-9]|1[0-2])/{YEAR}"
WEEK = rf"(?:calendar week|week|KW|semaine|semana|settimana) ?\d{{1,2}}(?: of {YEAR})?"
IN_MONTH = rf"{DAY}(?:-{DAY})?(?: of)? {MONTH}(?:,? {YEAR})?|{MONTH} (?:the )?{DAY}(?:,? {YEAR})?(?! \p{{Ll}})"
FULL = rf"(?i)(?<![\w./-])(?:{NUMBERED}|{WEEK}|{IN_MONTH})(?![\w/])"
# Last Friday, yesterday, two weeks ago, last spring. Not "every Friday", not "next time".
ON_DAY = rf"(?:last|this|next|on|since|past) {WEEKDAY}(?: (?:morning|evening|afternoon|night))?|{WEEKDAY} last week"
LAST = rf"(?:last|this past) (?:week|month|year|christmas|easter|night|weekend|semester|{SEASON}|{MONTH})"
AGO = rf"(?:\d{{1,3}}|{alternatives('dates.how_many')}) (?:{alternatives('dates.periods')})s? ago"
LATELY = rf"(?i)\b(?:{ON_DAY}|{LAST}|(?:the day before )?yesterday|{AGO}|Q[1-4](?: of)? {YEAR})\b"
# Since Easter, Christmas 2019: where it places something. Not "at Christmas", "a Christmas party".
BEHIND_WORD = r"(?<=\b(?:since|before|after|until|till|over|last|this) )(?:the )?"
FOREIGN_FEAST = rf"(?:{alternatives('dates.before_feasts')}) (?:{alternatives('dates.foreign_feasts')})"
FEAST = (
    rf"(?i){BEHIND_WORD}(?:{FEASTS})(?: (?:day|eve|break|weekend))?(?: {YEAR})?\b"
    rf"|(?<=\bon )(?:{FEASTS}) (?:day|eve|night)\b|\b(?:{FEASTS}) {YEAR}\b|\b{FOREIGN_FEAST}(?: {YEAR})?\b"
)
# The CMS week in Lisbon, the June collaboration week. Not "CMS week" alone.
TOWN = r"(?:in|at) (?!\p{Lu}{3,})\p{Lu}[\p{L}-]{2,20}"
MEETING = (
    rf"\b(?:(?i:CMS|collaboration|physics|upgrade|run coordination) (?i:week|days|workshop|meeting) {TOWN}"
    rf"|(?i:(?:{MONTHS})(?: {YEAR})? (?:CMS |collaboration )?(?:week|workshop|meeting))(?: {TOWN})?)"
)
# Days and months of the other languages: le 3 mai 2021, 3. März, 1er juin, 3 de mayo de 2021; au mois, im Juni, giugno.
SEASONS = rf"(?:{alternatives('dates.foreign_seasons')})"
BEFORE = rf"{DAY}(?:\.|er)?|{alternatives('dates.before_months')}"
BEFORE_ALL = alternatives("dates.before_months", "dates.before_foreign_months")
FOREIGN_MONTH, SHARED_MONTH = alternatives("dates.foreign_months"), alternatives("dates.shared_months")
FOREIGN = (
    rf"(?i)(?<!\w)(?:(?:{DAY}(?:\.|er|º|°)? (?:de |di )?"
    rf"|(?<=\b(?:{BEFORE_ALL}) |\bd'))(?:{FOREIGN_MONTH})(?: (?:de |del )?{YEAR})?"
    rf"|(?:{FOREIGN_MONTH})(?: (?:de |del )?{YEAR})"
    rf"|(?:{BEFORE}) (?:{SHARED_MONTH})(?: {YEAR})?)(?!\w)|(?<!\w)(?:{SEASONS} (?:de |del |d')?{YEAR}"
    rf"|(?:seit|letzten|vergangenen|depuis l'|dall'|desde el|del) ?{SEASONS}\b)"
)
# Letzten Montag, la semaine passée, vor zwei Jahren, hace dos años, ieri. Not "jeden Montag".
FOREIGN_DAY = rf"(?:{alternatives('dates.foreign_weekdays')})"
PAST, PERIOD = alternatives("dates.foreign_past"), alternatives("dates.foreign_periods")
FOREIGN_AGO = rf"(?:il y a|vor|hace) \p{{L}}{{2,6}} (?:{PERIOD})|\p{{L}}{{2,7}} (?:{PERIOD}) fa"
FOREIGN_LATELY = (
    rf"(?i)\b(?:(?:(?:letzt|vorig|dies|vergangen|nächst)e[nrsm]?|am) (?:{FOREIGN_DAY}|{PERIOD})"
    rf"|(?:(?:el|lo|la|le) |l')?(?:{FOREIGN_DAY}|{PERIOD}) (?:{PAST})|{FOREIGN_AGO}"
    rf"|(?:{alternatives('dates.before_days')}) {FOREIGN_DAY}|avant-hier|(?:vor)?gestern|ieri|anteayer|ayer)\b"
)
# A month with its year, June 2018; or alone, where it cannot be the verb: "in May", but not "May I".
WITH_YEAR = rf"(?i)\b(?:{MONTH}|{SEASON})(?: of)? {YEAR}(?:[-/]\d\d(?:\d\d)?\b)?"
AFTER_WORD = (
    r"(?<=\b(?:in|since|last|until|till|by|this|next|of|early|late|before|after|from|around|during) )"
    rf"(?:{MONTHS})\b|(?<![.!?\n] )(?<!\A)\b(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?!May|March)(?:{MONTHS})\b"
)
# In small letters those that are nothing else: june. Not "they march in august company".
SMALL = rf"\b(?!may|march|august)(?:{MONTHS.lower()})\b"
# Not 2016.5, not part of a longer number.
PART_OF_YEAR = "early|late|mid|end of|beginning of|start of|anfang|ende|mitte|début|fin|inizio|fine"
YEARLY = rf"(?<![\w./-])(?:(?:{PART_OF_YEAR})[ -])?{YEAR}(?:[-/](?:{YEAR}|\d\d))?(?![\w/-]|\.\d)"

MONTH_CUES = telling_words("dates.months")
LATELY_CUES = cues("monday tuesday wednesday thursday friday saturday sunday last past ago yesterday q1 q2 q3 q4")
FOREIGN_CUES = telling_words("dates.foreign_months", "dates.shared_months", "dates.foreign_seasons")
FOREIGN_LATELY_CUES = words_of("dates.foreign_cues") | telling_words("dates.foreign_weekdays")
# When something happened, from days to years.
find_dates = recogniser(
    Rule(MEETING, "DATE", HINT, "a meeting", cues("week days workshop meeting")),
    Rule(FULL, "DATE", HINT, "a date"),
    Rule(LATELY, "DATE", HINT, "some day", LATELY_CUES),
    Rule(FEAST, "DATE", HINT, "some day", telling_words("dates.feasts", "dates.foreign_feasts")),
    Rule(WITH_YEAR, "DATE", HINT, "a month"),
    Rule(AFTER_WORD, "DATE", HINT, "a month", MONTH_CUES),
    Rule(SMALL, "DATE", HINT, "a month", MONTH_CUES),
    Rule(FOREIGN, "DATE", HINT, "a month", FOREIGN_CUES),
    Rule(FOREIGN_LATELY, "DATE", HINT, "some day", FOREIGN_LATELY_CUES),
    Rule(YEARLY, "DATE", HINT, "a year"),
)
