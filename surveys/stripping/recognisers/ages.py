"""How old somebody is."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.reading import cues
from surveys.stripping.recognisers.rules import Rule, recogniser

# I am 34, 34 years old, a 34-year-old, aged 34, at age 34, 34F, still a postdoc at 41, when I was 27, in my fifties,
# over
# 60. Not "34 years of data", "I am 3 % sure", "at 18:30", "at 40 GeV".
AFTER = r"(?=[.,;!?)]|$| (?:and|now|but|years|since|this|next|soon|already|with|in|i|my|they|he|she|we|it|is|you)\b)"
AGE = regex.compile(
    r"\b(?:\d{1,2}[ -](?:years?|yrs?)[ -](?:old|young)\b|[2-7]\d ?(?:yo|y/o|y\.o\.)(?!\w)|(?:age"
    r"|aged) (?:of )?[1-9]\d\b(?! ?%)"
    rf"|(?<=\b(?:I am|I'm|im|turned|turning|I was|she is|he is|she's|he's) )(?:only |almost |already |now "
    rf"|over )?[1-9]\d(?:[FMfm]\b)?{AFTER}(?: years\b(?! of))?"
    rf"|(?<=(?:\A|[.,;:!?\n] ?)at )[3-6]\d{AFTER}|(?<=\b(?:postdoc|student|phd|mother|father|contract|job|woman"
    rf"|man|child|baby|alone|married"
    rf"|again) at )[2-7]\d{AFTER}"
    r"|(?<=\bwith )[1-9]\d years\b(?! of)|in (?:my|his|her|their) (?:early |mid[- ]|late )?(?:(?:twent|thirt|fort"
    r"|fift|sixt|sevent)ies|[2-7]0'?s)"
    r"|(?:over|above|past|under|almost|nearly) (?:my )?[3-7]0(?=[.,;!?)]|$| (?:and|years old|you|they|i)\b)"
    r"|born in (?:19|20)\d\d)",
    regex.IGNORECASE,
)
# J'ai 34 ans, 34 Jahre alt, ho 34 anni, tengo 34 años, 34-jährig, mit 57, a 57 años. Not "34 Jahre Daten", "ans de
# données".
HAS = "(?:j'ai|ho|tengo|a|à|con|ha|tiene|âgée? de|di|de|los)"
FOREIGN = regex.compile(
    rf"\b(?:\d{{1,2}} Jahre alt|\d{{1,2}}-?jährig\p{{Ll}}{{0,2}}|(?<=\b{HAS} )[1-9]\d (?:ans|anni"
    rf"|años)\b(?! d(?!e edad))(?: (?:de edad|d'âge))?"
    r"|(?<=\bich bin )[1-9]\d(?=[.,;!?)]|$| (?:und|aber)\b)|(?<=\bmit )[2-7]\d(?: Jahren\b|(?=[.,;!?)]|$| (?:bin"
    r"|war|habe|hat"
    r"|noch)\b)))",
    regex.IGNORECASE,
)

find_ages = recogniser(
    Rule(AGE, "AGE", Certainty.HINT, "an age", cues("0 twenties thirties forties fifties sixties seventies")),
    Rule(FOREIGN, "AGE", Certainty.HINT, "an age"),
)
