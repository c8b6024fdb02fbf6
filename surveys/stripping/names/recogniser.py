"""Names of people: by title, by the trained tagger, and wherever they come again in the note."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from surveys.frequent_words import READ, is_in_another_language, language_of
from surveys.stripping.findings import Certainty
from surveys.stripping.lists import EVERYDAY, FREQUENT, NAMES, PARTICLE, PHYSICS, is_of, kinds_of, words_of
from surveys.stripping.names.acting import find_named_like_physicists, find_who_acts
from surveys.stripping.names.tagger import Memory, Tagged, tag
from surveys.stripping.names.titles import is_title, may_have_titles, title_before
from surveys.stripping.names.tokens import Token
from surveys.stripping.names.well_known import is_not_somebody
from surveys.stripping.recognisers.reading import Reading
from surveys.stripping.recognisers.span import Span


class Measure(NamedTuple):
    """How likely the surest word of a row must be part of a name for the row to be removed, and to be pointed out."""

    removed: float
    pointed_out: float


# Chosen on development notes (MODEL.md). Names of physics are mostly the physics, four or five capitals an acronym.
USUAL, MOSTLY_SOMETHING_ELSE = Measure(0.45, 0.2), Measure(0.9, 0.8)
IN_OTHER_LANGUAGES, IN_NO_KNOWN_LANGUAGE = Measure(0.6, 0.2), Measure(0.9, 0.5)
# How likely the other words of a row must be, and the first word behind a title.
GOES_ON, BEHIND_TITLE = 0.15, 0.02
SURE = 0.5
"""A word that is more likely a name than not."""
SCRIPT = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{M}'’-]++")
"""What the tagger has seen of names; it guesses in other scripts."""
LONGEST_WORD, LONGEST_ROW = 40, 12
JOINING = frozenset(".-'’")
LONGEST_INITIAL, LONGEST_INITIALS, LONGEST_ACRONYM = 2, 3, 5
HINT, LIKELY = Certainty.HINT, Certainty.LIKELY


class Name(NamedTuple):
    """The words of one name, where its titles begin if it has any, and whether it is doubtful."""

    words: list[Token]
    title: int | None
    is_doubtful: bool


def find_names(text: Reading, memory: Memory | None = None) -> Iterator[Span]:
    """What the tagger takes for a name is likely one; behind a title it is certain; what comes near one is a hint."""
    language = language_of(text)
    tagged = tag(text, language, Memory() if memory is None else memory)
    spans = [(name, _span(name)) for name in _names(text, language, tagged)]
    spans = [(name, span) for name, span in spans if not is_not_somebody(text, span)]
    yield from (span for _, span in spans if span.certainty is not HINT)
    like_physicists = find_named_like_physicists(text, [one.token for one in tagged])
    yield from (span for span in like_physicists if not is_not_somebody(text, span))
    yield from (span for _, span in spans if span.certainty is HINT)
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
    certainty = Certainty.CERTAIN if is_sure else HINT if name.is_doubtful else LIKELY
    return Span(first.start if name.title is None else name.title, last.end, "PERSON", certainty, "")


def _names(text: Reading, language: str, tagged: list[Tagged]) -> Iterator[Name]:
    here, tokens, has_titles = 0, [one.token for one in tagged], may_have_titles(text)
    if not has_titles and all(one.chance < GOES_ON for one in tagged):  # almost every note
        return
    usual = _usual_in(text, language)
    while here < len(tagged):
        title = title_before(text, tokens, here) if has_titles and tokens[here].text[0].isalpha() else None
        if title is None and tagged[here].chance < GOES_ON:  # almost every word
            here += 1
            continue
        words = _words_from(tagged, here, GOES_ON if title is None else _least_after_title(tagged, here))
        named = [*_initials_before(tokens, here), *(one.token for one in words)] if words else []
        certainty = LIKELY if words and title is not None else _certainty_of(words, named, usual)
        if certainty is not None:
            yield Name(named, title, certainty is HINT)
        here += len(words) or 1


def _usual_in(text: str, language: str) -> Measure:
    is_known = not is_in_another_language(text, language)
    return (IN_OTHER_LANGUAGES if language in READ else USUAL) if is_known else IN_NO_KNOWN_LANGUAGE


def _certainty_of(words: list[Tagged], named: list[Token], usual: Measure) -> Certainty | None:
    """By the surest word of a row; two capitals are at most a hint, initials alone are for other rules."""
    whole = [one for one in words if _is_whole(one.token)]
    surest = max((one.chance for one in whole), default=0.0)
    capitals = max(len(one.token.text) for one in whole) if whole and all(map(_is_shouted, whole)) else 0
    is_acronym = LONGEST_INITIALS < capitals <= LONGEST_ACRONYM
    of_physics = all(is_of(one.token.text.lower(), PHYSICS) for one in whole)
    measure = MOSTLY_SOMETHING_ELSE if of_physics or is_acronym else usual
    letters = "".join(token.text.lower() for token in named if token.text.isalpha())
    if surest < measure.pointed_out or letters in words_of("acting.nobody"):
        return None
    return HINT if surest < measure.removed or 0 < capitals <= LONGEST_INITIALS else LIKELY


def _is_shouted(one: Tagged) -> bool:
    return one.token.text.isupper()


def _is_whole(token: Token) -> bool:
    return len(token.text) > 1 and _is_word(token) and PARTICLE not in kinds_of(token.text)


def _least_after_title(tagged: list[Tagged], here: int) -> float:
    """How likely a word behind a title must be a name: a little, or not at all behind a formal title if it can be."""
    word = tagged[here].token.text
    formal = {one.token.text.lower() for one in tagged[max(0, here - 2) : here]} & words_of("titles.formal")
    can_be_one = word[0].isupper() or (is_of(word.lower(), NAMES) and not is_of(word.lower(), FREQUENT))
    return 0.0 if formal and can_be_one else BEHIND_TITLE


def _words_from(tagged: list[Tagged], here: int, least: float) -> list[Tagged]:
    """The longest row of tokens from here on that could be one name; it begins and ends with a word."""
    first, before = tagged[here], tagged[here - 1].token if here else None
    is_employer = before is not None and _is_employer(before, first.token)
    is_cut_off = before is not None and before.text == "'" and len(first.token.text) == 1  # the t of 't Hoen
    if is_employer or is_cut_off or not _is_word(first.token) or is_title(first.token) or first.chance < least:
        return []
    end = here + 1
    while end < min(len(tagged), here + LONGEST_ROW) and _goes_on(tagged[end - 1].token, tagged[end]):
        end += 1
    row = tagged[here:end]
    return [] if _hangs_on(row[0], row[1:]) else _without_what_hangs_on(row)


def _without_what_hangs_on(row: list[Tagged]) -> list[Tagged]:
    while row and (not _is_word(row[-1].token) or row[-1].token.text in words_of("names.links")):
        row = row[:-1]
    return _without_what_hangs_on(row[:-1]) if len(row) > 1 and _hangs_on(row[-1], row[:-1]) else row


def _hangs_on(one: Tagged, rest: list[Tagged]) -> bool:
    """The met of "I met Maria": a small word beside a name with a capital, or an everyday word beside a surer one."""
    word, surest = one.token.text, max((other.chance for other in rest), default=0.0)
    if surest < SURE or not word.islower() or PARTICLE in kinds_of(word):
        return False
    return any(other.token.text[0].isupper() for other in rest) or (one.chance < SURE and is_of(word, EVERYDAY))


def _goes_on(before: Token, one: Tagged) -> bool:
    """Not over a full stop, but for initials."""
    word = one.token.text
    if (word == "." and len(before.text) > LONGEST_INITIAL) or _is_employer(before, one.token):
        return False
    return one.chance >= GOES_ON and (_is_word(one.token) or word in JOINING)


def _is_employer(before: Token, token: Token) -> bool:
    """Where somebody works is no part of the name: Hélène Dupont de l'IPHC."""
    if before.text not in words_of("names.links"):
        return False
    word, known = token.text.rpartition("'")[2], words_of("institutes.kinds") | words_of("institutes.any_spelling")
    return word.isupper() or not known.isdisjoint((word.lower(), word.upper()))


def _initials_before(tokens: list[Token], here: int) -> list[Token]:
    """The J. of J. Weber and the r. of r. weber; the 't of Peter 't Hoen."""
    before = "".join(token.text.lower() for token in tokens[max(0, here - 2) : here + 1])
    if before.startswith("'t") or before.endswith("'t"):
        return tokens[here - (2 if before.startswith("'t") else 1) : here]
    if here < 2 or tokens[here - 1].text != "." or tokens[here].start - tokens[here - 1].end > 1:
        return []
    letter = tokens[here - 2].text
    return tokens[here - 2 : here] if len(letter) == 1 and letter.isalpha() else []


def _is_word(token: Token) -> bool:
    return len(token.text) <= LONGEST_WORD and token.text[0].isalpha() and SCRIPT.fullmatch(token.text) is not None


def _repeated(rest: list[Token], known: set[str]) -> Iterator[Span]:
    """Words that were part of a name elsewhere in the note."""
    for word in rest:
        low = word.text.lower()
        if low in known and (EVERYDAY not in kinds_of(low) or word.text[0].isupper()):
            yield Span(word.start, word.end, "PERSON", Certainty.LIKELY, "")
