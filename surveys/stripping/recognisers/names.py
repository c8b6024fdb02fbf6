"""Names of persons: by title, by list and context, and wherever they come again in the note."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import everyday_words
from surveys.stripping.recognisers.name_evidence import (
    CUES_AFTER,
    CUES_BEFORE,
    PARTICLES,
    RELATIONS,
    Weight,
    Word,
    is_never_a_name,
    read_words,
)
from surveys.stripping.recognisers.span import Span

# A title directly before a name, with or without a full stop. "mr" and "dr" in small letters too.
TITLE = regex.compile(
    r"\b(?:(?:dr|prof|mr|mrs|ms|mx|mme|mlle|sr|sra|srta|dott|ing|hr|fr)\.?|professor|doctor|miss|sir|madame|monsieur|herr|frau|"
    r"signor|signora|señor|señora|don|doña|uncle|aunt|auntie|pan|pani|docteur|professeur)(?: (?:dr|prof|med|ing)\.?)* $",
    regex.IGNORECASE,
)
BETWEEN_PARTS = regex.compile(r"\.? |\.|-|' ?")


def find_names(text: str) -> Iterator[Span]:
    """Each run of words that together look enough like a name; likely, certain only behind a title."""
    words = read_words(text)
    known: set[str] = set()
    rest: list[Word] = []
    position = 0
    while position < len(words):
        run = _run_from(text, words, position)
        title = _title_before(text, run[0]) if run else None
        if run and (title is not None or _evidence(words, position, run) >= Weight.ENOUGH):
            certainty = Certainty.CERTAIN if title is not None and run[0].is_capital else Certainty.LIKELY
            yield Span(run[0].start if title is None else title, run[-1].end, "PERSON", certainty, "")
            known |= {word.low for word in run if len(word.low) > 2 and word.low not in PARTICLES}
        else:
            rest += run[:1] or words[position : position + 1]
            run = run[:1]
        position += max(len(run), 1)
    yield from _repeated(rest, known)


def _repeated(rest: list[Word], known: set[str]) -> Iterator[Span]:
    """Words that were part of a sure name elsewhere in the note."""
    for word in rest:
        if word.low in known and (
            word.low not in everyday_words() or word.is_capital and not word.opens_sentence
        ):
            yield Span(word.start, word.end, "PERSON", Certainty.LIKELY, "")


def _run_from(text: str, words: list[Word], position: int) -> list[Word]:
    """The longest row of words from here on that could be one name; empty if none can start here."""
    after_title = _title_before(text, words[position]) is not None
    run: list[Word] = []
    for word in words[position : position + 6]:
        joined = not run or BETWEEN_PARTS.fullmatch(text, run[-1].end, word.start)
        if not joined or not (
            _can_be_part(word, run) or (after_title and not run and _can_follow_title(word))
        ):
            break
        run.append(word)
    while run and (run[-1].low in PARTICLES and not run[-1].listed or run[-1].is_initial and len(run) == 1):
        run.pop()
    return run


def _can_be_part(word: Word, run: list[Word]) -> bool:
    if word.is_initial:
        return True
    if word.low in PARTICLES:
        return bool(run) or word.is_capital
    if run and run[-1].is_capital and not word.is_capital and run[-1].low not in PARTICLES:
        return False
    return word.evidence > 0


def _can_follow_title(word: Word) -> bool:
    return not is_never_a_name(word.low) and (word.is_capital or word.low not in everyday_words())


def _title_before(text: str, word: Word) -> int | None:
    """Where the title before a word begins, or None."""
    match = TITLE.search(text, max(0, word.start - 24), word.start)
    return match.start() if match else None


def _evidence(words: list[Word], position: int, run: list[Word]) -> int:
    """The strongest word of the run, with what the others and the neighbours add."""
    best = max(word.evidence for word in run)
    if best == Weight.NONE:
        return Weight.NONE
    full = Weight.SHAPE if len(run) > 1 and any(word.listed for word in run) else Weight.NONE
    before = words[position - 1].low if position else ""
    after = words[position + len(run)].low if position + len(run) < len(words) else ""
    cue = Weight.CUE if before in RELATIONS or before in CUES_BEFORE else Weight.NONE
    return best + full + cue + (Weight.CUE if after in CUES_AFTER and run[-1].listed else Weight.NONE)
