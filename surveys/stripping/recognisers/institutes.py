"""Universities, laboratories and local groups."""

from collections.abc import Iterator

import regex

from surveys.stripping import lists
from surveys.stripping.lists import NEVER, alternatives, is_everyday, is_never_a_name, is_of, words_of
from surveys.stripping.recognisers.reading import Phrases, Reading, cues, telling_words
from surveys.stripping.recognisers.rules import HINT, Rule, puts, recogniser
from surveys.stripping.recognisers.span import Span

# A word for an institute: university of X, Université de X et Y, X State University, Uni Hamburg, max-planck-institut.
UNIVERSITY = r"universi\p{L}{1,6}|uniwersytet\p{L}?|univerzit\p{L}{1,2}|polytechni\p{L}{1,3}"
KIND = regex.compile(
    r"(?i)(?:(?<![\w'-])|(?<=\b(?:l|d|dell|all|nell|sull)'))(?P<named>\p{L}{3,20}-(?:\p{L}{3,20}-)?)?"
    rf"(?:{UNIVERSITY}|univ\.?|{alternatives('institutes.kinds')}|(?<=\p{{L}} )state)(?![\w'])"
)
KINDS = telling_words("institutes.kinds") | cues("univ- uniw- poly- state")
# Behind it: of, and names of places, people and sciences.
LINK = rf"(?:{alternatives('institutes.links')})"
NAME = (
    rf"(?:(?:{alternatives('institutes.first_words_of_towns')}) )?[\p{{L}}\p{{M}}][\p{{L}}\p{{M}}'.&-]*[\p{{L}}\p{{M}}]"
)
TOKEN = regex.compile(rf"(?i) (?P<links>(?:{LINK}(?<=') ?|{LINK} ){{0,3}})(?P<word>{NAME})")
BEFORE = regex.compile(r"[\p{L}\p{M}'.&-]+")
FARTHEST, MOST_WORDS = 60, 5
SHORT = words_of("institutes.short_kinds")
OPENING = ("", ".", "!", "?", "\n", ":")


def _find_named(text: Reading) -> Iterator[Span]:
    """A word for an institute with at least one word that tells which."""
    for kind in KIND.finditer(text) if not text.cues.isdisjoint(KINDS) else ():
        start, tells_before = _name_start(text, kind)
        end, tells_behind = _name_end(text, kind)
        if tells_before or tells_behind or kind["named"]:
            yield Span(start, end, "ORG", HINT, "an institute")


def _name_start(text: Reading, kind: regex.Match[str]) -> tuple[int, bool]:
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
    low, opens = word.group().lower(), text[: word.start()].rstrip()[-1:] in OPENING
    return opens and is_everyday(low) and low not in words_of("institutes.sciences") and low not in lists.places()


def _name_end(text: Reading, kind: regex.Match[str]) -> tuple[int, bool]:
    """Where the name ends, and whether a word behind the kind tells which."""
    end, tells = kind.end(), False
    for _ in range(MOST_WORDS if kind.group().lower() != "state" else 0):
        token = TOKEN.match(text, end)
        if not token or not (part := _part_behind(kind, token, tells)):
            break
        end, tells = token.end(), tells or part == "telling"
    if tells:
        return end, True
    behind = _with_science(text, kind.end())
    return behind, behind > kind.end() and regex.match("(?i)instit|cent|labo", kind.group()) is not None


def _part_behind(kind: regex.Match[str], token: regex.Match[str], tells: bool) -> str:
    """What the next word is to the name; a short kind needs a place directly behind it."""
    word, links = token["word"], token["links"]
    part = _part(word)
    if links and not part and not tells and _is_of_something(kind, word):
        part = "telling"
    if kind.group().lower() in SHORT and not tells and (links.strip() or not _is_where(word)):
        return ""
    return part if links or part == "telling" or word[0].isupper() else ""


def _is_of_something(kind: regex.Match[str], word: str) -> bool:
    """Universidad del Valle, the university of split: what it is of may be any word. Not "university of my choice"."""
    return kind.group().lower().startswith("univ") and len(word) > 2 and not is_of(word.lower(), NEVER)


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
    if low in words_of("institutes.sciences"):
        return "also"
    if low in words_of("institutes.groups_of_the_experiment"):
        return ""
    if word[0].isupper() and not is_of(low, NEVER):
        return "telling"
    return "telling" if _is_where(word) or not (is_everyday(low) or is_of(low, NEVER)) else ""


def _is_where(word: str) -> bool:
    if word.lower() in lists.certain_towns():
        return True
    return word.lower() in lists.places() and (word[0].isupper() or not is_of(word.lower(), "E" + NEVER))


# In any spelling: desy, max-planck.
KNOWN = Phrases(name.lower().replace("_", " ") for name in words_of("institutes.any_spelling"))
# With capitals only, or behind "at" and "from": MIT, at mit, at brown and rice, all'eth; words only there: at Reading,
# from Duke. Not "rice with brown sauce", "Reading is good".
ACRONYM = rf"(?:{alternatives('institutes.with_capitals')})"
WORDS, END = alternatives("institutes.behind_at"), r"(?![\p{L}\p{M}'-])"
AT = r"(?<=\b(?i:at|from|left|à l'|all'|an der|am|bei|del|en el) ?)"
WITH_CAPITALS = (
    rf"(?<![\w'-])(?:{ACRONYM}|(?<=\b(?i:at|from) )(?:{WORDS})){END}"
    rf"|{AT}(?i:{ACRONYM}(?:(?: and|,| or) {ACRONYM})?)(?:{END}(?! of\b))"
)
# "the Pisa group", Aachener Gruppe; not "the Higgs group", "the Tracker group", "Senior people".
COMPANY = "group team institute people crowd colleagues side"
GERMAN = r" (?<=er )(?:Gruppe|Team|Arbeitsgruppe)\b"
BEFORE_COMPANY = rf"(?:(?= (?:{COMPANY.replace(' ', '|')})\b)(?: (?:group|team)\b)?|{GERMAN})"
GROUP = rf"(?<![\w'-])(?P<name>\p{{Lu}}[\p{{L}}\p{{M}}'.&-]{{0,40}}+){BEFORE_COMPANY}"


def _is_no_group_of_the_experiment(match: regex.Match[str]) -> bool:
    low = match["name"].lower()
    return not (low in words_of("institutes.groups_of_the_experiment") or is_everyday(low) or is_never_a_name(low))


GROUP_CUES = cues(f"{COMPANY} gruppe arbeitsgruppe")
ACRONYM_CUES = telling_words("institutes.with_capitals", "institutes.behind_at")
_find_by_rules = recogniser(
    Rule(WITH_CAPITALS, "ORG", HINT, "an institute", ACRONYM_CUES),
    Rule(GROUP, "ORG", HINT, "an institute", GROUP_CUES, holds=_is_no_group_of_the_experiment),
)


@puts("an institute")
def find_institutes(text: Reading) -> Iterator[Span]:
    """Where somebody is employed; hints."""
    yield from _find_named(text)
    for start, end in KNOWN.spans(text):
        yield Span(start, end, "ORG", HINT, "an institute")
    yield from _find_by_rules(text)
