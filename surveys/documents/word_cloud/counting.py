"""Counts words over notes: a word weighs as many as there are notes that contain it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from surveys.documents.word_cloud.pairs import GAPS, HYPHEN, LINKS, Pair, fixed_pairs, pairs_in, without_overlaps
from surveys.documents.word_cloud.plurals import joined
from surveys.documents.word_cloud.stop_words import languages_of, stop_words
from surveys.documents.word_cloud.words import PLACEHOLDER, WORD, folded, is_meant

MINIMUM_NOTES = 3
"""Words in fewer notes are not shown, because one person may use an unusual word."""

MOST_WORDS = 60
FEWEST_WORDS = 15
"""With fewer words there is only the list, because a picture would be almost empty."""

# What a note is read as: placeholders, words, hyphens inside words, ends of lines, and all other signs; spaces and
# apostrophes are none of these, and only they may be between the words of a pair.
TOKEN = regex.compile(rf"{WORD.pattern}|{PLACEHOLDER.pattern}|(?<=\p{{L}})-(?=\p{{L}})|\n|[^\s'’]")

Entry = str | Pair
"""The singular of a word, or a pair."""

BREAK = ""
"""The form of what is in no pair and does not count."""


@dataclass(frozen=True)
class WordCount:
    """In how many notes a word appears, or two words that belong together."""

    word: str
    notes: int


class _Forms(dict[str, str]):
    """The form of each token, found out once; for one count only, so that no word of a note stays in memory."""

    def __init__(self, ignored: Collection[str]) -> None:
        self.ignored = ignored

    def __missing__(self, token: str) -> str:
        self[token] = self._form_of(token)
        return self[token]

    def _form_of(self, token: str) -> str:
        if token == HYPHEN:
            return HYPHEN
        form = folded(token)
        if form in LINKS and form in self.ignored:
            return LINKS[form]
        return form if WORD.fullmatch(token) and is_meant(token) and form not in self.ignored else BREAK


def count_words(
    texts: Iterable[str],
    *,
    left_out: Iterable[str] = (),
    minimum_notes: int = MINIMUM_NOTES,
    languages: Collection[str] = (),
) -> tuple[WordCount, ...]:
    """Rank the words that are in at least `minimum_notes` of the texts, once per text; empty if none does.

    Singular and plural are one word, and so are two words that mostly come together; a text that counts for these
    does not count for each of them as well. Stop words of the texts' languages and of `languages`, placeholders in
    brackets and the words of the texts `left_out` (the questions) do not count.
    Pass the notes of one sheet only: the sharing choice binds this table too.
    """
    texts = list(texts)
    spoken = languages_of(texts).union(languages)
    forms, spellings = _Forms(stop_words(spoken)), Counter[str]()
    notes = [_read(text, forms, spellings) for text in texts]
    words = _words(forms.values(), [word for text in left_out for word in WORD.findall(text)], spoken)
    counts, spelt = _count(notes, words, minimum_notes)
    usual = _usual_spellings(spellings, forms, words, spelt)
    shown = [WordCount(usual[entry], count) for entry, count in counts.items() if count >= minimum_notes]
    return tuple(sorted(shown, key=lambda entry: (-entry.notes, entry.word.casefold(), entry.word))[:MOST_WORDS])


def _read(text: str, forms: _Forms, spellings: Counter[str]) -> list[str]:
    """The forms of a text, in order; two more at its end, so that a pair can be looked for at each word."""
    tokens = TOKEN.findall(text)
    spellings.update(tokens)
    return [*map(forms.__getitem__, tokens), BREAK, BREAK]


def _words(forms: Iterable[str], asked: Iterable[str], languages: Collection[str]) -> dict[str, str]:
    """The singular of each form that counts; a word of the questions counts in neither number."""
    counting = set(forms).difference(GAPS, (BREAK,))
    not_counting = {folded(word) for word in asked}
    singular_of = joined(counting | not_counting, languages)
    not_counting |= {singular_of.get(form, form) for form in not_counting}
    singulars = {form: singular_of.get(form, form) for form in counting - not_counting}
    return {form: singular for form, singular in singulars.items() if singular not in not_counting}


def _count(
    notes: Sequence[Sequence[str]], words: Mapping[str, str], least: int
) -> tuple[Counter[Entry], dict[Pair, Counter[Pair]]]:
    """In how many notes each word and pair is, and how the pairs are spelt."""
    counts: Counter[str] = Counter()
    for forms in notes:
        counts.update({words[form] for form in forms if form in words})
    least_of_pairs = max(least, _least_shown(counts) // 4)  # rarer ones would not be shown, so they take no note away
    often = {form: word for form, word in words.items() if counts[word] >= least_of_pairs}
    pairs = fixed_pairs(notes, often, counts, least_of_pairs)
    while True:
        together, spelt = _count_pairs(notes, often, pairs)
        if all(together[pair] >= least for pair in pairs):
            return Counter[Entry](counts) + together, spelt
        pairs = [pair for pair in pairs if together[pair] >= least]


def _least_shown(counts: Counter[str]) -> int:
    ranked = counts.most_common(MOST_WORDS)
    return ranked[-1][1] if len(ranked) == MOST_WORDS else 0


def _count_pairs(
    notes: Iterable[Sequence[str]], words: Mapping[str, str], pairs: Sequence[Pair]
) -> tuple[Counter[Entry], dict[Pair, Counter[Pair]]]:
    """In how many notes each pair is, and below zero how many of its notes each word of pairs has lost to them."""
    ranks = {pair: rank for rank, pair in enumerate(pairs)}
    in_pairs = {word for pair in pairs for word in (pair.first, pair.second)}
    words = {form: word for form, word in words.items() if word in in_pairs}
    counts: Counter[Entry] = Counter()
    spelt: dict[Pair, Counter[Pair]] = {pair: Counter() for pair in pairs}
    for forms in notes if pairs else ():
        found = [one for one in pairs_in(forms, words) if one.pair in ranks]
        if len(found) > 1:
            found = list(without_overlaps(found, ranks))
        if not found:
            continue
        for one in found:
            spelt[one.pair][one.spelt] += 1
        counts.update({one.pair for one in found})
        counts.subtract({word for one in found for word in (one.pair.first, one.pair.second)})
    return counts, spelt


def _usual_spellings(
    spellings: Mapping[str, int],
    forms: Mapping[str, str],
    words: Mapping[str, str],
    spelt: Mapping[Pair, Counter[Pair]],
) -> dict[Entry, str]:
    """The most frequent spelling of each word and pair; of equals the shorter one, then the one in small letters."""
    of_forms: dict[Entry, str] = {}
    of_words: dict[Entry, str] = {}
    for spelling in sorted(spellings, key=lambda spelling: (spellings[spelling], -len(spelling), spelling)):
        if (form := forms[spelling]) in words:
            of_forms[form] = of_words[words[form]] = spelling
    for pair, ways in spelt.items():
        first, gap, second = max(ways, key=lambda way: (ways[way], way))
        of_words[pair] = f"{of_forms[first]}{gap}{of_forms[second]}"
    return of_words
