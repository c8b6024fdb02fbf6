"""Offices that one person holds, in five languages."""

from collections.abc import Iterator
from functools import cache

import regex

from surveys.stripping.lists import NEVER, PHYSICS, alternatives, is_everyday, is_of, words_of
from surveys.stripping.recognisers.reading import Phrases, Reading
from surveys.stripping.recognisers.rules import HINT, puts
from surveys.stripping.recognisers.span import Span

# What remains of an office: "deputy physics coordinator" becomes [coordinator].
HEADS = tuple(sorted(words_of("roles.heads")))
SPELLINGS = dict(entry.replace("_", " ").split("=") for entry in words_of("roles.spellings"))

# Of the HGCAL mechanics group, of our lab, del gruppo top. Not "of it", "of the day", "in charge of cooling".
WORD = r"[\p{L}\p{N}-]{2,20}"
NO_BODY = rf"(?:{alternatives('roles.no_bodies')}|\p{{Ll}}{{2,20}}ing)\b"
OF_WHAT = (
    rf" (?:of|for|in charge of|del|della|du|de|der|des|di) (?!{NO_BODY})"
    rf"(?:(?:the|our|my|an?|all|la|le|el) ){{0,2}}(?:(?:groupe|gruppo|grupo|gruppe) )?{WORD}"
    rf"(?:(?: {WORD}){{0,2}} (?:{alternatives('roles.bodies')})\b)?(?: (?:in|at) \p{{Lu}}\p{{L}}{{2,20}})?"
)
BEHIND = regex.compile(rf"(?i)(?: person| physicist)?(?P<of>{OF_WHAT})?(?!\w)")
# Words for an office; the words before and after decide, below.
ALONE = frozenset(entry.replace("_", " ") for entry in words_of("roles.alone"))
OFFICES = Phrases({*HEADS, *SPELLINGS, *ALONE})
BEFORE = regex.compile(r"(?:(?<!\w)(?:level|tier|point|layer|run) \d)|[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'.-]*")
NOT_ONE = regex.compile(r"(?i)\b(?:an?|every|each|any|no|good|another|some|be|become|becoming|being) $")
NONE_OF_THEM = regex.compile(r"(?i)\b(?:every|each|any|no|another) $")
CHANGES = "new|next|former|old|ex|outgoing|incoming|last|previous"
CHANGED = regex.compile(rf"(?i)\b(?:the|our|my) ((?:{CHANGES})[ -])$")
FARTHEST = 60
# L2, phase-2, B2G.
SIGN = regex.compile(r"\p{L}-?\d|\d\p{L}")


@puts(*HEADS)
def find_roles(text: Reading) -> Iterator[Span]:
    """Offices; hints with the head of the office as a replacement."""
    for start, end in OFFICES.spans(text):
        head, behind = text.low[start:end], BEHIND.match(text, end)
        beginning = _beginning(text, start, head, behind is not None and bool(behind["of"]))
        if beginning is not None:
            remains = SPELLINGS.get(head, head)
            yield Span(
                beginning, behind.end() if behind else end, "TITLE", HINT, remains if remains in HEADS else "leader"
            )
    for match in _foreign_offices_in(text) if not text.cues.isdisjoint(FOREIGN_CUES) else ():
        yield Span(match.start(), match.end(), "TITLE", HINT, match.lastgroup or "leader")


def _beginning(text: str, start: int, head: str, is_of_something: bool) -> int | None:
    """Where the office begins with the words that narrow it: the L2 convener; None for "our convener", "a student"."""
    narrowing = _narrowing_before(text, start)
    start = narrowing[-1].start() if narrowing else start
    before = text[max(0, start - FARTHEST) : start]
    changed = CHANGED.search(before)
    if NONE_OF_THEM.search(before):
        return None
    is_narrow = bool(narrowing) and not _is_common(head, is_of_something, narrowing, before)
    is_led = is_of_something and not NOT_ONE.search(before) and head != "member"
    if not (head in ALONE or is_narrow or is_led or changed):
        return None
    return start - len(changed[1]) if changed else start


def _narrowing_before(text: str, end: int) -> list[regex.Match[str]]:
    """The words directly before that narrow an office, from right to left."""
    narrowing: list[regex.Match[str]] = []
    for word in reversed(list(BEFORE.finditer(text, max(0, end - FARTHEST), end))):
        ends_sentence = word.group()[-1] == "."
        if ends_sentence or text[word.end() : end] not in (" ", "-", "/", " / ", " & ") or not _narrows(word.group()):
            break
        narrowing.append(word)
        end = word.start()
    return narrowing


