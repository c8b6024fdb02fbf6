"""Phones, e-mail addresses, ORCIDs and badges with a line break inside, as programs wrap them."""

from collections.abc import Iterator

import regex

from surveys.stripping.lists import FREQUENT, NEVER, alternatives, is_everyday, is_name, is_of
from surveys.stripping.recognisers.accounts import BETWEEN, CUES, GROUPED
from surveys.stripping.recognisers.phones import SHORTEST_NATIONAL, is_valid_somewhere
from surveys.stripping.recognisers.reading import Reading, cues
from surveys.stripping.recognisers.rules import BEING, BESIDE, CERTAIN, Rule, puts, recogniser
from surveys.stripping.recognisers.span import Span

# One break between two digits; whether both halves are one number is decided below.
MARKS = r"[ ()./-]{0,3}"
PHONE = rf"(?<![\w.,/:-])\(?\+?\d(?:{MARKS}\d){{0,13}}+{MARKS}\n{MARKS}\d(?:{MARKS}\d){{0,13}}+(?![\w/]|[.,:-]\d)"
SIXTEEN = r"(?<![\w.-])\d(?:[ -]?\n?[ -]?\d){14}[ -]?\n?[ -]?[\dXx](?![\w-])"
IBAN = r"(?<![\w.-])[A-Z]\n?[A-Z]\n?\d\n?\d(?:[ \n]{0,2}[A-Z0-9]){11,30}+(?![\w-])"
# My badge is 7341↵20; not "7341↵20 people".
BADGE = (
    rf"(?i)\b(?:{alternatives('accounts.words_before')})(?:'s)?{BETWEEN}[.:#]?(?:{BEING}|{BESIDE})[ \n]?#?"
    r"(?P<number>\d{1,8}\n\d{1,8}|(?<=\n)\d{6,9})(?=[.,;:!?)\n]|\Z)"
)
# Beside the @, beside a dot of the host before a usual ending, beside a mark of the name or behind one: ada.e↵x@b.ch.
LOCAL, HOST = r"(?<![\w.@+-])(?P<first>[\p{L}\p{N}_][\w.+'%-]{0,63}+)", r"[\w-]{1,40}+(?:\.[\w-]{1,40}+)"
ENDING = r"(?:\n\.|\.\n)(?:ch|com|org|net|edu|gov|eu|de|fr|it|es|pt|uk|in|br)(?!\w)"
AT_BREAK = rf"{LOCAL}(?:\n@|@\n){HOST}{{1,4}}+"
IN_HOST = rf"{LOCAL}@[\w-]{{1,40}}+{ENDING}"
IN_NAME = rf"{LOCAL}\n(?:(?<=[._+-]\n)|(?=[._+-])|(?<=[._]\w{{1,20}}\n))[\w.+'%-]{{1,64}}@{HOST}{{1,4}}+"


def _is_one(match: regex.Match[str]) -> bool:
    """A number of a phone, and its first line alone is none. (Short ones are valid in some country.)"""
    first = match.group().partition("\n")[0]
    is_whole = _digits(first) >= SHORTEST_NATIONAL and is_valid_somewhere(first)
    begins = match.group().lstrip("(").startswith(("+", "0")) and _digits(match.group()) >= SHORTEST_NATIONAL
    return begins and not is_whole and any(map(is_valid_somewhere, _joined(match)))


def _digits(written: str) -> int:
    return sum(map(str.isdigit, written))


def _is_grouped(match: regex.Match[str]) -> bool:
    return any(regex.fullmatch(GROUPED, joined) for joined in _joined(match))


def _joined(match: regex.Match[str]) -> tuple[str, str]:
    return match.group().replace("\n", ""), match.group().replace("\n", " ")


def _is_badge(match: regex.Match[str]) -> bool:
    return 6 <= len(match["number"].replace("\n", "")) <= 9


def _is_no_word(match: regex.Match[str]) -> bool:
    low = match["first"].strip("._+-").lower()
    return not is_of(low, NEVER + FREQUENT) and (is_name(low) or not is_everyday(low))


_find_by_rules = recogniser(
    Rule(IBAN, "ID", CERTAIN, "a number", holds=_is_grouped),
    Rule(SIXTEEN, "ID", CERTAIN, "a number", holds=_is_grouped),
    Rule(BADGE, "ID", CERTAIN, "a number", CUES, "number", holds=_is_badge),
    Rule(PHONE, "PHONE", CERTAIN, "a phone number", holds=_is_one),
    *(Rule(one, "EMAIL", CERTAIN, "an e-mail address", cues("@")) for one in (AT_BREAK, IN_HOST)),
    Rule(IN_NAME, "EMAIL", CERTAIN, "an e-mail address", cues("@"), holds=_is_no_word),
)


@puts("a number", "a phone number", "an e-mail address")
def find_wrapped(text: Reading) -> Iterator[Span]:
    """What goes on in the next line; most notes have one line."""
    if "\n" in text:
        yield from _find_by_rules(text)
