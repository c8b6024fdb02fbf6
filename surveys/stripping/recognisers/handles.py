"""User names: @handles, logins after a cue, in a path or in quotes."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import everyday_words, first_names, last_names, physics_words
from surveys.stripping.recognisers.span import Span

# @name with a letter in it, not inside an e-mail address. Not "@ 3 pm", not a lone @.
AT_NAME = regex.compile(r"(?<![\w@.])@(?=\w*\p{L})[\w](?:[\w.-]{0,38}\w)?")

# A login behind the word for it: "my login is jdoe", "skype: anna_s", "/user/t/tnaka", "u/name".
# Not "my account is locked": the next word must not be an everyday word.
CUED = regex.compile(
    r"(?:\b(?:login|logged in as|user ?name|user|account|nick(?:name)?|handle|skype|github|gitlab|twitter|mattermost|telegram|"
    r"instagram|insta|discord|slack)(?: (?:name|id|handle))?(?: is| was|:|=| as)+ ?[\"']?@?|/users?/\w/|/home/|/~|(?<!\w)u/)"
    r"(?P<name>[\w][\w.-]{1,30}\w)",
    regex.IGNORECASE,
)

# One short word in small letters alone in quotation marks, maybe with digits: the shape of a login.
QUOTED = regex.compile(r"(?<!\w)([\"'])(?P<name>[a-z][a-z0-9_]{3,11})\1(?!\w)")

# Letters and digits glued together as people do for accounts: jdoe42, anna_k_87. Not muon_pt, phase2, run3.
GLUED = regex.compile(r"(?<![\w.@/-])(?P<name>\p{Ll}{4,}_?\d{2,4}|\p{Ll}+_\p{Ll}+_?\d+)(?![\w-])")


def find_handles(text: str) -> Iterator[Span]:
    """@handles are certain, logins likely."""
    for match in AT_NAME.finditer(text) if "@" in text else ():
        yield Span(match.start(), match.end(), "HANDLE", Certainty.CERTAIN, "a user name")
    for pattern in (CUED, QUOTED, GLUED):
        for match in pattern.finditer(text):
            if _looks_like_a_login(match["name"].lower()):
                yield Span(*match.span("name"), "HANDLE", Certainty.LIKELY, "a user name")


def _looks_like_a_login(name: str) -> bool:
    word = name.rstrip("0123456789_")
    is_known = word in everyday_words() or word in physics_words()
    is_name = word in first_names() or word in last_names()
    return not is_known and not is_name and word.isascii()
