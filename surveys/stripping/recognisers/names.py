"""Names of persons: by title, by list and context, and wherever they come again in the note."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import alternatives, last_names, words_of
from surveys.stripping.recognisers.name_evidence import (
    Weight,
    Word,
    is_first_name,
    is_listed,
    is_never_a_name,
    read_words,
)
from surveys.stripping.recognisers.places import is_place
from surveys.stripping.recognisers.span import Span

# Titles that need no capital, and those that are words or abbreviations of something else without one.
TITLES = words_of("titles")
CAPITAL_TITLES = frozenset(("Miss", "Don", "Doña", "Pan", "Pani", "Ing", "Hr", "Fr", "Sir", "Lady", "Lord", "Capt"))
# Names only in front of a surname: "Will Turner said", not "Will anybody say".
MODAL_NAMES = frozenset(("Will", "May", "Art", "June", "April", "August"))

# What stands directly before a name: my supervisor X, asked X, name is X, call me X, thanks to X.
CUE_BEFORE = regex.compile(rf"\b(?:{alternatives('cues_before_names')})[,:]? $", regex.IGNORECASE)
# What only persons do, directly behind the name: X said, X told us.
SAYS = regex.compile(rf" (?:\(\w{{1,20}}\) )?(?:{alternatives('acts_of_persons')}|and I)\b")
# What things do too; counts for words with capitals only.
IS = regex.compile(r" (?:is|was|has|had|got|keeps|always|never|helps|treats|presented|from|who)\b")
# Between two persons: Pedro, Paolo and Pierre.
COORDINATION = regex.compile(r"(?:, ?|,? (?:and|or|und|et|e|y|&) |/)")
# Between two parts of one name: J. R. Müller, Jean-Luc, D' Angelo.
BETWEEN_PARTS = regex.compile(r"\.? |\.|-|' ?")
AFTER_TITLE = regex.compile(r"\.? ?")
POSSESSIVE = regex.compile(r"'s\b")
LONGEST_NAME = 6


def find_names(text: str) -> Iterator[Span]:
    """Each run of words that looks enough like a name is likely one; behind a title it is certain."""
    words = read_words(text)
    known: set[str] = set()
    rest: list[Word] = []
    position = last_end = 0
    while position < len(words):
        title = _start_of_title(text, words, position)
        run = _run_from(text, words, position, title is not None)
        beside = bool(run) and _stands_beside_a_name(text, words, position + len(run), run, last_end)
        if run and (title is not None or _evidence(text, run, beside) >= Weight.ENOUGH):
            yield _span(run, title)
            known |= {word.low for word in run if len(word.low) > 2 and not word.is_particle}
            last_end = run[-1].end
        else:
            run = words[position : position + 1]
            rest += run
        position += len(run)
    yield from _repeated(rest, known)


def _span(run: list[Word], title: int | None) -> Span:
    is_sure = title is not None and run[0].is_capital and (is_listed(run[0].low) or not run[0].is_everyday)
    certainty = Certainty.CERTAIN if is_sure else Certainty.LIKELY
    return Span(run[0].start if title is None else title, run[-1].end, "PERSON", certainty, "")


def _repeated(rest: list[Word], known: set[str]) -> Iterator[Span]:
    """Words that were part of a name elsewhere in the note."""
    for word in rest:
        if word.low in known and (not word.is_everyday or (word.is_capital and not word.opens_sentence)):
            yield Span(word.start, word.end, "PERSON", Certainty.LIKELY, "")


def _start_of_title(text: str, words: list[Word], position: int) -> int | None:
    """Where the titles directly before this word begin, or None."""
    start = None
    next_start = words[position].start
    for word in reversed(words[max(0, position - 3) : position]):
        is_title = word.low in TITLES or word.text in CAPITAL_TITLES
        if not is_title or not AFTER_TITLE.fullmatch(text, word.end, next_start):
            break
        start = next_start = word.start
    return start


def _run_from(text: str, words: list[Word], position: int, after_title: bool) -> list[Word]:
    """The longest row of words from here on that could be one name; empty if none can start here."""
    run: list[Word] = []
    for word in words[position : position + LONGEST_NAME]:
        if run and not _are_joined(text, run[-1], word):
            break
        if not (_continues(run, word) if run else _begins(word, after_title)):
            break
        run.append(word)
    if not run and words[position].text in MODAL_NAMES:
        run = _with_surname(text, words, position)
    while run and ((run[-1].is_particle and run[-1].evidence < Weight.LISTED) or (len(run) == 1 and run[0].is_initial)):
        run.pop()
    return run


def _with_surname(text: str, words: list[Word], position: int) -> list[Word]:
    """Will Turner, but not "Will Anna come?"."""
    pair = words[position : position + 2]
    if len(pair) == 2 and pair[1].is_capital and BETWEEN_PARTS.fullmatch(text, pair[0].end, pair[1].start):
        return pair if pair[1].low in last_names() and not pair[0].opens_sentence else []
    return []


def _are_joined(text: str, word: Word, following: Word) -> bool:
    """Whether only a space, hyphen or apostrophe lies between; a full stop only behind an initial."""
    between = text[word.end : following.start]
    return BETWEEN_PARTS.fullmatch(between) is not None and (word.is_initial or "." not in between)


def _begins(word: Word, after_title: bool) -> bool:
    if word.low in TITLES or word.text in CAPITAL_TITLES:
        return False
    if after_title and (word.is_capital or not word.is_everyday or is_first_name(word.low)):
        return word.is_particle or not is_never_a_name(word.low)
    return word.is_initial or word.is_particle or word.evidence > Weight.NONE


def _continues(run: list[Word], word: Word) -> bool:
    if word.is_initial or word.is_particle:
        return True
    if word.is_capital and not run[0].is_capital and run[0].evidence < Weight.SHAPE and not run[-1].is_particle:
        return run[0].is_initial
    if not word.is_capital and not run[-1].is_particle and not _may_precede_small(run[0]):
        return False
    return word.evidence > Weight.NONE or (not word.is_capital and word.may_be_surname)


def _stands_beside_a_name(text: str, words: list[Word], following: int, run: list[Word], last_end: int) -> bool:
    """Whether "and" or a comma joins the run to the name before it or to a sure one behind it."""
    if last_end and COORDINATION.fullmatch(text, last_end, run[0].start):
        return True
    behind = words[following] if following < len(words) else None
    is_sure = behind is not None and behind.is_capital and behind.evidence >= Weight.LISTED
    return is_sure and behind is not None and bool(COORDINATION.fullmatch(text, run[-1].end, behind.start))


def _evidence(text: str, run: list[Word], beside: bool) -> int:
    """The strongest word of the run, with what the others and the neighbours add."""
    best = max(word.evidence for word in run)
    if best <= Weight.FAINT:
        return Weight.NONE
    together = _weight_together(run)
    before = Weight.CUE if CUE_BEFORE.search(text, max(0, run[0].start - 24), run[0].start) else Weight.NONE
    acts = SAYS.match(text, run[-1].end) or (
        run[-1].is_capital and not is_place(run[-1].low) and IS.match(text, run[-1].end)
    )
    after = Weight.CUE if beside or acts else Weight.NONE
    possessive = Weight.LOW if POSSESSIVE.match(text, run[-1].end) else Weight.NONE
    return best + together + before + after + possessive


def _weight_together(run: list[Word]) -> int:
    """How two words or more support each other: first and last name, or with a word that no dictionary has."""
    parts = [word for word in run if not word.is_initial and not word.is_particle]
    if len(run) < 2 or not parts:
        return Weight.NONE
    begins_well = is_first_name(parts[0].low)
    if begins_well and len(parts) > 1 and run[0].is_capital and parts[-1].low in last_names():
        return Weight.CUE
    return Weight.SHAPE if begins_well or not all(word.is_everyday for word in parts) else Weight.NONE


def _may_precede_small(word: Word) -> bool:
    """Whether a word in small letters can go on with the name: marta nowak, j. nowak, but not "Marta nowak"."""
    return not word.is_capital and (word.is_initial or is_first_name(word.low))
