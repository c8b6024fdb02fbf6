"""Universities, laboratories and local groups."""

from collections.abc import Iterator
from functools import cache

import regex

from surveys.stripping.gazetteers import (
    NEVER,
    alternatives,
    certain_towns,
    is_everyday,
    is_never_a_name,
    is_of,
    places,
    words_of,
)
from surveys.stripping.recognisers.reading import Phrases, Reading, cues
from surveys.stripping.recognisers.rules import HINT, Rule, recogniser
from surveys.stripping.recognisers.span import Span

# A word for an institute: university of X, Université de X et Y, X State University, Uni Hamburg, max-planck-institut.
KIND = regex.compile(
    r"(?:(?<![\w'-])|(?<=\b(?:l|d|dell|all|nell"
    r"|sull)'))(?P<named>\p{L}{3,20}-(?:\p{L}{3,20}-)?)?(?:universi\p{L}{1,6}|uniwersytet\p{L}?"
    r"|univerzit\p{L}{1,2}"
    r"|college|institut[eo]?|istituto|cent(?:re|er)|centro|zentrum|laborator(?:y|io|ium|ire)|observator(?:y|io"
    r"|ium)|polytechni\p{L}{1,3}"
    r"|politecnico|politécnic[ao]"
    r"|hochschule|fachhochschule|academ(?:y|ia)|académie|école|ecole|scuola|lab|uni|tu|eth|fh|uc|infn|cnrs|csic"
    r"|cea|lip|lnf|ihep|(?<=\p{L} )state)(?![\w'])",
    regex.IGNORECASE,
)
# Behind it: of, and names of places, persons and sciences.
LINK = (
    r"(?:of|de|di|da|do|du|des|del|della|degli|delle|dei|der|für|zu|for|the|la|le|los|las|sezione di|section de"
    r"|d'|dell'|l')"
)
TOKEN = regex.compile(
    rf" (?P<links>(?:{LINK}(?<=') ?|{LINK} ){{0,3}})(?P<word>(?:(?:san|são|sao|santa|new|los|las|la|el|rio de"
    rf"|saint|hong|tel|cape|addis) )?[\p{{L}}\p{{M}}][\p{{L}}\p{{M}}'.&-]*[\p{{L}}\p{{M}}])",
    regex.IGNORECASE,
)
BEFORE = regex.compile(r"[\p{L}\p{M}'.&-]+")
FARTHEST, MOST_WORDS = 60, 5
OPENING = ("", ".", "!", "?", "\n", ":")
# These may be words of their own: only with a place directly behind.
SHORT = frozenset(["uni", "tu", "eth", "fh", "uc", "lip", "lnf", "ihep"])


def _find_named(text: Reading) -> Iterator[Span]:
    """A word for an institute with at least one word that tells which."""
    for kind in KIND.finditer(text) if not text.cues.isdisjoint(KINDS) else ():
        start, tells_before = _back(text, kind)
        end, tells_behind = _forth(text, kind)
        if tells_before or tells_behind or kind["named"]:
            yield Span(start, end, "ORG", HINT, "an institute")


def _back(text: Reading, kind: regex.Match[str]) -> tuple[int, bool]:
    """Where the name begins, and whether a word before the kind tells which."""
    here, tells = kind.start(), False
    for word in reversed(list(BEFORE.finditer(text, max(0, here - FARTHEST), here))[-MOST_WORDS:]):
        if text[word.end() : here] != " " or not (part := _part(word.group())) or _only_opens(text, word):
            break
        if kind.group().lower() == "state" and not tells and not _is_where(word.group()):
            break
        here, tells = word.start(), tells or part == "telling"
    return here, tells and kind.group().lower() not in SHORT


def _only_opens(text: Reading, word: regex.Match[str]) -> bool:
    """Rich institutes: a capital at the start of a sentence tells nothing of an everyday word."""
    low = word.group().lower()
    opens = text[: word.start()].rstrip()[-1:] in OPENING
    return opens and is_everyday(low) and low not in words_of("sciences") and low not in places()


