"""How old somebody is."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.rules import Rule, recogniser

# I am 34, 34 years old, a 34-year-old, aged 34, at the age of 34. Not "34 years of data", "I am 3 % sure".
AGE = regex.compile(
    r"\b(?:\d{1,2}(?=[ -]years?[ -]old\b)"
    r"|(?<=\b(?:aged|age of|I am|I'm|turned|turning) )[1-9]\d(?=[.,;!?)]|$| (?:and|now|but|years|since"
    r"|this|next|soon|already|with|in)\b)"
    r"|(?<=\bwith )[1-9]\d years\b(?! of)|in (?:my|his|her) (?:early |mid[- ]|late )?(?:twent|thirt|fort"
    r"|fift|sixt|sevent)ies)",
    regex.IGNORECASE,
)
# J'ai 34 ans, 34 Jahre alt, ho 34 anni, tengo 34 años, 34-jährig. Not "34 Jahre Daten", "ans de données".
HAS = "(?:j'ai|ho|tengo|a|ha|tiene|âgée? de|di)"
FOREIGN = regex.compile(
    rf"\b(?:\d{{1,2}}(?= Jahre alt|-jährig|jährige)|(?<=\b{HAS} )[1-9]\d(?= (?:ans|anni|años)\b(?! d)))",
    regex.IGNORECASE,
)
AGES = regex.compile(r"\d|ties\b")
YEARS = ("jahre alt", "jährig", " ans", " anni", " años")

find_ages = recogniser(
    Rule(AGE, "AGE", Certainty.HINT, "an age", needs=AGES), Rule(FOREIGN, "AGE", Certainty.HINT, "an age", needs=YEARS)
)
