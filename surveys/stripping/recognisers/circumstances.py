"""Family, body and belief: what few share and everybody at the institute knows."""

from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import HINT, Rule, recogniser

TRAIT = rf"(?:{alternatives('circumstances.traits')})"
WORD = r"[\p{L}'-]{2,20}"
PERSON = rf"(?:{alternatives('circumstances.bearers')})"
WHERE = rf" (?:in|at|from) (?:(?:the|our|my|an?|whole) )?{WORD}(?: (?:group|team|institute|lab))?"
COUNT, CHILD = (alternatives(name) for name in ("circumstances.counts_of_children", "circumstances.children"))
OF_HOW_MANY = rf" of (?:{alternatives('circumstances.how_many')})\b(?: (?:{CHILD}|girls|boys)\b)?"
AGED = r"(?:, [2-6]\d\b)?"
# I am pregnant, i am seven months pregnant, ich bin schwanger, je suis enceinte, I'm a single mother, i am deaf on
# one ear.
AM = alternatives("circumstances.am")
SMALL_WORD = rf"(?:{alternatives('circumstances.words_before_traits')}|\p{{L}}{{3,7}} months) "
HOW = (
    rf"(?: de \p{{L}}{{3,6}} mois| d[ei] \p{{L}}{{3,7}} mes(?:i|es)| on one \p{{L}}{{3,4}}| (?:in|at) the same {WORD})?"
)
WHICH = rf"(?: {PERSON}\b(?:{WHERE})?)?(?:{OF_HOW_MANY})?{AGED}{HOW}"
I_AM = rf"(?i)\b(?:{AM}) (?:{SMALL_WORD}){{0,3}}{TRAIT}\b(?!-){WHICH}"
# A black woman in a German group, as a single father of two, 51; mother of three.
OF_A_KIND = (
    rf"(?i)\b(?:an? )?{TRAIT} {PERSON}\b(?:{OF_HOW_MANY})?{AGED}(?:{WHERE})?"
    rf"|\b(?:mother|father|mom|mum|dad|parent){OF_HOW_MANY}{AGED}"
)
# I have four children, j'ai trois enfants; I have a stutter, I wear a hijab, I use a wheelchair; not "I have two
# questions".
TWINS = alternatives("circumstances.born_together")
AND = r"(?:(?<=, )|\b(?:and|et|und|e|y) )(?!small|young|little|des)"
CHILDREN_BEHIND = rf"(?:(?:{COUNT}) (?:{WORD} )?(?:{CHILD})|(?:{WORD} )?(?:{TWINS}))\b"
HAVE = rf"(?:\b(?:{alternatives('circumstances.i_have')}) |{AND}){CHILDREN_BEHIND}"
SMALL = r"(?: (?:en bas âge|pequeñ[oa]s|piccol[ie]|di \p{L}{3,7} anni|de \p{L}{3,6} ans))?"
LIVE_WITH = r"\bi (?:have|had|wear|use|need|suffer from|live with|sit in|am in) (?:(?:an?|my|the|chronic) )?"
OF_MINE = rf"(?i){HAVE}{SMALL}|{LIVE_WITH}(?:{alternatives('circumstances.conditions')})\b"
# My twins, my divorce; my husband works in the same group, my wife is in ATLAS, my son is autistic. Not "my
# partner is kind".
UNIT = "group|institute|team|lab|experiment|department|office|building|collaboration"
NAMED = r"(?:inst|univ)\p{L}* (?:f|of|d|(?-i:\p{Lu}))"  # an institute, which is found by itself
PLACE = rf"(?:(?:the|our|my) )?+(?:same )?+(?!{NAMED}){WORD}(?: (?:{UNIT})\b)?"
STATE = r"(?:very |seriously )?(?:ill|sick|dying|disabled|abroad|unemployed|in hospital)\b"
AGE = r"(?:\d{1,2}|one|two|three) (?:year|month|week)s?(?: old)?"
IS = (
    rf"(?:is|was|has) (?:also )?(?:(?:an? )?{TRAIT}\b|{STATE}|{AGE}"
    rf"|an? {WORD}|the {WORD} of (?:the|our|my) {WORD}|(?:in|at|on|from) {PLACE})"
)
WORKS = rf"(?:also )?(?:works?|worked|studies)(?: (?:in|at|on|for) {PLACE}| here)?"
KIN, EVENT = alternatives("circumstances.kin"), alternatives("circumstances.private_events")
MINE = rf"\b(?:my|our|his|her) (?:(?:{KIN}) (?:{IS}|{WORKS})|(?:{WORD} )?(?:{EVENT})\b)"
# We are a couple, ma femme travaille dans le même groupe, meine Frau arbeitet auch hier.
COUPLE = r"(?:we are|being|as) (?:an? |the only )?(?:married )?couple"
MY_SPOUSE = rf"(?:ma|mein|meine?|mon|mi|il mio|mio|mia) (?:{alternatives('circumstances.foreign_spouses')})"
IN_THE_SAME = rf"(?: (?:{alternatives('circumstances.in_the_same')})(?: {WORD})?)?"
MY = rf"(?i){MINE}|\b(?:{COUPLE}|{MY_SPOUSE} (?:{alternatives('circumstances.works')})){IN_THE_SAME}"
FAMILY = "a family detail"
PARENTS = cues("mother father mom mum dad parent")
KINDRED = telling_words("circumstances.kin", "circumstances.foreign_spouses", "circumstances.private_events") | {
    "couple"
}
CHILDREN = telling_words("circumstances.children", "circumstances.born_together", "circumstances.conditions")

find_circumstances = recogniser(
    Rule(MY, "DEM", HINT, FAMILY, KINDRED),
    Rule(I_AM, "DEM", HINT, "one of few", telling_words("circumstances.traits")),
    Rule(OF_A_KIND, "DEM", HINT, "one of few", telling_words("circumstances.traits") | PARENTS),
    Rule(OF_MINE, "DEM", HINT, FAMILY, CHILDREN),
)
