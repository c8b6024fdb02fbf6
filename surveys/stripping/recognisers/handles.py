"""User names: @handles, logins after a cue, in a path or in quotes."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, is_everyday, words_of
from surveys.stripping.recognisers.name_evidence import is_listed, is_never_a_name
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

# @name with a letter in it, not inside an e-mail address. Not "@ 3 pm", not a lone @.
AT_NAME = regex.compile(r"(?<![\w@.])@(?=\w*\p{L})\w(?:[\w.-]{0,38}\w)?")

# A login behind the word for it: "my login is jdoe", "skype: anna_s", "/user/t/tnaka", "u/name".
# Not "my account is locked": the next word must not be an everyday word.
CUED = regex.compile(
    rf"(?:\b(?:{alternatives('login_words')})(?: (?:name|id|handle))?(?: is| was|:|=| as)++ ?[\"']?@?"
    r"|/users?/\w/|/home/|/~|(?<!\w)u/)(?P<name>\w[\w.-]{1,30}\w)",
    regex.IGNORECASE,
)

LOGIN_CUES = ("/user", "/home/", "/~", "u/", *(cue.replace("_", " ") for cue in words_of("login_words")))

# One short word in small letters alone in quotation marks, maybe with digits: the shape of a login.
QUOTED = regex.compile(r"(?<!\w)([\"'])(?P<name>[a-z][a-z0-9_]{3,11})\1(?!\w)")

# Letters and digits glued together as people do for accounts: jdoe42, anna_k_87. Not muon_pt, phase2, run3.
GLUED = regex.compile(r"(?<![\w.@/-])(?P<name>\p{Ll}{4,20}_?\d{2,4}|\p{Ll}{1,20}_\p{Ll}{1,20}_?\d{1,4})(?![\w-])")


def _is_login(match: regex.Match[str]) -> bool:
    word = match["name"].lower().rstrip("0123456789_")
    return word.isascii() and not is_everyday(word) and not is_never_a_name(word)


def _is_glued_login(match: regex.Match[str]) -> bool:
    """None of its parts is a word or a name of data or programs: not jet_pt30, antikt04, ttbar2018."""
    parts = regex.findall(r"\p{Ll}{2,}", match["name"])
    return _is_login(match) and not any(part in words_of("data_words") or is_everyday(part) for part in parts)


def _is_login_and_no_name(match: regex.Match[str]) -> bool:
    return _is_login(match) and not is_listed(match["name"].rstrip("0123456789_"))


find_handles = recogniser(
    Rule(AT_NAME, "HANDLE", Certainty.CERTAIN, "a user name", needs=("@",)),
    Rule(CUED, "HANDLE", Certainty.LIKELY, "a user name", "name", LOGIN_CUES, holds=_is_login),
    Rule(QUOTED, "HANDLE", Certainty.LIKELY, "a user name", "name", needs=('"', "'"), holds=_is_login_and_no_name),
    Rule(GLUED, "HANDLE", Certainty.LIKELY, "a user name", "name", needs=DIGIT, holds=_is_glued_login),
)
