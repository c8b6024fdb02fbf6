"""How old somebody is."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

# I am 34, 34 years old, a 34-year-old, aged 34, at the age of 34. Not "34 years of data", "I am 3 % sure".
AGE = regex.compile(
    r"\b(?:\d{1,2}(?=[ -]years?[ -]old\b)"
    r"|(?<=\b(?:aged|age of|I am|I'm|turned|turning) )[1-9]\d(?=[.,;!?)]|$| (?:and|now|but|years)\b))",
    regex.IGNORECASE,
)
# J'ai 34 ans, 34 Jahre alt, ho 34 anni, tengo 34 años, 34-jährig. Not "34 Jahre Daten", "ans de données".
HAS = "(?:j'ai|ho|tengo|a|ha|tiene|âgée? de|di)"
FOREIGN = regex.compile(
    rf"\b(?:\d{{1,2}}(?= Jahre alt|-jährig|jährige)|(?<=\b{HAS} )[1-9]\d(?= (?:ans|anni|años)\b(?! d)))",
    regex.IGNORECASE,
)
YEARS = ("jahre alt", "jährig", " ans", " anni", " años")

find_ages = recogniser(
    Rule(AGE, "AGE", Certainty.HINT, "an age", needs=DIGIT), Rule(FOREIGN, "AGE", Certainty.HINT, "an age", needs=YEARS)
)
