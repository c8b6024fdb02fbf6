"""Counts words over notes: a word weighs as many as there are notes that contain it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

MINIMUM_NOTES = 3
"""Words in fewer notes are not shown, because one person may use an unusual word."""

MOST_WORDS = 100

# Runs of letters, their combining marks and digits: `\w` would break Hindi and Arabic words at vowel signs.
WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")

# A placeholder of stripping or masking, "[a person]", "[…]"; not a long aside that somebody put in brackets.
PLACEHOLDER = regex.compile(r"\[[^\[\]\n]{1,60}\]")

# Scripts that put no spaces between words, so that a run of letters is a sentence, not a word.
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")

# A single letter ("l", "s") or a number says nothing by itself.
MEANINGLESS = regex.compile(r"\p{L}\p{M}*|[\p{Nd}]+")

STOP_WORD_LANGUAGES = ("en", "fr", "de", "it", "es")

# The lists call these stop words; in notes on how people work together they are the subject.
SUBJECT_WORDS = frozenset(
    WORD.findall(
        "computer computing group groups help home man men member members name problem problems proud"
        " research room rooms stop system thanks value welcome work working world young younger youngest"
    )
)

# The lists lack them in other languages, though they have "like", "want" and "wish": every answer to "one thing that I
# like" begins so. "On me coupe la parole" is about "parole".
FURTHER_STOP_WORDS = frozenset(
    WORD.findall(
        "aime aimes aimons aiment aimerais aimerait adore apprécie plaît trouve souhaite souhaiterais voudrais voudrait"
        " faudrait coupe coupent gefällt gefallen finde fände wünsche wünschte hätte piace piacciono piacerebbe vorrei"
        " vorremmo trovo gusta gustan gustaría encanta encantan quisiera quiero"
    )
)


@dataclass(frozen=True)
class WordCount:
    """In how many notes a word appears."""

    word: str
    notes: int


def count_words(
    texts: Iterable[str], *, left_out: Iterable[str] = (), minimum_notes: int = MINIMUM_NOTES
) -> tuple[WordCount, ...]:
    """Rank the words that are in at least `minimum_notes` of the texts, once per text; empty if none does.

    Stop words, placeholders in brackets and the words of the texts `left_out` (the questions) do not count.
    Pass the notes of one sheet only: the sharing choice binds this table too.
    """
    ignored = stop_words() | {word.casefold() for text in left_out for word in WORD.findall(text)}
    notes: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        spelling = {word.casefold(): word for word in _words(text)}
        for folded in spelling.keys() - ignored:
            notes[folded] += 1
            spellings.setdefault(folded, Counter())[spelling[folded]] += 1
    shown = [WordCount(_usual(spellings[folded]), count) for folded, count in notes.items() if count >= minimum_notes]
    return tuple(sorted(shown, key=lambda entry: (-entry.notes, entry.word.casefold()))[:MOST_WORDS])


def _words(text: str) -> Iterator[str]:
    for word in WORD.findall(PLACEHOLDER.sub(" ", text)):
        if is_meant(word):
            yield word


def is_meant(word: str) -> bool:
    """Whether a run of letters is a word that says something by itself."""
    return not (MEANINGLESS.fullmatch(word) or UNSPACED.search(word))


def _usual(spellings: Counter[str]) -> str:
    """The most frequent spelling; small letters win a tie."""
    return max(spellings, key=lambda spelling: (spellings[spelling], spelling))


@cache
def stop_words() -> frozenset[str]:
    """Stop words, and their pieces: "weren't" reaches us as "weren" and "t"."""
    from stopwordsiso import stopwords  # reads half a megabyte: only where words are counted

    listed = stopwords(STOP_WORD_LANGUAGES)
    pieces = frozenset(piece.casefold() for word in listed for piece in WORD.findall(word))
    return (pieces | FURTHER_STOP_WORDS) - SUBJECT_WORDS
