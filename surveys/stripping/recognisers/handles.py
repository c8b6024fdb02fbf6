"""User names: @handles, logins after a cue, in a path or in quotes."""

import regex

from surveys.frequent_words import frequencies
from surveys.stripping import lists
from surveys.stripping.lists import alternatives, is_everyday, is_never_a_name, is_of, words_of
from surveys.stripping.recognisers.reading import cues, telling_words
from surveys.stripping.recognisers.rules import BEING, BESIDE, CERTAIN, LIKELY, Rule, recogniser
from surveys.stripping.recognisers.scripts import BEHIND_OTHER, OTHER

# @name with a letter in it, not inside an e-mail address. Also u/name. Not "@ 3 pm", not a lone @.
# Behind another script, 给@name写信, up to it.
LATIN = r"[\p{Latin}0-9_]"
AT_NAME = (
    rf"(?:(?<![\w@.])|{BEHIND_OTHER})@(?=[0-9_]*\p{{Latin}}){LATIN}(?:[\p{{Latin}}0-9_.-]{{0,38}}{LATIN})?+(?={OTHER})"
    rf"|{BEHIND_OTHER}@(?=\w*\p{{L}})\w(?:[\w.-]{{0,38}}\w)?"
    r"|(?<![\w@.])(?:@(?=\w*\p{L})|live:)\w(?:[\w.-]{0,38}\w)?|(?<![\w/])u/[\w-]{3,20}(?![\w/])"
)
# Names with a number as some chats give them: GluonLord#4417. Not "issue #4417".
TAGGED = r"(?<![\w#])\w[\w.]{1,31}#\d{4}(?!\w)"
GLUED_TAGGED = (
    rf"(?:{BEHIND_OTHER}{LATIN}[\p{{Latin}}0-9_.]{{1,31}}#\d{{4}}(?!{LATIN})"
    rf"|(?<![\w#]){LATIN}[\p{{Latin}}0-9_.]{{1,31}}#\d{{4}}(?={OTHER}))"
)
# A login behind the word for it: "my login is jdoe", "mein Login ist jdoe", "mon pseudo : jdoe", "skype: anna_s",
# "/user/t/tnaka", "u/name". Not "my account is locked": the next word must not be an everyday word.
LOGIN_WORD = rf"(?:{alternatives('handles.login_words')})"
NAMED = rf"(?:{LOGIN_WORD}|{alternatives('handles.login_words_before_is')})(?: (?:name|id|handle|user|account))?"
IS = rf"\b{NAMED}(?:(?! (?:to|on) ){BEING}| as\b)++ ?[\"']?@?"
CUED = rf"(?i)(?:{IS}|/users?/\w/|/home/|/~|(?<!\w)u/)(?P<name>(?:live:)?\w[\w.-]{{1,30}}\w)"
# A login in small letters right behind its word: "user jdoe", "my account jdoe", "jobs of jdoe", "commit by jdoe42".
OF = alternatives("handles.before_logins")
NAME = r"(?P<name>[a-z][a-z0-9_.-]{1,30}[a-z0-9])(?![\w@])"
BEHIND = rf"\b(?i:{OF}|{LOGIN_WORD}(?: user| account)?){BESIDE} [\"']?{NAME}"
# Before or behind a chat: "on mattermost i am jdoe", "jag heter jdoe på lxplus", "they call me jdoe in the chat".
THERE = alternatives("chats", "handles.where_logins_stand")
ON_CHAT = rf"(?:{alternatives('handles.in_chats')}) (?:(?:the|der|dem|la|el|il|le|de) )?(?:{THERE})"
LOGIN = r"[\"']?@?(?P<name>\w[\w.-]{1,30}\w)[\"']?"
I_AM = alternatives("handles.i_am")
IN_CHAT = rf"(?i)\b{ON_CHAT},? (?:{I_AM}) {LOGIN}|\b(?:{I_AM}) {LOGIN} {ON_CHAT}\b"
# In the shift list I appear as jdoe, aparezco como jdoe, ich tauche in der Liste als jdoe auf; they write from jdoe.
AS = "as|als|comme|come|como|jako|som|mint|ca"
APPEAR = rf"(?:{alternatives('handles.i_appear')})(?: \p{{L}}{{2,15}}){{0,4}}? (?:{AS})"
WRITE = rf"(?:{alternatives('handles.writes')})\p{{L}}{{0,5}}(?: \p{{L}}{{2,12}}){{0,4}}? (?:from|desde|von|depuis|da)"
FROM = rf"(?i)\b(?:{APPEAR}|{WRITE}) {LOGIN}"
# Words joined by a low line, grumpy_owl, where a forum, an account or a chat is near. Not "branch fix_leak", "jet_pt".
JOINED = r"(?<![\w.@/-])(?P<name>\p{L}{1,20}(?:_[\p{L}\d]{1,20}){1,4}(?:\.\d{1,4})?)(?![\w(/]|\.\w)"
ABOUT_LOGINS = regex.compile(rf"(?i)\b(?:{alternatives('handles.about_logins', 'chats')})")
OF_CODE = regex.compile(rf"(?i)\b(?:{alternatives('handles.code_words')})s? [\"'`]?$")
# jdoe is my lxplus user.
MY_LOGIN = rf"my (?:\w{{2,12}} )?(?:user|account|login|nick|handle|{LOGIN_WORD})"
IS_MINE = rf"(?i)(?<![\w@.-]){LOGIN} is {MY_LOGIN}\b"
LOGINS = telling_words("handles.login_words", "handles.login_words_before_is")
BEHIND_CUES = LOGINS | cues("user jobs files branch commit commits merge submitted uploaded admin")
CHATS = telling_words("chats", "handles.where_logins_stand") | {"lxplus"}
FROM_CUES = frozenset(AS.split("|")) | cues("from desde von depuis da")
NEAR = 80
# One short word in small letters alone in quotation marks, maybe with digits: the shape of a login.
QUOTED = r"(?<!\w)([\"'])(?P<name>[a-z][a-z0-9_]{3,11})\1(?!\w)"
# Letters and digits glued together as people do for accounts: jdoe42, anna_k_87. Not muon_pt, phase2, run3.
GLUED = r"(?<![\w.@/-])(?P<name>\p{Ll}{4,20}_?\d{1,4}|\p{Ll}{1,20}_\p{Ll}{1,20}_?\d{1,4})(?![\w-])"
SAID_OF_LOGINS = words_of("handles.said_of_logins") | words_of("being.forms")


