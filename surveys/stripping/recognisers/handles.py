"""User names: @handles, logins after a cue, in a path or in quotes."""

import regex

from surveys.stripping import lists
from surveys.stripping.lists import alternatives, is_everyday, is_never_a_name, is_of, words_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import BEING, BESIDE, CERTAIN, LIKELY, Rule, recogniser

# @name with a letter in it, not inside an e-mail address. Also u/name. Not "@ 3 pm", not a lone @.
AT_NAME = regex.compile(r"(?<![\w@.])@(?=\w*\p{L})\w(?:[\w.-]{0,38}\w)?|(?<![\w/])u/[\w-]{3,20}(?![\w/])")

# Names with a number as some chats give them: GluonLord#4417. Not "issue #4417".
TAGGED = regex.compile(r"(?<![\w#])\w[\w.]{1,31}#\d{4}(?!\w)")

# A login behind the word for it: "my login is jdoe", "mein Login ist jdoe", "mon pseudo : jdoe", "skype: anna_s",
# "/user/t/tnaka", "u/name". Not "my account is locked": the next word must not be an everyday word.
LOGIN_WORD = rf"(?:{alternatives('handles.login_words')})"
NAMED = rf"(?:{LOGIN_WORD}|{alternatives('handles.login_words_before_is')})(?: (?:name|id|handle|user|account))?"
IS = rf"\b{NAMED}(?:(?! (?:to|on) ){BEING}| as\b)++ ?[\"']?@?"
CUED = regex.compile(rf"(?i)(?:{IS}|/users?/\w/|/home/|/~|(?<!\w)u/)(?P<name>(?:live:)?\w[\w.-]{{1,30}}\w)")

# A login in small letters right behind its word: "user jdoe", "my account jdoe", "jobs of jdoe", "commit by jdoe42".
OF = "user|(?:jobs|files|branch) of|(?:commits?|merge request|submitted|uploaded) by|group admin is"
BEHIND = regex.compile(rf"\b(?i:{OF}|{LOGIN_WORD}){BESIDE} [\"']?(?P<name>[a-z][a-z0-9_.-]{{1,30}}[a-z0-9])(?![\w@])")
# Before or behind a chat: "on mattermost i am jdoe", "jag heter jdoe på lxplus", "they call me jdoe in the chat".
ON_CHAT = rf"(?:{alternatives('handles.in_chats')}) (?:the )?(?:chat|lxplus|{alternatives('chats')})"
LOGIN = r"[\"']?@?(?P<name>\w[\w.-]{1,30}\w)[\"']?"
I_AM = alternatives("handles.i_am")
IN_CHAT = regex.compile(rf"(?i)\b{ON_CHAT},? (?:{I_AM}) {LOGIN}|\b(?:{I_AM}) {LOGIN} {ON_CHAT}\b")
# jdoe is my lxplus user.
MY_LOGIN = rf"my (?:\w{{2,12}} )?(?:user|account|login|nick|handle|{LOGIN_WORD})"
IS_MINE = regex.compile(rf"(?i)(?<![\w@.-]){LOGIN} is {MY_LOGIN}\b")
LOGINS = telling_words("handles.login_words", "handles.login_words_before_is")
BEHIND_CUES = LOGINS | cues("user jobs files branch commit commits merge submitted uploaded admin")
CHATS = telling_words("chats") | cues("chat lxplus")

# One short word in small letters alone in quotation marks, maybe with digits: the shape of a login.
QUOTED = regex.compile(r"(?<!\w)([\"'])(?P<name>[a-z][a-z0-9_]{3,11})\1(?!\w)")

# Letters and digits glued together as people do for accounts: jdoe42, anna_k_87. Not muon_pt, phase2, run3.
GLUED = regex.compile(r"(?<![\w.@/-])(?P<name>\p{Ll}{4,20}_?\d{1,4}|\p{Ll}{1,20}_\p{Ll}{1,20}_?\d{1,4})(?![\w-])")
LONGEST_PROGRAM = 7
SAID_OF_LOGINS = words_of("handles.said_of_logins") | words_of("being.forms")


def _is_login(match: regex.Match[str]) -> bool:
    word = match["name"].lower().rstrip("0123456789_")
    parts = regex.findall(r"[^\W\d_]+", word)
    is_made_of_words = all(is_everyday(part) or is_never_a_name(part) for part in parts or [word])
    # anna.weber, mark_87: dictionaries and physics have these words, but joined they are somebody's.
    are_names = all(len(part) == 1 or (lists.is_name(part) and not is_of(part, lists.NEVER)) for part in parts)
    is_joined = not match["name"].isalpha() and any(is_of(part, lists.FIRST_NAMES) for part in parts)
    return (
        word.isascii()
        and match["name"].lower() not in SAID_OF_LOGINS
        and (not is_made_of_words or (are_names and is_joined))
    )


def _is_bare_login(match: regex.Match[str]) -> bool:
    return _is_login(match) and not is_of(match["name"], lists.PHYSICS)


def _is_glued_login(match: regex.Match[str]) -> bool:
    """None of its parts is a word or a name of data or programs: not jet_pt30, antikt04, ttbar2018."""
    parts = regex.findall(r"\p{Ll}{2,}", match["name"])
    word = parts[0] if parts else ""
    # tkim3; or a longer word that nobody knows, for user names are cut: fbianch2. Not herwig7 nor x_y1.
    may_be_cut = len(word) >= LONGEST_PROGRAM and not lists.kinds_of(word)
    if match["name"][-2].isalpha() and not (may_be_cut or is_of(word[1:], lists.LAST_NAME)):
        return False
    return _is_login(match) and not any(part in words_of("handles.data_words") or is_everyday(part) for part in parts)


def _is_login_and_no_name(match: regex.Match[str]) -> bool:
    return _is_login(match) and not lists.is_name(match["name"].rstrip("0123456789_"))


find_handles = recogniser(
    Rule(AT_NAME, "HANDLE", CERTAIN, "a user name", needs=cues("@ /")),
    Rule(TAGGED, "HANDLE", CERTAIN, "a user name", needs=cues("#")),
    Rule(CUED, "HANDLE", LIKELY, "a user name", LOGINS | cues("/ u users home"), "name", _is_login),
    Rule(BEHIND, "HANDLE", LIKELY, "a user name", BEHIND_CUES, "name", _is_bare_login),
    Rule(IN_CHAT, "HANDLE", LIKELY, "a user name", CHATS, "name", _is_bare_login),
    Rule(IS_MINE, "HANDLE", LIKELY, "a user name", LOGINS | {"user", "account"}, "name", _is_bare_login),
    Rule(QUOTED, "HANDLE", LIKELY, "a user name", cues("\" '"), "name", _is_login_and_no_name),
    Rule(GLUED, "HANDLE", LIKELY, "a user name", group="name", holds=_is_glued_login),
)
