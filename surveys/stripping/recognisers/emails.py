"""E-mail addresses, plain and spelled out."""

import regex

from surveys.stripping.lists import NEVER, alternatives, is_everyday, is_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser

# name@host.tld, also without a dot (user@cernmail), with letters of any script. Not a @handle behind a space.
PLAIN = (
    r"(?<![\w.+@-])[\p{L}\p{N}_][\p{L}\p{N}_.+'%-]{0,63}+(?:@[\p{L}\p{N}_-]++(?:\.[\p{L}\p{N}_-]++)*+)++"
    r"(?:,(?:ch|com|de|fr|it|es|org|edu)\b)?+(?: (?i:dot|punkt|point|punto) (?i:[a-z]{2,4})\b)*+"
)
# name (at) host (dot) tld, name[at]host.tld, name AT host DOT tld, name @ host . tld; in many languages.
# "et" is French for and, but "at" in Croatian, Indonesian and Turkish.
DOT_WORD = alternatives("emails.words_for_dot")
ODD_AT = rf"(?:{alternatives('emails.words_for_at')}|et(?= [\w-]{{1,40}} (?:točka|tocka|nokta|titik)\b))"
OPEN, CLOSE = r"[\[({<*] ?", r" ?[\])}>*]"
JOINT_WORD = rf"{DOT_WORD}|{alternatives('emails.words_for_hyphen')}"
JOINT = rf"(?: ?\.|_| (?:{JOINT_WORD}) | ?{OPEN}(?:{JOINT_WORD}|[._-]){CLOSE} ?)"
AT = rf"(?: ?{OPEN}(?:at|@|{ODD_AT}){CLOSE} ?| (?:at|{ODD_AT}) | ?@ ?)"
DOT = rf"(?: ?{OPEN}(?:{DOT_WORD}|\.){CLOSE} ?| (?:{DOT_WORD}|\.) |\.)"
PART, HOST = r"[\w+-]{1,40}+", r"[\w-]{1,40}+"
NAME = rf"(?<![\w.@-])(?P<name>{PART}(?:{JOINT}{PART}){{0,5}})"
SPELLED = rf"(?i){NAME}{AT}(?P<host>{HOST}){DOT}(?:{HOST}{DOT}){{0,4}}\p{{L}}{{2,6}}+(?!\w)"
# Brackets or "dot" tell an address from "I work at cern.ch"; else the name must look like a login.
CLEARLY_SPELLED = regex.compile(
    rf"(?i){OPEN}(?:at|@|{ODD_AT}){CLOSE}|\b(?:dot|underscore|(?!chez|bei|presso){ODD_AT})(?!\w)"
)
# Without an ending, where the name itself is spelled out or dotted: lea dot fontaine at cern, lea.fontaine at cern.
NO_ENDING = rf"(?i)(?<![\w.@-])(?P<name>{PART})(?: (?:dot|underscore) |[._]){PART}{AT}(?!the\b)[\w-]{{2,40}}+"
# Where everybody has a mailbox the ending may be missing or come after a space: lfontain at gmail com, at cern ch.
# Not "write me at gmail".
PROVIDER = rf"(?:{alternatives('emails.providers')})(?:[ .](?:com?|net|de|fr|it|es|ch|in|br|uk|ru|cn|me)\b)*"
AT_PROVIDER = rf"(?i){NAME}{AT}(?:cern ch|{PROVIDER})(?!\w)"
# lea_AT_fontaine_DOT_fr, lea-at-fontaine-dot-fr. Not state-of-the-art.
DOT_BETWEEN = r"(?P=mark)(?:dot|point|punkt)(?P=mark)"
HYPHENATED = (
    rf"(?i)(?<![\w.@-])[\w.]{{1,40}}?(?P<mark>[_-]{{1,2}})at(?P=mark)[\w.]{{1,40}}?{DOT_BETWEEN}\w{{2,6}}(?!\w)"
)


def _is_address(match: regex.Match[str]) -> bool:
    name, is_small_word = match["name"], is_of(match["host"].lower(), NEVER)  # look at the dot in the plot
    is_login = not is_everyday(name.lower()) and (not name.isalpha() or name.islower())
    return not is_small_word and (is_login or CLEARLY_SPELLED.search(match.group()) is not None)


def _is_dotted(match: regex.Match[str]) -> bool:
    return not is_everyday(match["name"].lower()) or len(match["name"]) == 1


DOTS = telling_words("emails.words_for_dot") | cues(". @")
PROVIDERS = telling_words("emails.providers") | {"ch"}
# Of people and mailing lists alike: both show where the writer belongs.
find_emails = recogniser(
    Rule(PLAIN, "EMAIL", CERTAIN, "an e-mail address", cues("@")),
    Rule(SPELLED, "EMAIL", CERTAIN, "an e-mail address", DOTS, holds=_is_address),
    Rule(NO_ENDING, "EMAIL", CERTAIN, "an e-mail address", cues(". dot _"), holds=_is_dotted),
    Rule(AT_PROVIDER, "EMAIL", CERTAIN, "an e-mail address", PROVIDERS, holds=_is_dotted),
    Rule(HYPHENATED, "EMAIL", CERTAIN, "an e-mail address", cues("dot point punkt")),
)