def _is_login(match: regex.Match[str]) -> bool:
    word = match["name"].lower().rstrip("0123456789_")
    parts = regex.findall(r"[^\W\d_]+", word)
    is_made_of_words = all(is_everyday(part) or is_never_a_name(part) for part in parts or [word])
    # anna.weber, mark_87: dictionaries and physics have these words, but joined they are somebody's.
    are_names = all(len(part) == 1 or (lists.is_name(part) and not is_of(part, lists.NEVER)) for part in parts)
    is_joined = not match["name"].isalpha() and any(is_of(part, lists.FIRST_NAMES) for part in parts)
    # k-ono: a letter and what English does not know.
    is_initial = "-" in word and len(parts) > 1 and len(parts[0]) == 1 and not is_of(parts[-1], "Ee")
    return (
        word.isascii()
        and match["name"].lower() not in SAID_OF_LOGINS
        and (not is_made_of_words or (are_names and is_joined) or is_initial)
    )


def _is_bare_login(match: regex.Match[str]) -> bool:
    return _is_login(match) and not is_of(match["name"].lower().rpartition("-")[2], lists.PHYSICS)


def _is_sender(match: regex.Match[str]) -> bool:
    """A word in small letters that no list has."""
    name = match["name"].lower()
    return _is_bare_login(match) and match["name"] == name and not (lists.kinds_of(name) or any(frequencies(name)))


def _is_joined_login(match: regex.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    parts = regex.findall(r"\p{L}{2,}", match["name"].lower())
    if OF_CODE.search(text, max(0, start - NEAR), start) or any(
        part in words_of("handles.data_words") for part in parts
    ):
        return False
    near = ABOUT_LOGINS.search(text, max(0, start - NEAR), start) or ABOUT_LOGINS.search(text, end, end + NEAR)
    return near is not None and not all(is_of(part, lists.PHYSICS) for part in parts)


def _is_glued_login(match: regex.Match[str]) -> bool:
    """None of its parts is a word or a name of data or programs: not jet_pt30, antikt04, ttbar2018."""
    parts = regex.findall(r"\p{Ll}{2,}", match["name"])
    word = parts[0] if parts else ""
    # tkim3; or a longer word that nobody knows, for user names are cut: fbianch2. Not herwig7 nor x_y1.
    may_be_cut = len(word) > 6 and not lists.kinds_of(word)
    if match["name"][-2].isalpha() and not (may_be_cut or is_of(word[1:], lists.LAST_NAME)):
        return False
    return _is_login(match) and not any(part in words_of("handles.data_words") or is_everyday(part) for part in parts)


def _is_login_and_no_name(match: regex.Match[str]) -> bool:
    return _is_login(match) and not lists.is_name(match["name"].rstrip("0123456789_"))


find_handles = recogniser(
    Rule(AT_NAME, "HANDLE", CERTAIN, "a user name", needs=cues("@ / live")),
    Rule(GLUED_TAGGED, "HANDLE", CERTAIN, "a user name", needs=cues("#")),
    Rule(TAGGED, "HANDLE", CERTAIN, "a user name", needs=cues("#")),
    Rule(CUED, "HANDLE", LIKELY, "a user name", LOGINS | cues("/ u users home"), "name", _is_login),
    Rule(BEHIND, "HANDLE", LIKELY, "a user name", BEHIND_CUES, "name", _is_bare_login),
    Rule(IN_CHAT, "HANDLE", LIKELY, "a user name", CHATS, "name", _is_bare_login),
    Rule(FROM, "HANDLE", LIKELY, "a user name", FROM_CUES, "name", _is_sender),
    Rule(JOINED, "HANDLE", LIKELY, "a user name", cues("_"), "name", _is_joined_login),
    Rule(IS_MINE, "HANDLE", LIKELY, "a user name", LOGINS | {"user", "account"}, "name", _is_bare_login),
    Rule(QUOTED, "HANDLE", LIKELY, "a user name", cues("\" '"), "name", _is_login_and_no_name),
    Rule(GLUED, "HANDLE", LIKELY, "a user name", group="name", holds=_is_glued_login),
)
