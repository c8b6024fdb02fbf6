"""Make the frequent words of the known languages again: `python -m bench.training.build_languages CORPORA`.

CORPORA is a folder of `wordfreq-LANG.tsv.gz`: word forms of treebanks with how often each is a word and how often a
proper noun. The same package and the same folder make the same files. See surveys/frequent_words/SOURCES.md.
"""

import argparse
import gzip
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import regex
import wordfreq

from surveys.frequent_words import KNOWN, LETTERS, PACKED_LEVELS, PACKED_WORDS, ending_of
from surveys.stripping.lists import FREQUENT, kinds_of, words_of

CALLED = {"hr": ("sh",)}
"""What wordfreq calls a language: Croatian, Serbian and Bosnian are one there, in Latin letters."""
TREEBANKS = {"nb": ("nb", "nn"), "hr": ("hr", "sr")}
WORDS, RAREST = 25_000, 650
"""So many a language; how rare a word may be, in hundredths of a tenfold step below all words."""
FOREIGN = 100
"""A word this many times more frequent in another language was borrowed for a name or a quotation."""
NAMES, EVERYDAY, FREQUENT_FIRST = set("FMLfglkc"), set("EeS"), "f"
FAMILIAR = words_of("names.added") | words_of("names.in_dictionaries")
"""Names that dictionaries have as words too, such as Peter and Maria."""
STEPS = tuple(10**-tenths for tenths in (5.0, 4.5, 4.0, 3.5, 3.0, 2.5))
"""A word has level 1 below the first share of all words, 7 above the last."""


ENDING_STEPS = ((0.001, 1), (0.003, 2), (0.01, 4))
"""An ending has this level from this share of rare words on."""


class Counts(NamedTuple):
    """How often a form is a word in treebanks, and how often a proper noun."""

    word: int
    proper: int


NEVER_SEEN = Counts(0, 0)
Shares = Mapping[str, float]
"""Words with their shares of all words of a language."""


def in_treebanks(corpora: Path, languages: Iterable[str]) -> dict[str, Counts]:
    """The forms of the treebanks of these languages. English has none here."""
    found: dict[str, Counts] = {}
    for path in (corpora / f"wordfreq-{language}.tsv.gz" for language in languages):
        lines = gzip.decompress(path.read_bytes()).decode().splitlines() if path.exists() else []
        for form, word, proper in (line.split("\t") for line in lines):
            before = found.get(form, NEVER_SEEN)
            found[form] = Counts(before.word + int(word), before.proper + int(proper))
    return found


def shares_of(language: str, seen: Mapping[str, Counts]) -> dict[str, float]:
    """From wordfreq, without digits and cut at apostrophes; what treebanks have more than twice comes on top."""
    shares: dict[str, float] = defaultdict(float)
    total = sum(counts.word for counts in seen.values())
    rare = 1 if language not in wordfreq.available_languages("best") and language not in CALLED else 3
    for called in CALLED.get(language, (language,)):
        if called in wordfreq.available_languages("best"):
            for centibels, forms in enumerate(wordfreq.get_frequency_list(called, "best")[: RAREST + 1]):
                for word in (word for form in forms if not regex.search(r"\d", form) for word in LETTERS.findall(form)):
                    shares[word] += 10 ** (-centibels / 100)
    for form, counts in seen.items():
        if counts.word >= rare and LETTERS.fullmatch(form):
            shares.setdefault(form, counts.word / total)
    return shares


def is_name(word: str, language: str, here: Counts, everywhere: Counts) -> bool:
    """Mostly a proper noun in the treebanks of its language; if they do not have it, in all, or a name in our lists."""
    if here != NEVER_SEEN:
        return here.proper > here.word
    kinds = set(kinds_of(word))
    if language == "en" and kinds & EVERYDAY:
        return word in FAMILIAR and not kinds & set(FREQUENT)
    if word in FAMILIAR or everywhere.proper > max(everywhere.word, 1):
        return True
    return bool(kinds & NAMES) and (FREQUENT_FIRST in kinds or not kinds & EVERYDAY)


def is_own(word: str, share: float, most: float, seen: Mapping[str, Counts], language: str) -> bool:
    """Not borrowed: in the treebanks, in the English dictionary, or no word of another language above all."""
    if language == "en" and "e" in kinds_of(word):
        return True
    return share * FOREIGN > most or seen.get(word, NEVER_SEEN).word > 1


def level_of(share: float) -> int:
    return 1 + sum(share >= step for step in STEPS)


def levels(corpora: Path) -> Iterator[tuple[str, str, int]]:
    """Words of each language with their levels."""
    seen = {language: in_treebanks(corpora, TREEBANKS.get(language, (language,))) for language in KNOWN}
    shares = {language: shares_of(language, seen[language]) for language in KNOWN}
    most: dict[str, float] = defaultdict(float)
    together: dict[str, Counts] = {}
    for language in KNOWN:
        for word, share in shares[language].items():
            most[word] = max(most[word], share)
        for word, counts in seen[language].items():
            before = together.get(word, NEVER_SEEN)
            together[word] = Counts(before.word + counts.word, before.proper + counts.proper)
    for language in KNOWN:
        ranked = sorted((-share, word) for word, share in shares[language].items())
        words = (
            (word, language, level_of(-share))
            for share, word in ranked
            if is_own(word, -share, most[word], seen[language], language)
            and not is_name(word, language, seen[language].get(word, NEVER_SEEN), together.get(word, NEVER_SEEN))
        )
        yield from islice(words, WORDS)


def endings(found: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str, int]]:
    """Endings of a language's rare words with levels: they tell the language of words that the list lacks."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, language, level in found:
        if level <= 2 and len(word) > 3:
            counts[language][ending_of(word)] += 1
    for language, counted in counts.items():
        for ending, count in counted.items():
            share = count / counted.total()
            if share >= ENDING_STEPS[0][0]:
                yield ending, language, max(level for step, level in ENDING_STEPS if share >= step)


def write(found: Iterable[tuple[str, str, int]]) -> None:
    """A trie that numbers the words; then for each word the number of its levels, one digit a language."""
    digits: dict[str, bytearray] = defaultdict(lambda: bytearray(len(KNOWN)))
    for word, language, level in found:
        digits[word][KNOWN.index(language)] = level
    trie = marisa_trie.Trie(sorted(digits))
    combinations = [bytes(len(KNOWN)), *sorted(set(map(bytes, digits.values())))]
    number = {combination: place for place, combination in enumerate(combinations)}
    which = array("H", (number[bytes(digits[trie.restore_key(place)])] for place in range(len(trie))))
    trie.save(str(PACKED_WORDS))
    PACKED_LEVELS.write_bytes(which.tobytes() + b"".join(combinations))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    words = list(levels(parser.parse_args().corpora))
    write([*words, *endings(words)])


if __name__ == "__main__":
    main()
