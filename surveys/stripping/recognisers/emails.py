"""E-mail addresses, plain and spelled out."""

import regex

from surveys.stripping.lists import NEVER, alternatives, is_everyday, is_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser
from surveys.stripping.recognisers.scripts import BEHIND_OTHER, OTHER

# name@host.tld, also without a dot (user@cernmail), with letters of any script. Not a @handle behind a space.
PLAIN = (
    r"(?<![\w.+@-])[\p{L}\p{N}_][\p{L}\p{N}_.+'%-]{0,63}+(?:@[\p{L}\p{N}_-]++(?:\.[\p{L}\p{N}_-]++)*+)++"
    r"(?:,(?:ch|com|de|fr|it|es|org|edu)\b)?+(?: (?i:dot|punkt|point|punto) (?i:[a-z]{2,4})\b)*+"
)
# The same in Latin letters, glued to another script: 给name@host.tld写信, name@host.tld으로. A prefix, наname@host.tld,
# leaves its address, too. Not where the address goes on: name@host例子.tld, 张.name@host.tld.
LATIN, LABEL = r"[\p{Latin}0-9_.+'%-]", r"[\p{Latin}0-9_-]++"
GLUED_TO = rf"(?:{BEHIND_OTHER}|(?<=(?<!\w)(?:на|от|для|до|по|из|за|про|при|через|від)))(?=[^_])"
KNOWN = rf"(?<=\.(?:{alternatives('links.top_level_domains')}))"
CUT = rf"(?={OTHER})(?:{KNOWN}|(?![\p{{L}}\p{{M}}\p{{N}}_-]{{1,63}}+\.\w))"
LATIN_HOST = rf"@{LABEL}(?:\.{LABEL})*+"
GLUED = (
    rf"{GLUED_TO}(?=[\p{{Latin}}0-9]){LATIN}{{1,64}}+{LATIN_HOST}(?:{CUT}|(?![\p{{L}}\p{{M}}\p{{N}}_@-]|\.\w))"
    rf"|(?<![\w.+@-])@?(?=[\p{{Latin}}0-9_]){LATIN}{{1,64}}+{LATIN_HOST}{CUT}"
)
# Where a sentence without spaces goes before, or its letters bear marks: from 64 letters before the @.
UNSPACED = r"@?[\p{L}\p{M}\p{N}_.+'%-]{1,64}+@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*+(?:\.[\p{L}\p{M}\p{N}_-]++)++"
HANDLE_BEHIND_OTHER = regex.compile(rf"{OTHER}++@[\p{{Latin}}0-9_-]++(?!@)(?:\Z|{OTHER})")
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


def _is_no_handle(match: regex.Match[str]) -> bool:
    """Not a user name behind a sentence in another script, 请写给@anna写的: that has no dot in it."""
    return "." in match.group() or HANDLE_BEHIND_OTHER.match(match.group()) is None


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
    Rule(GLUED, "EMAIL", CERTAIN, "an e-mail address", cues("@")),
    Rule(PLAIN, "EMAIL", CERTAIN, "an e-mail address", cues("@"), holds=_is_no_handle),
    Rule(UNSPACED, "EMAIL", CERTAIN, "an e-mail address", cues("@")),
    Rule(SPELLED, "EMAIL", CERTAIN, "an e-mail address", DOTS, holds=_is_address),
    Rule(NO_ENDING, "EMAIL", CERTAIN, "an e-mail address", cues(". dot _"), holds=_is_dotted),
    Rule(AT_PROVIDER, "EMAIL", CERTAIN, "an e-mail address", PROVIDERS, holds=_is_dotted),
    Rule(HYPHENATED, "EMAIL", CERTAIN, "an e-mail address", cues("dot point punkt")),
)
