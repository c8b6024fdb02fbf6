"""Family, body and belief: what few share and everybody at the institute knows."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import Rule, recogniser

TRAIT = rf"(?:{alternatives('traits')})"
WORD = r"[\p{L}'-]{2,20}"
PERSON = (
    r"(?:wom[ae]n|man|men|girl|person|mother|father|mom|mum|dad|parent|postdoc|student|physicist|engineer|colleague)"
)
WHERE = rf" (?:in|at|from) (?:(?:the|our|my|an?|whole) )?{WORD}(?: (?:group|team|institute|lab))?"
OF_HOW_MANY = (
    r" of (?:two|three|four|five|six|seven|twins|triplets|[2-9])\b(?: (?:kids|children|girls|boys|sons|daughters))?"
)
# I am pregnant, i am seven months pregnant, ich bin schwanger, je suis enceinte, I'm a single mother, i am deaf on
# one ear.
I_AM = regex.compile(
    rf"\b(?:i am|i'm|im|i was|we are|we were|ich bin|ich war|je suis|j'étais|sono|ero|soy|estoy|estaba|he is|she is|is)"
    rf" (?:(?:an?|the|only|also|now|still|openly|visibly|almost|totally|\p{{L}}{{3,7}} months|eine?|une?"
    rf"|un[ao]|auch|aussi|anche) ){{0,3}}"
    rf"{TRAIT}\b(?!-)(?: {PERSON}\b(?:{WHERE})?)?(?:{OF_HOW_MANY})?(?:, [2-6]\d\b)?(?: de \p{{L}}{{3,6}} mois"
    rf"| di \p{{L}}{{3,7}} mesi| de \p{{L}}{{3,7}} meses| on one \p{{L}}{{3,4}}"
    rf"| (?:in|at) the same {WORD})?",
    regex.IGNORECASE,
)
# A black woman in a German group, as a single father of two, 51; mother of three.
OF_A_KIND = regex.compile(
    rf"\b(?:an? )?{TRAIT} {PERSON}\b(?:{OF_HOW_MANY})?(?:, [2-6]\d\b)?(?:{WHERE})?|\b(?:mother|father|mom|mum|dad"
    rf"|parent){OF_HOW_MANY}(?:, [2-6]\d\b)?",
    regex.IGNORECASE,
)
# I have four children, j'ai trois enfants; I have a stutter, I wear a hijab, I use a wheelchair; not "I have two
# questions".
COUNT = (
    "two|three|four|five|six|seven|[2-9]|zwei|drei|vier|fünf|deux|trois|quatre|cinq|due|tre|quattro|cinque|dos|tres"
    "|cuatro|cinco|des|small|little|young|a small|a little|a newborn|a sick|a disabled|a baby"
)
I_HAVE = regex.compile(
    rf"\b(?:i|we|ich|wir|j'|nous|yo|with) ?(?:have|had|raise|habe|haben|ai|avons|ho|tengo)?(?: got)? ?\b"
    rf"(?:(?:{COUNT}) (?:{WORD} )?(?:kids?|child(?:ren)?|daughters?|sons?|bab(?:y|ies)|kinder|söhne|töchter"
    rf"|enfants|fil(?:le)?s|figli[ae]?|hij[oa]s)(?: en bas âge| pequeñ[oa]s)?"
    rf"|(?:{WORD} )?(?:twins|triplets|zwillinge|jumeaux|jumelles|gemell[ie]|mellizos|gemel[oa]s))\b"
    rf"|\b(?:ho|tengo) (?:{COUNT}) (?:figli[ae]?|hij[oa]s|gemell[ie]|mellizos|gemel[oa]s)\b"
    r"(?: (?:en bas âge|pequeñ[oa]s|piccol[ie]|di \p{L}{3,7} anni|de \p{L}{3,6} ans))?"
    rf"|\bi (?:have|had|wear|use|need|suffer from|live with|sit in|am in) (?:(?:an?|my|the"
    rf"|chronic) )?(?:{alternatives('conditions')})\b",
    regex.IGNORECASE,
)
# My twins, my divorce; my husband works in the same group, my wife is in ATLAS, my son is autistic. Not "my
# partner is kind".
KIN = (
    "husband|wife|partner|spouse|girlfriend|boyfriend|fianc[ée]e?|son|daughter|child|baby|brother|sister|father|mother"
    "|twin|twin brother|twin sister|ex|ex-husband|ex-wife|uncle|aunt|cousin"
)
WHERE_THEY_ARE = (
    rf"(?:(?:the|our|my) )?(?:same )?{WORD}(?: (?:group|institute|team|lab|experiment|department|office|building"
    rf"|collaboration)\b)?"
)
MY = regex.compile(
    rf"\b(?:my|our) (?:(?:{KIN}) (?:(?:is|was|has) (?:also )?(?:(?:an? )?{TRAIT}\b|(?:very |seriously )?(?:ill"
    rf"|sick|dying|disabled|abroad|unemployed|in hospital)\b|(?:\d{{1,2}}|one|two|three) (?:years?|months?"
    rf"|weeks?)(?: old)?|an? {WORD}|the {WORD} of (?:the|our|my) {WORD}"
    rf"|(?:in|at|on"
    rf"|from) {WHERE_THEY_ARE})"
    rf"|(?:also )?(?:works?|worked|studies)(?: (?:in|at|on|for) {WHERE_THEY_ARE}| here)?)"
    rf"|(?:{WORD} )?(?:{alternatives('private_events')})\b)"
    rf"|\b(?:(?:we are|being|as) (?:an? |the only )?(?:married )?couple|(?:ma|mein|meine?|mon|mi|il mio|mio"
    rf"|mia) (?:femme|mari|mann|frau|marito|moglie|marido|esposa)"
    rf" (?:travaille|arbeitet|lavora|trabaja))(?: (?:auch|aussi|anche|también))?(?: (?:in|at|dans|en|im|am"
    rf"|nel|nella|au|à|a)(?: (?:the|la|le|el|il|der|dem|una?))?(?: same| même| mism[oa]"
    rf"| stess[oa]| selben| gleichen)?(?: {WORD})?)?",
    regex.IGNORECASE,
)
PLACEHOLDER = "a family detail"
KINDRED = cues(f"{KIN} couple femme mari mann frau marito moglie marido esposa".replace("|", " ")) | {
    "fiancée",
    "fiancé",
}
CHILDREN = cues(
    "kids kid child children daughter daughters son sons baby babies twins triplets kinder söhne töchter "
    "zwillinge enfants"
)
CHILDREN |= cues("fils filles jumeaux jumelles figli figlie gemelli gemelle hijos hijas mellizos gemelos gemelas")
PARENTS = cues("mother father mom mum dad parent")

find_circumstances = recogniser(
    Rule(MY, "DEM", Certainty.HINT, PLACEHOLDER, KINDRED | telling_words("private_events")),
    Rule(I_AM, "DEM", Certainty.HINT, "one of few", telling_words("traits")),
    Rule(OF_A_KIND, "DEM", Certainty.HINT, "one of few", telling_words("traits") | PARENTS),
    Rule(I_HAVE, "DEM", Certainty.HINT, PLACEHOLDER, CHILDREN | telling_words("conditions")),
)
