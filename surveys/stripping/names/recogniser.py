"""Names of people: by title, by the trained tagger, and wherever they come again in the note."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.lists import EVERYDAY, FOREIGN_SMALL, FREQUENT, NAMES, NEVER, PARTICLE, is_of, kinds_of, words_of
from surveys.stripping.names import judging
from surveys.stripping.names.acting import find_who_acts
from surveys.stripping.names.judging import BEHIND_TITLE, TO_GO_ON, Judged
from surveys.stripping.names.tagger import Memory, tag
from surveys.stripping.names.titles import is_title, may_have_titles, title_before
from surveys.stripping.names.tokens import Token
from surveys.stripping.names.well_known import is_tool, is_well_known
from surveys.stripping.recognisers.reading import Reading
from surveys.stripping.recognisers.span import Span

SCRIPT = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{M}'’-]++")
"""What the tagger has seen of names; it guesses in other scripts."""
LONGEST_WORD = 40
JOINING = frozenset(".-'’")
LONGEST_INITIAL = 2


class Name(NamedTuple):
    """The words of one name, where its titles begin if it has any, and whether it is doubtful."""

    words: list[Token]
    title: int | None
    is_doubtful: bool


def find_names(text: Reading, memory: Memory | None = None) -> Iterator[Span]:
    """What the tagger takes for a name is likely one; behind a title it is certain; what comes near one is a hint."""
    memory = Memory() if memory is None else memory
    tagged = list(judging.judged(text, tag(text, memory), memory.needed))
    spans = [(name, _span(name)) for name in _names(text, tagged)]
    spans = [(name, span) for name, span in spans if not (is_well_known(text, span) or is_tool(text, span))]
    yield from (span for _, span in spans)
    inside = {word for name, _ in spans for word in name.words}
    sure = {word.text.lower() for name, _ in spans for word in name.words if not name.is_doubtful}
    known = {low for low in sure if len(low) > 2 and PARTICLE not in kinds_of(low)}
    yield from find_who_acts(text)
    yield from _repeated([one.token for one in tagged if one.token not in inside], known)


def _span(name: Name) -> Span:
    first, last = name.words[0], name.words[-1]
    low = first.text.lower()
    may_be_name = is_of(low, NAMES) or not is_of(low, EVERYDAY)
    is_sure = name.title is not None and first.text[0].isupper() and may_be_name
    certainty = Certainty.CERTAIN if is_sure else Certainty.HINT if name.is_doubtful else Certainty.LIKELY
    return Span(first.start if name.title is None else name.title, last.end, "PERSON", certainty, "")


def _names(text: Reading, tagged: list[Judged]) -> Iterator[Name]:
    here, tokens, has_titles = 0, [one.token for one in tagged], may_have_titles(text)
    while here < len(tagged):
        title = title_before(text, tokens, here) if has_titles and tokens[here].text[0].isalpha() else None
        if title is None and tagged[here].chance < BEHIND_TITLE:
            here += 1
            continue
        words = _words_from(tagged, here, 1.0 if title is None else _least_after_title(tagged, here))
        if (share := _share_of_needed(words, title)) >= judging.SHARE_TO_POINT_OUT:
            yield Name([one.token for one in (*_initials_before(tagged, here), *words)], title, share < 1)
        here += len(words) or 1


def _least_after_title(tagged: list[Judged], here: int) -> float:
    """How likely a word behind a title must be a name: a little, or not at all behind a formal title if it can be."""
    word = tagged[here].token.text
    formal = {one.token.text.lower() for one in tagged[max(0, here - 2) : here]} & words_of("titles.formal")
    is_frequent = is_of(word.lower(), FREQUENT)
    can_be_one = word[0].isupper() or (is_of(word.lower(), NAMES) and not is_frequent)
    return 0.0 if formal and can_be_one else BEHIND_TITLE


def _share_of_needed(words: list[Judged], title: int | None) -> float:
    """How much of what it needs the surest word has; all behind a title."""
    whole = [one for one in words if _is_word(one.token) and PARTICLE not in kinds_of(one.token.text)]
    share = max((one.chance / one.needed for one in whole), default=0.0)
    return 1.0 if words and title is not None else share


def _words_from(tagged: list[Judged], here: int, least: float) -> list[Judged]:
    """The longest row of tokens from here on that could be one name; it begins and ends with a word."""
    first = tagged[here]
    is_employer = here > 0 and _is_employer(tagged[here - 1].token, first.token)
    if is_employer or not _is_word(first.token) or is_title(first.token):
        return []
    if not _belongs(first) and (first.chance < least or (least and _is_small(first.token.text))):
        return []
    end = here + 1
    while end < len(tagged) and _goes_on(first.token, tagged[end - 1].token, tagged[end]):
        end += 1
    while end > here and (not _is_word(tagged[end - 1].token) or tagged[end - 1].token.text in words_of("names.links")):
        end -= 1
    return tagged[here:end]


def _belongs(one: Judged) -> bool:
    if not _is_word(one.token):
        return one.token.text in JOINING and one.chance >= TO_GO_ON
    word = one.token.text
    kinds = kinds_of(low := word.lower())
    may_be_name = not kinds or (is_of(low, NAMES + PARTICLE) and (word[0].isupper() or EVERYDAY not in kinds))
    return one.chance >= max(TO_GO_ON, one.needed * (judging.SHARE_TO_GO_ON if may_be_name else 1))


def _goes_on(first: Token, before: Token, one: Judged) -> bool:
    """Not over a full stop, but for initials; not with an everyday word behind a capital: Osei met Lukas."""
    word = one.token.text
    kinds = kinds_of(word)
    if (word == "." and len(before.text) > LONGEST_INITIAL) or _is_employer(before, one.token):
        return False
    return _belongs(one) and not (first.text[0].isupper() and EVERYDAY in kinds and PARTICLE not in kinds)


def _is_employer(before: Token, token: Token) -> bool:
    """Where somebody works is no part of the name: Hélène Dupont de l'IPHC."""
    if before.text not in words_of("names.links"):
        return False
    word, known = token.text.rpartition("'")[2], words_of("institutes.kinds") | words_of("institutes.any_spelling")
    return word.isupper() or not known.isdisjoint((word.lower(), word.upper()))


def _is_small(word: str) -> bool:
    """Whether it is no name even behind a title: the director of, Frau sein."""
    return word.islower() and is_of(word, EVERYDAY + FOREIGN_SMALL + NEVER)


def _initials_before(tagged: list[Judged], here: int) -> list[Judged]:
    """The J. of J. Weber and the r. of r. weber; the 't of Peter 't Hoen."""
    before = "".join(one.token.text.lower() for one in tagged[max(0, here - 2) : here + 1])
    if before.startswith("'t") or before.endswith("'t"):
        return tagged[here - (2 if before.startswith("'t") else 1) : here]
    if here < 2 or tagged[here - 1].token.text != "." or tagged[here].token.start - tagged[here - 1].token.end > 1:
        return []
    letter = tagged[here - 2].token.text
    return tagged[here - 2 : here] if len(letter) == 1 and letter.isalpha() else []


def _is_word(token: Token) -> bool:
    return len(token.text) <= LONGEST_WORD and token.text[0].isalpha() and SCRIPT.fullmatch(token.text) is not None


def _repeated(rest: list[Token], known: set[str]) -> Iterator[Span]:
    """Words that were part of a name elsewhere in the note."""
    for word in rest:
        low = word.text.lower()
        if low in known and (EVERYDAY not in kinds_of(low) or word.text[0].isupper()):
            yield Span(word.start, word.end, "PERSON", Certainty.LIKELY, "")