def _narrows(word: str) -> bool:
    """Whether it is in the list, a sign such as L2 or HGCAL, a word of physics or none that a dictionary has."""
    low = word.lower()
    if SIGN.search(word) or low in words_of("roles.narrowing") or is_of(low, PHYSICS):
        return True
    return len(low) > 1 and not word.isdigit() and not is_everyday(low) and not is_of(low, NEVER)


def _is_common(head: str, is_of_something: bool, narrowing: list[regex.Match[str]], before: str) -> bool:
    """A PhD student, as a visiting professor: of the many, and narrowed by a grade alone."""
    if head not in words_of("roles.common") or is_of_something:
        return False
    return all(word.group().lower() in words_of("roles.grades") for word in narrowing) and not CHANGED.search(before)


# Koordinatorin, coordinatrice du groupe, responsabile del gruppo, chef de groupe, la mia relatrice, stellvertretende
# Sprecherin, subdirector del instituto. Not Begleiter, not "mon chef", "la coordinatrice" alone.
OF = rf"(?:(?:{alternatives('roles.foreign_of')}) |de l'|dell'|d')"
VERB = r"(?:non|ne|qui|que|che|est|ist|has?)\b"
OF_BODY = rf"(?:{alternatives('roles.foreign_bodies')}) (?!d|{VERB})(?=\p{{L}}{{3}})"
OF_FOREIGN = (
    rf"(?: {OF}(?:{OF_BODY})?(?!mi\b|mon\b|ma\b|mein)[\p{{L}}\p{{N}}-]{{2,25}}(?: (?-i:\p{{Lu}})\p{{L}}+\b)?){{1,3}}"
)
MANNERS = rf"{alternatives('roles.foreign_manners')}|techni\w{{2,4}}|administrati\w{{1,3}}"
MANNER = rf" (?:{MANNERS}|(?-i:[\p{{Lu}}\p{{N}}]{{2,10}}))\b"
SINCE = rf"(?:(?:{alternatives('roles.foreign_states')}) |(?:vice|vize|sous|sub|ex|co|ko)[- ]?)"
# Plain words, which need something before or behind them; and what needs nothing: German compounds and single words.
PLAIN, COMPOUND, SURE = (
    [entry.replace("_", " ").split("=") for entry in sorted(words_of(name))]
    for name in ("roles.foreign", "roles.foreign_compounds", "roles.foreign_sure")
)


def _foreign(head: str) -> str:
    plain, ending, sure = ("|".join(w for w, of in words if of == head) or "(?!)" for words in (PLAIN, COMPOUND, SURE))
    alone = rf"(?:{SINCE})?(?:\p{{L}}{{3,25}}(?<!beg)(?:{ending})|{sure})(?:{MANNER}|{OF_FOREIGN})?"
    narrowed = rf"{SINCE}(?:{plain})\b(?:{MANNER})?(?:{OF_FOREIGN})?|(?:{plain})(?:{MANNER}|{OF_FOREIGN}){{1,2}}"
    return rf"\b(?P<{head}>{alone}|{narrowed})(?!\w)"


@cache
def _foreign_offices() -> regex.Pattern[str]:
    """Compiled when it is first needed: it takes a while."""
    return regex.compile("(?i)" + "|".join(map(_foreign, sorted({head for _, head in PLAIN + SURE}))))


# What each of them has in it, as a part of a word: a quick search tells where the slow one is worth while.
ROOT = regex.compile(
    r"(?i)oordina|chef|leiter|cap[oa]|jef|responsab|encargad|verantwortlich|dirigent|se[ckg]r[eé]t|pr[eéä]sid|vorsitz"
    r"|dire[ckt]t|betreuer|tutor|relat|encadrant|doktor|rappresent|repr[eé]sent|vertreter|d[eé]l[eé]g|beauftragt"
    r"|porte-parole|sprecher|portavo|\bPI"
)
BEGINNING = regex.compile(r"\b\w")


def _foreign_offices_in(text: Reading) -> Iterator[regex.Match[str]]:
    """Their places, without overlaps: tried at the words before each root, since only those can begin one."""
    offices, done = _foreign_offices(), 0
    for root in ROOT.finditer(text):
        for word in BEGINNING.finditer(text, max(done, root.start() - FARTHEST), root.start() + 1):
            if word.start() >= done:
                match = offices.match(text, word.start())
                done = match.end() if match else word.start() + 1
                yield from (match,) if match else ()


FOREIGN_CUES = words_of("roles.foreign_cues")
