"""How old somebody is."""

from surveys.stripping.recognisers.reading import cues
from surveys.stripping.recognisers.rules import HINT, Rule, recogniser

# 34 years old, a 34-year-old, 34yo, aged 34, at age 34. Not "34 years of data", "age 34 %".
OLD = r"\d{1,2}[ -](?:years?|yrs?)[ -](?:old|young)\b|[2-7]\d ?(?:yo|y/o|y\.o\.)(?!\w)|aged? (?:of )?[1-9]\d\b(?! ?%)"
# I am 34, when I was 27, 34F. Not "I am 3 % sure".
GOES_ON = r"(?=[.,;!?)]|$| (?:and|now|but|years|since|this|next|soon|already|with|in|i|my|they|he|she|we|it|is|you)\b)"
IS = r"(?<=\b(?:I am|I'm|im|turned|turning|I was|she is|he is|she's|he's) )(?:only |almost |already |now |over )?"
IN_TENS = "twenty thirty forty fifty sixty seventy"
TENS = "(?:twent|thirt|fou?rt|fift|sixt|sevent)y(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
I_AM = rf"{IS}(?:[1-9]\d(?:[FMfm]\b)?|{TENS}){GOES_ON}(?: years\b(?! of))?"
# Still a postdoc at 41, at 35 I, with 52 years. Not "at 18:30", "at 40 GeV".
WHO = "postdoc|student|phd|mother|father|contract|job|woman|man|child|baby|alone|married|again"
AT = rf"(?<=(?:\A|[.,;:!?\n] ?)at )[3-6]\d{GOES_ON}|(?<=\b(?:{WHO}) at )[2-7]\d{GOES_ON}"
WITH = r"(?<=\bwith )[1-9]\d years\b(?! of)"
# In my fifties, over 60, born in 1975. Not "over 60 GeV".
DECADE = r"(?:(?:twent|thirt|fort|fift|sixt|sevent)ies|[2-7]0'?s)"
ABOUT = (
    rf"in (?:my|his|her|their) (?:early |mid[- ]|late )?{DECADE}|(?:over|above|past|under|almost|nearly) (?:my )?[3-7]0"
    r"(?=[.,;!?)]|$| (?:and|years old|you|they|i)\b)|born in (?:19|20)\d\d"
)
AGE = rf"(?i)\b(?:{OLD}|{I_AM}|{AT}|{WITH}|{ABOUT})"
# J'ai 34 ans, 34 Jahre alt, ho 34 anni, tengo 34 años, 34-jährig, ich bin 34, mit 57, a 57 años. Not "34 Jahre Daten",
# "ans de données".
HAS = "(?:j'ai|ho|tengo|y|e|et|a|à|con|ha|tiene|âgée? de|di|de|los)"
FOREIGN = (
    rf"(?i)\b(?:\d{{1,2}} Jahre alt|\d{{1,2}}-?jährig\p{{Ll}}{{0,2}}"
    rf"|(?<=\b{HAS} )[1-9]\d (?:ans|anni|años)\b(?! d(?!e edad))(?: (?:de edad|d'âge))?"
    r"|(?<=\b(?:(?:ich|er|sie) (?:bin|ist|war)|als ich) )[1-9]\d(?=[.,;!?)]|$| (?:und|aber|war)\b)"
    r"|(?<=\b(?:ich|me|moi|io|yo), )[2-7]\d(?=,| ans\b)"
    r"|(?<=\bmit )[2-7]\d(?: Jahren\b|(?=[.,;!?)]|$| (?:bin|war|habe|hat|noch|aber|und|ist man)\b)))"
)

find_ages = recogniser(
    Rule(AGE, "AGE", HINT, "an age", cues(f"0 {IN_TENS} {IN_TENS.replace('y', 'ies')} fourty")),
    Rule(FOREIGN, "AGE", HINT, "an age"),
)
