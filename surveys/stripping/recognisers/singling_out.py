"""What singles a writer out: "the only …", "one of two women", "the first woman who …"; in five languages."""

from surveys.stripping.lists import alternatives, words_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import HINT, Rule, recogniser


def few(kind: str, needs: frozenset[str], pattern: str) -> Rule:
    """Somebody of whom there are few, in any letters."""
    return Rule(rf"(?i)\b(?:{pattern})", kind, HINT, "one of few", needs)


WORD = r"[\p{L}\p{M}\p{N}'-]{1,30}+"
PLAIN = rf"(?!(?:{alternatives('singling_out.links')})(?![\w-])){WORD}"
ONE = rf"(?:{alternatives('singling_out.persons')})\b"
PERSON = rf"(?:(?:{alternatives('singling_out.persons')})s?|women|men|children|ladies)\b"
NATION = rf"(?:{alternatives('nationalities.english', 'nationalities.two_words')})s?\b"
# Where that is: in the tracker upgrade, at our lab. Not more than three words.
OF = "(?:in|at|of|from|on|with|without|among|under|over|outside)"
WHERE = rf"(?: {OF} (?:(?:the|our|my|an?|this|whole|same|all) ){{0,2}}{PLAIN}(?: {PLAIN}){{0,2}})"
ONLY = rf"(?:only|sole|lone)(?! (?:{alternatives('singling_out.things')})\b)"
OUR_ONLY = rf"(?:the|our|my|their|his|her) {ONLY}"
FEW = "(?:two|three|four|few)"

# The only Peruvian, the only Iranian woman. Not "only german is spoken".
ONLY_OR_FIRST = rf"(?:{OUR_ONLY}|the one|(?:(?:the|as) )?first|as {ONLY}) (?!{FEW} )(?:{PLAIN} )??"
ONLY_NATION = few("NRP", cues("only sole lone first one"), rf"{ONLY_OR_FIRST}{NATION}(?: {PERSON}{WHERE}?)?")
# The only … with what narrows it: the only female L3 in the tracker upgrade, our only female shift leader, only woman.
# Without a person in it, "only two meetings" is no hint; nor "the only way", "not only women".
NO_THING = rf"(?! (?:{alternatives('singling_out.things')})\b)"
NARROWED = rf"(?:{OUR_ONLY}(?: {PLAIN}){{0,3}}? {PERSON}|{ONLY}(?: {PLAIN}){{0,2}}? {ONE}){NO_THING}"
ONLY_PERSON = few("TITLE", cues("only sole lone"), rf"{NARROWED}(?: {PLAIN}){{0,2}}{WHERE}{{0,2}}")
# The only one from Africa. Not "the only one".
ONLY_ONE = few("TITLE", cues("only"), rf"the only ones?(?: here)?{WHERE}(?: who (?:does|do|has|is|can|did)\b)?")
# One of two women in DAQ, one of the few Africans, we are three women in the institute.
OF_FEW = rf"(?:one|some|a few) of (?:the |our )?(?:only )?(?:very few|{FEW}|[2-4])"
WE_ARE = rf"(?:{OF_FEW}|(?:we|there) (?:are|were) (?:only )?(?:two|three|[23]))"
OF_TWO = rf"{WE_ARE} (?:{PLAIN} )?(?:{PERSON}|{NATION})(?: {PLAIN})?{WHERE}?"
ONE_OF_TWO = few("TITLE", cues("two three four few 2 3 4"), OF_TWO)
# The first woman who, the youngest convener in, the last woman in the team, the first in my family who studied.
# Not "the first time", "the last speaker".
YOUNGEST = rf"(?:youngest|oldest|eldest|most (?:junior|senior)) (?:{PLAIN} ){{0,2}}{ONE}(?: ever)?{WHERE}?"
WHO = rf"(?: (?:who|to) {WORD}(?: (?:the|an?|our|this|my))?(?: {PLAIN}){{0,2}})?"
RARE = rf"(?:{PLAIN} ){{0,2}}?(?:{alternatives('singling_out.rare')})\b(?: {ONE})?(?: ever)?{WHERE}?{WHO}"
OF_MINE = rf"(?:one )?(?:in|of|from) my (?:family|country|village|town|school)(?: who (?:{WORD} ?){{1,2}})?"
OR_FIRST = rf"{YOUNGEST}|(?:second|first|youngest|oldest|last|lone) (?:{RARE}|{OF_MINE})"
EXTREMES = cues("first second youngest oldest eldest junior senior last lone")
FIRST = few("TITLE", EXTREMES, rf"(?:the|as|our|my) (?:very )?(?:{OR_FIRST})")
# The red-haired guy of the pixel lab who sings, the guy with the beard. Not "the woman in the room".
FIGURE = rf"(?:{alternatives('singling_out.figures')})"
LOOKS = rf"(?:{alternatives('singling_out.looks')}) (?:{PLAIN} )?{FIGURE}\b{WHERE}?(?: who {WORD})?"
WITH = rf"(?:{PLAIN} )?{FIGURE} with (?:the|an?|his|her) (?:{PLAIN} )?(?:{alternatives('singling_out.attributes')})\b"
SEEN = telling_words("singling_out.looks", "singling_out.attributes")
DESCRIBED = few("TITLE", SEEN, rf"(?:the|that) (?:{LOOKS}|{WITH})")

