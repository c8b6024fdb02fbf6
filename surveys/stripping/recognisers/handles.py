"""User names: @handles, logins after a cue, in a path or in quotes."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import PHYSICS, alternatives, is_everyday, is_name, is_never_a_name, is_of, words_of
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

# @name with a letter in it, not inside an e-mail address. Not "@ 3 pm", not a lone @.
AT_NAME = regex.compile(r"(?<![\w@.])@(?=\w*\p{L})\w(?:[\w.-]{0,38}\w)?")

# A login behind the word for it: "my login is jdoe", "skype: anna_s", "/user/t/tnaka", "u/name".
# Not "my account is locked": the next word must not be an everyday word.
CUED = regex.compile(
    rf"(?:\b(?:{alternatives('login_words')})(?: (?:name|id|handle|user|account))?(?: is| was|:|=| as)++ ?[\"']?@?"
    r"|/users?/\w/|/home/|/~|(?<!\w)u/)(?P<name>(?:live:)?\w[\w.-]{1,30}\w)",
    regex.IGNORECASE,
)

# A login in small letters right behind its word: "user jdoe", "my account jdoe", "jobs of jdoe", "commit by jdoe42".
BEHIND = regex.compile(
    rf"\b(?i:user|(?:jobs|files|branch) of|(?:commits?|merge request|submitted|uploaded) by|group admin is"
    rf"|{alternatives('login_words')}) [\"']?(?P<name>[a-z][a-z0-9_.-]{{1,30}}[a-z0-9])(?![\w@])"
)
# Before or behind a chat: "on mattermost i am jdoe", "jdoe is my lxplus user", "they call me jdoe in the chat".
ON_CHAT = rf"(?:on|in) (?:the )?(?:chat|lxplus|{alternatives('chats')})"
LOGIN = r"[\"']?@?(?P<name>\w[\w.-]{1,30}\w)[\"']?"
IN_CHAT = regex.compile(
    rf"\b{ON_CHAT},? (?:i am|i'm|im|my name is|find me as|known as) {LOGIN}"
    rf"|\b(?:i am|i'm|call me|calls me|known as|find me as|ping|write to) {LOGIN} {ON_CHAT}\b",
    regex.IGNORECASE,
)
# jdoe is my lxplus user.
IS_MINE = regex.compile(
    rf"(?<![\w@.-]){LOGIN} is my (?:\w{{2,12}} )?(?:user|account|login|nick|handle|{alternatives('login_words')})\b",
    regex.IGNORECASE,
)
LOGIN_CUES = ("/user", "/home/", "/~", "u/", *(cue.replace("_", " ") for cue in words_of("login_words")))
BEHIND_CUES = (*LOGIN_CUES, "user ", "jobs of", "files of", "branch of", "its by", "mit by", "request by")
BEHIND_CUES += ("tted by", "aded by", "admin is")
CHAT_CUES = ("chat", "lxplus", *words_of("chats"))

# One short word in small letters alone in quotation marks, maybe with digits: the shape of a login.
QUOTED = regex.compile(r"(?<!\w)([\"'])(?P<name>[a-z][a-z0-9_]{3,11})\1(?!\w)")

# Letters and digits glued together as people do for accounts: jdoe42, anna_k_87. Not muon_pt, phase2, run3.
GLUED = regex.compile(r"(?<![\w.@/-])(?P<name>\p{Ll}{4,20}_?\d{2,4}|\p{Ll}{1,20}_\p{Ll}{1,20}_?\d{1,4})(?![\w-])")


def _is_login(match: regex.Match[str]) -> bool:
    word = match["name"].lower().rstrip("0123456789_")
    parts = regex.findall(r"[^\W\d_]+", word)
    return word.isascii() and not all(is_everyday(part) or is_never_a_name(part) for part in parts or [word])


def _is_bare_login(match: regex.Match[str]) -> bool:
    return _is_login(match) and not is_of(match["name"], PHYSICS)


def _is_glued_login(match: regex.Match[str]) -> bool:
    """None of its parts is a word or a name of data or programs: not jet_pt30, antikt04, ttbar2018."""
    parts = regex.findall(r"\p{Ll}{2,}", match["name"])
    return _is_login(match) and not any(part in words_of("data_words") or is_everyday(part) for part in parts)


def _is_login_and_no_name(match: regex.Match[str]) -> bool:
    return _is_login(match) and not is_name(match["name"].rstrip("0123456789_"))


find_handles = recogniser(
    Rule(AT_NAME, "HANDLE", Certainty.CERTAIN, "a user name", needs=("@",)),
    Rule(CUED, "HANDLE", Certainty.LIKELY, "a user name", "name", LOGIN_CUES, holds=_is_login),
    Rule(BEHIND, "HANDLE", Certainty.LIKELY, "a user name", "name", BEHIND_CUES, holds=_is_bare_login),
    Rule(IN_CHAT, "HANDLE", Certainty.LIKELY, "a user name", "name", CHAT_CUES, holds=_is_bare_login),
    Rule(IS_MINE, "HANDLE", Certainty.LIKELY, "a user name", "name", (" is my ",), holds=_is_bare_login),
    Rule(QUOTED, "HANDLE", Certainty.LIKELY, "a user name", "name", needs=('"', "'"), holds=_is_login_and_no_name),
    Rule(GLUED, "HANDLE", Certainty.LIKELY, "a user name", "name", needs=DIGIT, holds=_is_glued_login),
)
