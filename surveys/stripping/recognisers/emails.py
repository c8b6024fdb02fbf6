"""E-mail addresses, plain and spelled out."""

import regex

from surveys.stripping.gazetteers import NEVER, alternatives, is_everyday, is_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser

# name@host.tld, also without a dot (user@cernmail), with letters of any script. Not a @handle behind a space.
PLAIN = regex.compile(
    r"(?<![\w.+@-])[\p{L}\p{N}_][\p{L}\p{N}_.+'%-]{0,63}+(?:@[\p{L}\p{N}_-]++(?:\.[\p{L}\p{N}_-]++)*+)++"
    r"(?:,(?:ch|com|de|fr|it|es|org|edu)\b)?+(?: (?i:dot|punkt|point|punto) (?i:[a-z]{2,4})\b)*+"
)

# name (at) host (dot) tld, name[at]host.tld, name AT host DOT tld, name @ host . tld; in many languages.
ODD_AT = (
    "chez|arobase?|arobas|ät|klammeraffe|arroba|chiocciola|at-sign|at sign|snabel-?a|małpa|malpa|zavináč|kukac|sobaka"
)
DOT_WORD = "dot|punkt|point|punto|ponto|period|kropka|nokta|tochka"
JOINT = (
    rf"(?:\.| (?:{DOT_WORD}|underscore|undersc|minus|dash|hyphen|guion|tiret|trattino|unterstrich|bindestrich"
    r"|guión bajo|trattino basso|tiret bas) )"
)
AT = rf"(?: ?[\[({{<*] ?(?:at|@|{ODD_AT}) ?[\])}}>*] ?| (?:at|{ODD_AT}) | ?@ ?)"
DOT = rf"(?: ?[\[({{<*] ?(?:{DOT_WORD}|\.) ?[\])}}>*] ?| (?:{DOT_WORD}|\.) |\.)"
NAME = rf"(?<![\w.@-])(?P<name>[\w+-]{{1,40}}+(?:{JOINT}[\w+-]{{1,40}}+){{0,5}})"
SPELLED = regex.compile(
    rf"{NAME}{AT}(?P<host>[\w-]{{1,40}}+){DOT}(?:[\w-]{{1,40}}+{DOT}){{0,4}}[a-z]{{2,6}}+(?!\w)", regex.IGNORECASE
)
# Brackets or "dot" tell an address from "I work at cern.ch"; else the name must look like a login.
CLEARLY_SPELLED = regex.compile(
    rf"[\[({{<*] ?(?:at|@|{ODD_AT}) ?[\])}}>*]|\b(?:dot|underscore|(?!chez){ODD_AT})\b", regex.IGNORECASE
)
# Without an ending, where the name itself is spelled out or dotted: lea dot fontaine at cern, lea.fontaine at cern.
NO_ENDING = regex.compile(
    rf"(?<![\w.@-])(?P<name>[\w+-]{{1,40}}+)(?: (?:dot|underscore) |[._])[\w+-]{{1,40}}+{AT}(?!the\b)[\w-]{{2,40}}+",
    regex.IGNORECASE,
)
# Where everybody has a mailbox the ending may be missing or stand behind a space: lfontain at gmail com, at cern ch.
# Not "write me at gmail".
AT_PROVIDER = regex.compile(
    rf"{NAME}{AT}(?:cern ch|(?:{alternatives('mail_providers')})(?:[ .](?:com?|net|de|fr|it|es|ch|in|br|uk|ru|cn"
    rf"|me)\b)*)(?!\w)",
    regex.IGNORECASE,
)
# lea_AT_fontaine_DOT_fr, lea-at-fontaine-dot-fr. Not state-of-the-art.
HYPHENATED = regex.compile(
    r"(?<![\w.@-])[\w.]{1,40}?(?P<mark>[_-]{1,2})at(?P=mark)[\w.]{1,40}?(?P=mark)(?:dot|point"
    r"|punkt)(?P=mark)\w{2,6}(?!\w)",
    regex.IGNORECASE,
)


def _is_address(match: regex.Match[str]) -> bool:
    if is_of(match["host"].lower(), NEVER):  # look at the dot in the plot
        return False
    return CLEARLY_SPELLED.search(match.group()) is not None or _is_login(match["name"])


def _is_login(name: str) -> bool:
    return not is_everyday(name.lower()) and (not name.isalpha() or name.islower())


def _is_dotted(match: regex.Match[str]) -> bool:
    return not is_everyday(match["name"].lower()) or len(match["name"]) == 1


DOTS = cues(". dot punkt point punto ponto period kropka nokta tochka")

# Of persons and lists alike: both tell where the writer belongs.
find_emails = recogniser(
    Rule(PLAIN, "EMAIL", CERTAIN, "an e-mail address", needs=cues("@")),
    Rule(SPELLED, "EMAIL", CERTAIN, "an e-mail address", needs=DOTS | {"@"}, holds=_is_address),
    Rule(NO_ENDING, "EMAIL", CERTAIN, "an e-mail address", needs=cues(". dot _"), holds=_is_dotted),
    Rule(
        AT_PROVIDER, "EMAIL", CERTAIN, "an e-mail address", telling_words("mail_providers") | {"ch"}, holds=_is_dotted
    ),
    Rule(HYPHENATED, "EMAIL", CERTAIN, "an e-mail address", needs=cues("dot point punkt")),
)