def _forth(text: Reading, kind: regex.Match[str]) -> tuple[int, bool]:
    end, tells, is_short = kind.end(), False, kind.group().lower() in SHORT
    for _ in range(MOST_WORDS if kind.group().lower() != "state" else 0):
        token = TOKEN.match(text, end)
        part = _part(token["word"]) if token else ""
        if token and token["links"] and not part and not tells and _is_of_something(kind, token["word"]):
            part = "telling"
        if (
            not token
            or not part
            or (is_short and not tells and (token["links"].strip() or not _is_where(token["word"])))
        ):
            break
        if not token["links"] and part != "telling" and not token["word"][0].isupper():
            break
        end, tells = token.end(), tells or part == "telling"
    if tells:
        return end, True
    behind = _with_science(text, kind.end())
    return behind, behind > kind.end() and regex.match("(?i)instit|cent|labo", kind.group()) is not None


def _is_of_something(kind: regex.Match[str], word: str) -> bool:
    """Universidad del Valle, the university of split: what it is of may be any word. Not "university of my choice"."""
    return kind.group().lower().startswith("univers") and len(word) > 2 and not is_of(word.lower(), NEVER)


def _with_science(text: Reading, end: int) -> int:
    """Karlsruhe Institute of Technology: what follows belongs to the name, but does not tell."""
    for number in range(MOST_WORDS):
        token = TOKEN.match(text, end)
        if not token or not (number or token["links"]) or not _part(token["word"]):
            break
        end = token.end()
    return end


def _part(word: str) -> str:
    """ "telling" for a name or place, "also" for national, technical, physics; "" for what ends the name."""
    low = word.lower()
    if low in words_of("sciences"):
        return "also"
    if low in words_of("groups_of_the_experiment"):
        return ""
    if word[0].isupper() and not is_of(low, NEVER):
        return "telling"
    return "telling" if _is_where(word) or not (is_everyday(low) or is_of(low, NEVER)) else ""


def _is_where(word: str) -> bool:
    if word.lower() in certain_towns():
        return True
    return word.lower() in places() and (word[0].isupper() or not is_of(word.lower(), "E" + NEVER))


KINDS = cues(
    "univ- uniw- coll- inst- isti- cent- zent- labo- obse- poly- poli- hoch- fach- acad- acad- école ecole "
    "scuola lab uni tu "
    "eth fh uc infn cnrs csic cea lip lnf ihep state -itut -ität"
)


@cache
def _known() -> Phrases:
    return Phrases(name.lower().replace("_", " ") for name in words_of("institutes"))


def _find_known(text: Reading) -> Iterator[Span]:
    for start, end in _known().spans(text):
        yield Span(start, end, "ORG", HINT, "an institute")


# With capitals only, or behind "at" and "from": MIT, at mit, at brown and rice, all'eth. Behind these at Reading and
# from
# Duke too. Not "rice with brown sauce", "Reading is good".
ACRONYMS, WORDS = alternatives("institutes_with_capitals"), alternatives("institutes_behind_at")
WITH_CAPITALS = regex.compile(
    rf"(?<![\w'-])(?:{ACRONYMS}|(?<=\b(?i:at|from) )(?:{WORDS}))(?![\p{{L}}\p{{M}}'-])"
    rf"|(?<=\b(?i:at|from|left|à l'|all'|an der|am|bei|del|en el) ?)(?i:(?P<one>{ACRONYMS})(?:(?: and|,"
    rf"| or) (?:{ACRONYMS}))?)(?![\p{{L}}\p{{M}}'-]| of\b)"
)
# "the Pisa group"; not "the Higgs group", "the Tracker group", "Senior people".
NAME = r"\p{Lu}[\p{L}\p{M}'.&-]{0,40}+"
GROUP = regex.compile(rf"(?<![\w'-])(?P<name>{NAME})(?= (?:group|team|institute|people|crowd|colleagues|side)\b)")


def _is_no_group_of_the_experiment(match: regex.Match[str]) -> bool:
    low = match["name"].lower()
    return not (low in words_of("groups_of_the_experiment") or is_everyday(low) or is_never_a_name(low))


ACRONYM_CUES = frozenset(
    part
    for name in words_of("institutes_with_capitals") | words_of("institutes_behind_at")
    for part in name.lower().split("_")
)
COMPANY = cues("group team institute people crowd colleagues side")
_by_rules = recogniser(
    Rule(WITH_CAPITALS, "ORG", HINT, "an institute", ACRONYM_CUES),
    Rule(GROUP, "ORG", HINT, "an institute", COMPANY, "name", _is_no_group_of_the_experiment),
)


def find_institutes(text: Reading) -> Iterator[Span]:
    """Where somebody is employed; hints."""
    yield from _find_named(text)
    yield from _find_known(text)
    yield from _by_rules(text)
