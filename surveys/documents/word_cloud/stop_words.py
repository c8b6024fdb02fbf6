"""Stop words, of those languages only that the notes are in: "die" is none in English, nor "man" in Hausa."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from surveys.documents.word_cloud.words import WORD, folded
from surveys.frequent_words import language_of_note

LISTED_AS = {"nb": "no"}
"""Languages that the lists have under another code."""

ENOUGH = 0.02
"""A language in a smaller part of the notes is none of theirs: short notes are taken for a neighbour's language."""
MOST_READ = 400
"""Reading the language of a note takes longer than counting its words, so of many notes we read this many."""
FEWEST_HITS = 2
"""A note in a language that nothing else tells us has at least so many of its stop words."""

SUBJECT_WORDS = frozenset(
    WORD.findall(
        "computer computing group groups help home man men member members name problem problems proud"
        " research room rooms stop system thanks value welcome work working world young younger youngest"
    )
)
"""The lists call these stop words; in notes on how people work together they are the subject."""
SUBJECT_ONLY_IN_ENGLISH = frozenset(("home", "man", "men"))
"""In German, Catalan and Swedish they are small words indeed."""

# The lists lack them in other languages, though they have "like", "want" and "wish": every answer to "one thing that I
# like" begins so. "On me coupe la parole" is about "parole".
FURTHER_STOP_WORDS = {
    "fr": "aime aimes aimons aiment aimerais aimerait adore apprécie plaît trouve souhaite souhaiterais voudrais"
    " voudrait faudrait coupe coupent",
    "de": "gefällt gefallen finde fände wünsche wünschte hätte",
    "it": "piace piacciono piacerebbe vorrei vorremmo trovo",
    "es": "gusta gustan gustaría encanta encantan quisiera quiero",
}


def stop_words(languages: Collection[str]) -> frozenset[str]:
    """The stop words of these languages, folded, and their pieces: "weren't" reaches us as "weren" and "t"."""
    return frozenset().union(*map(_listed, languages))


def languages_of(texts: Sequence[str]) -> frozenset[str]:
    """The ISO codes of the languages that enough of the texts are in, at least two; many texts are sampled."""
    read = texts[:: len(texts) // MOST_READ + 1]
    found = Counter(language_of_note(text) or _by_stop_words(text) for text in read)
    least = max(2, ENOUGH * len(read))
    return frozenset(language for language, notes in found.items() if language and notes >= least)


def _by_stop_words(text: str) -> str:
    """The language whose stop words a text has most of; "" if it has too few."""
    words = {folded(word) for word in WORD.findall(text)}
    hits = {language: len(words & _listed(language)) for language in sorted(_languages())}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= FEWEST_HITS else ""


@cache
def _languages() -> frozenset[str]:
    from stopwordsiso import langs  # reads half a megabyte: only where words are counted

    return frozenset(langs())


@cache
def _listed(language: str) -> frozenset[str]:
    """Those of one language; entries of several words are left out, because their parts may be words of the subject."""
    from stopwordsiso import stopwords

    code = LISTED_AS.get(language, language)
    entries: Iterable[str] = stopwords(code) if code in _languages() else ()
    pieces = (folded(piece) for entry in entries if " " not in entry for piece in WORD.findall(entry))
    subject = SUBJECT_WORDS if language == "en" else SUBJECT_WORDS - SUBJECT_ONLY_IN_ENGLISH
    return frozenset(pieces).union(FURTHER_STOP_WORDS.get(language, "").split()) - subject