# In the other languages a person or a nationality must be in it, and what narrows it belongs to it.
AGENT = r"\p{L}{3,20}(?:erin|istin|antin|entin|orin|login|euse|ienne|trice|iera|ologa|ologue)(?:nen|s)?"
FOREIGN_PERSON, STEM = alternatives("singling_out.foreign_persons"), alternatives("nationalities.foreign")
FOREIGN_WHO = rf"(?:(?:{FOREIGN_PERSON})(?:e?s|e?n|nen|innen)?|(?:{STEM})\p{{L}}{{0,4}}|{AGENT})\b"
IN, GROUP = alternatives("singling_out.foreign_in"), alternatives("singling_out.foreign_groups")
THE = r"la|le|les|los|las|el|der|dem|den|une?|notre|unser\w*|nuestr[oa]|mi|mon|ma|mein\w*"
FOREIGN_WHERE = (
    rf"(?: (?:{IN})(?: (?:{THE}))? (?:(?:{GROUP})(?: de| di| du| des| della)? )?{WORD}(?: (?-i:\p{{Lu}})\p{{L}}+)?"
    rf"|(?: d| de l| dell| nell| dans l)'(?:(?:{GROUP}) )?{WORD}| partiel| soltero| soltera| single| célibataire)"
)
# La seule femme, als einzige Frau, l'unica donna, la primera mujer; une des rares physiciennes, wir sind zwei Frauen.
THE_ONLY = rf"(?:{alternatives('singling_out.foreign_articles')}) (?:{alternatives('singling_out.foreign_the_only')})"
OF_FEW = rf"(?:{alternatives('singling_out.foreign_one_of')}) (?:{alternatives('singling_out.foreign_few')})"
FOREIGN_ONLY = rf"(?:{THE_ONLY}|{alternatives('singling_out.foreign_alone')}|{OF_FEW})"
SOMEBODY = rf"{FOREIGN_ONLY}(?: (?!(?:und|et|e|y)\b){WORD}){{0,2}}? {FOREIGN_WHO}{FOREIGN_WHERE}{{0,3}}"
# Je suis la plus jeune du groupe; dottoranda al terzo anno.
EXTREME = rf"(?:{alternatives('singling_out.foreign_youngest')})(?: {FOREIGN_WHO})?{FOREIGN_WHERE}{{1,3}}"
IN_YEAR = rf"(?:{FOREIGN_PERSON}) (?:{alternatives('singling_out.foreign_years')})\b"
FOREIGN = few("NRP", words_of("singling_out.foreign_cues"), f"{SOMEBODY}|{EXTREME}|{IN_YEAR}")

find_what_singles_out = recogniser(ONLY_NATION, ONLY_PERSON, ONLY_ONE, ONE_OF_TWO, FIRST, DESCRIBED, FOREIGN)
