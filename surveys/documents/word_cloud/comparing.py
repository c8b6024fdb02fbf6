"""Which notes share most words with another one: tf-idf and cosine, as in search engines; nothing is learned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from surveys.documents.word_cloud.stop_words import stop_words
from surveys.documents.word_cloud.words import PLACEHOLDER, WORD, is_meant

MOST_LIKE = 10
LANGUAGES = ("en", "fr", "de", "it", "es")
"""Their stop words make no two notes alike."""


@dataclass(frozen=True)
class Likeness:
    """The place of a text in a list, and the words that it shares with another one, the rarest first."""

    place: int
    shared: tuple[str, ...]


def most_like(text: str, others: Sequence[str]) -> list[Likeness]:
    """The other texts that share words with this one, the most similar first, at most ten."""
    forms: dict[str, str] = {}
    wanted, vectors = _words_in(text, forms), [_words_in(other, forms) for other in others]
    frequency = Counter(form for words in (wanted, *vectors) for form in words)
    weights = {form: 1 + log((len(others) + 1) / number) for form, number in frequency.items()}

    def length(words: Counter[str]) -> float:
        return sqrt(sum((number * weights[form]) ** 2 for form, number in words.items()))

    scores: dict[int, float] = {}
    for place, words in enumerate(vectors):
        if shared := wanted.keys() & words.keys():
            scores[place] = sum(wanted[form] * words[form] * weights[form] ** 2 for form in shared) / length(words)
    best = sorted(scores, key=lambda place: (-scores[place], place))[:MOST_LIKE]
    spelling = {forms[word]: word for word in reversed(WORD.findall(text)) if word in forms}
    ranked = sorted(wanted, key=lambda form: (-weights[form], form))
    return [Likeness(place, tuple(spelling[form] for form in ranked if form in vectors[place])) for place in best]


def _words_in(text: str, forms: dict[str, str]) -> Counter[str]:
    """How often each word is in the text; `forms` remembers what was found out about words, for one comparison only."""
    words: Counter[str] = Counter()
    for word in WORD.findall(PLACEHOLDER.sub(" ", text)):
        form = forms.get(word)
        if form is None:
            form = forms[word] = _form_of(word)
        if form:
            words[form] += 1
    return words


def _form_of(word: str) -> str:
    """What counts as the same word, without capitals and the s of a plural; empty if it means nothing by itself."""
    folded = word.casefold()
    if not is_meant(word) or folded in _ignored():
        return ""
    return folded.removesuffix("s") if len(folded) > 4 and not folded.endswith("ss") else folded


@cache
def _ignored() -> frozenset[str]:
    return stop_words(LANGUAGES)
