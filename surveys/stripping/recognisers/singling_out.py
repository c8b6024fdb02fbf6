"""What singles a writer out: "the only …", "one of two women", "the first woman who …"; in five languages."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import Rule, recogniser

WORD = r"[\p{L}\p{M}\p{N}'-]{1,30}+"
LINK = (
    r"(?:in|at|of|who|that|from|with|and|on|to|is|was|has|had|can|i|are|were|be|the|my|our|not|do|does|will|when"
    r"|if|so|but|or|for|as|than|by|without|under|over|outside|among)\b"
)
PLAIN = rf"(?!{LINK}){WORD}"
ONE = rf"(?:{alternatives('persons')})\b"
PERSON = rf"(?:(?:{alternatives('persons')})s?|women|men|children|ladies)\b"
NATION = rf"(?:{alternatives('nationalities')})s?\b"
# Where that is: in the tracker upgrade, at our lab. Not more than three words.
TAIL = (
    rf" (?:in|at|of|from|on|with|without|among|under|over|outside) (?:(?:the|our|my|an?|this|whole|same"
    rf"|all) ){{0,2}}{PLAIN}(?: {PLAIN}){{0,2}}"
)
ONLY = rf"(?:only|sole|lone)(?! (?:{alternatives('single_things')})\b)"
OURS = r"(?:the|our|my|their|his|her)"
# The only Peruvian, the only Iranian woman. Not "only german is spoken".
ONLY_NATION = regex.compile(
    rf"\b(?:{OURS} {ONLY}|(?:(?:the|as) )?first|as {ONLY}) (?!(?:two|three|four"
    rf"|few) )(?:{PLAIN} )??{NATION}(?: {PERSON}(?:{TAIL})?)?",
    regex.IGNORECASE,
)
# The only … with what narrows it: the only female L3 in the tracker upgrade, our only female shift leader, only woman.
# Without a person in it, "only two meetings" is no hint; nor "the only way", "not only women".
ONLY_PERSON = regex.compile(
    rf"\b(?:{OURS} {ONLY}(?: {PLAIN}){{0,3}}? {PERSON}"
    rf"|{ONLY}(?: {PLAIN}){{0,2}}? {ONE})(?: {PLAIN}){{0,2}}(?:{TAIL}){{0,2}}",
    regex.IGNORECASE,
)
# The only one from Africa. Not "the only one".
ONLY_ONE = regex.compile(rf"\bthe only ones?(?: here)?{TAIL}", regex.IGNORECASE)
# One of two women in DAQ, one of the few Africans, we are three women in the institute.
ONE_OF = regex.compile(
    r"\b(?:(?:one|some|a few) of (?:the |our )?(?:only )?(?:two|three|four|very few|few|[2-4])"
    rf"|(?:we are|we were|there are|there were) (?:only )?(?:two|three|[23])) (?:{PLAIN} )?(?:{PERSON}"
    rf"|{NATION})(?: {PLAIN})?(?:{TAIL})?",
    regex.IGNORECASE,
)
# The first woman who, the youngest convener in, the last woman in the team, the first in my family who studied.
# Not "the first time", "the last speaker".
RARE = r"(?:wom[ae]n|man|girl|mother|black|gay|postdoc|phd|foreigner|convener|technician|L[1-4])\b"
FIRST = regex.compile(
    rf"\b(?:the|as|our|my) (?:very )?(?:(?:youngest|oldest|eldest|most (?:junior"
    rf"|senior)) (?:{PLAIN} ){{0,2}}{ONE}(?: ever)?(?:{TAIL})?"
    r"|(?:second|first|youngest|oldest|last|lone) (?:"
    rf"(?:{PLAIN} ){{0,2}}?{RARE}(?:(?: ever)?(?:{TAIL})?(?: (?:who|to) {WORD}(?: (?:the|an?|our|this"
    rf"|my))?(?: {PLAIN}){{0,2}})?)"
    rf"|(?:one )?(?:in|of|from) my (?:family|country|village|town|school)(?: who (?:{WORD} ?){{1,2}})?))",
    regex.IGNORECASE,
)
# The red-haired guy of the pixel lab who sings, the guy with the beard. Not "the woman in the room".
FIGURE = (
    "guy|girl|lady|man|woman|dude|fellow|bloke|gentleman|boy|one|person|colleague|professor|student|postdoc"
    "|technician|engineer"
)
DESCRIBED = regex.compile(
    rf"\b(?:the|that) (?:(?:{alternatives('looks')}) (?:{PLAIN} )?(?:{FIGURE})\b(?:{TAIL})?(?: who {WORD})?"
    rf"|(?:{PLAIN} )?(?:{FIGURE}) with (?:the|an?|his|her) (?:{PLAIN} )?(?:{alternatives('attributes')})\b)",
    regex.IGNORECASE,
)
# La seule femme, der einzige Chilene, l'unica donna, la única mujer, die erste Frau, wir sind zwei Frauen; with what
# narrows it. A person or a nationality must be in it.
AGENT = r"\p{L}{3,20}(?:erin|istin|antin|entin|orin|login|euse|ienne|trice|iera|ologa|ologue)"
WHO = rf"(?:{alternatives('foreign_persons')}|(?:{alternatives('foreign_nationalities')})\p{{L}}{{0,4}}|{AGENT})\b"
GROUP = r"groupe|équipe|gruppo|grupo|equipo|team|gruppe|institut|istituto|instituto|comité|laboratoire|laboratorio"
WHERE = (
    r"(?: (?:à|de|du|des|dans|en|au|aux|nel|nella|del|della|di|in|im|am|beim|der|von|vom|aus|bei|al)"
    rf"(?: (?:la|le|les|los|las|el|der|dem|den|une?|notre|unser\w*|nuestr[oa]|mi|mon|ma"
    rf"|mein\w*))? (?:(?:{GROUP})(?: de| di| du| des| della)? )?{WORD}"
    r"|(?: d| de l| dell| nell| dans l)'(?:(?:"
    + GROUP
    + rf") )?{WORD}| partiel| soltero| soltera| single| célibataire)"
)
FOREIGN = regex.compile(
    r"\b(?:(?:le|la|les|comme|suis|étant|notre) seule?s?|(?:der|die|das|als|dem|den|unsere?) einzige[nrs]?"
    r"|einzige[nr]|l'unic[ao]"
    r"|(?:el|la|como|las|los) [úu]nic[ao]s?|(?:une?|un|l'une?) des (?:rares|deux|trois|seules)|eine[rs]? (?:der"
    r"|von) (?:wenigen|zwei|drei)"
    r"|un[ao] (?:delle|dei) (?:poch[ei]|due|tre)|un[ao] de (?:las|los) (?:poc[ao]s|dos|tres)|(?:la"
    r"|le) (?:première?|premier)"
    r"|(?:die|der|als) erste[rn]?|(?:la|il) prim[ao]|(?:la|el) primer[ao]?|(?:nous sommes|on est|wir sind|siamo"
    r"|somos) (?:deux|trois"
    rf"|zwei|drei|due|tre|dos|tres))(?: (?!(?:und|et|e|y)\b){WORD}){{0,2}}? {WHO}(?:{WHERE}){{0,3}}"
    rf"|\b(?:(?:la|le) plus (?:jeune|âgée?|vieux|vieille)|(?:der|die) (?:jüngste|älteste)|(?:la|il) più (?:giovane"
    rf"|anzian[oa]|vecchi[oa])"
    rf"|(?:la|el) más (?:joven|viej[oa]))(?: {WHO})?(?:{WHERE}){{1,3}}",
    regex.IGNORECASE,
)
LEADS = cues(
    "seul seule seules einz- unica unico única único únicas únicos rares wenigen pochi poche pocos pocas premier "
    "première erste ersten erster"
)
LEADS |= cues(
    "jeune âgé âgée vieux vieille jüngste älteste giovane anziano anziana vecchio vecchia joven viejo vieja "
    "prima primo primera primer sommes est sind siamo somos deux trois zwei drei due tre dos tres"
)
EXTREMES = cues("first second youngest oldest eldest junior senior last lone")

# Singular positions; hints.
find_what_singles_out = recogniser(
    Rule(ONLY_NATION, "NRP", Certainty.HINT, "one of few", cues("only sole lone first")),
    Rule(ONLY_PERSON, "TITLE", Certainty.HINT, "one of few", cues("only sole lone")),
    Rule(ONLY_ONE, "TITLE", Certainty.HINT, "one of few", cues("only")),
    Rule(ONE_OF, "TITLE", Certainty.HINT, "one of few", cues("two three four few 2 3 4")),
    Rule(FIRST, "TITLE", Certainty.HINT, "one of few", EXTREMES),
    Rule(DESCRIBED, "TITLE", Certainty.HINT, "one of few", telling_words("looks", "attributes")),
    Rule(FOREIGN, "NRP", Certainty.HINT, "one of few", LEADS),
)
