"""WordNet 3.0 (Debian's wordnet-base): parts of speech of English words, and sentences in which no person stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import regex

from surveys.stripping.lists import EVERYDAY, FIRST_NAMES, NAMES, is_of

FOLDER = Path("/usr/share/wordnet")
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
OF_NUMBER = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
# How words end, what they end on without it, and as what: the rules of WordNet's own look-up.
ENDINGS = [(end, base, "nv") for end, base in (("s", ""), ("es", "e"), ("ies", "y"), ("xes", "x"), ("ches", "ch"))]
ENDINGS += [(end, base, "v") for end, base in (("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))]
ENDINGS += [(end, base, "a") for end, base in (("er", ""), ("er", "e"), ("est", ""), ("est", "e"))]
# A part of speech counts if so large a share of a word's uses has it.
SHARE = 0.15
QUOTED = regex.compile(r'"([^"]+)"')
WORD = regex.compile(r"\p{L}+")


def parts_of_speech(words: Iterable[str]) -> dict[str, set[str]]:
    """Which of these words are nouns, verbs, adjectives and adverbs, as they are or inflected."""
    found = defaultdict(set)
    for word in words:
        for part in set(_parts_of(word)):
            found[part].add(word)
    return found


def _parts_of(word: str) -> Iterator[str]:
    yield from _lemmas().get(word, "")
    for base, parts in (*_exceptions().get(word, ()), *_bases(word)):
        yield from (part for part in _lemmas().get(base, "") if part in parts)


def _bases(word: str) -> Iterator[tuple[str, str]]:
    for end, instead, parts in ENDINGS:
        if word.endswith(end) and len(stem := word[: -len(end)]) > 1:
            yield stem + instead, parts
            if stem[-1] == stem[-2]:
                yield stem[:-1], parts


def lower_case_words() -> set[str]:
    """Single words that have a meaning in small letters."""
    members = (
        line.split(" ")[4 : 4 + 2 * int(line.split(" ")[3], 16) : 2]
        for name in PARTS
        for line in _lines(f"data.{name}")
    )
    return {word for words in members for word in words if word.islower() and word.isalpha()}


@cache
def _lemmas() -> dict[str, str]:
    """The parts of speech of each lemma: all if its uses were never counted."""
    listed: dict[str, Counter[str]] = defaultdict(Counter)
    for name, part in PARTS.items():
        for line in _lines(f"index.{name}"):
            listed[line.split(" ", 1)[0]][part] += 0
    for line in _lines("cntlist.rev"):
        key, _, count = line.split()
        lemma, _, sense = key.partition("%")
        listed[lemma][OF_NUMBER[sense[0]]] += int(count)
    return {lemma: "".join(_usual(counts)) for lemma, counts in listed.items()}


def _usual(counts: Counter[str]) -> Iterator[str]:
    total = sum(counts.values())
    yield from (part for part, count in counts.items() if count >= SHARE * total)


@cache
def _exceptions() -> dict[str, list[tuple[str, str]]]:
    """Went, men, better: what they come from, and as what."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, part in PARTS.items():
        for line in _lines(f"{name}.exc"):
            word, *bases = line.split()
            found[word] += [(base, part) for base in bases]
    return found


def everyday_sentences() -> Iterator[str]:
    """Examples of use all in small letters, with a word that is somebody's name elsewhere; none without WordNet."""
    for name in PARTS if FOLDER.exists() else ():
        for line in _lines(f"data.{name}"):
            for sentence in QUOTED.findall(line.partition("|")[2]):
                small = sentence.replace(" I ", " ").removeprefix("I ")
                if small.islower() and any(map(_is_name_too, WORD.findall(sentence))):
                    yield sentence


def _is_name_too(word: str) -> bool:
    low = word.lower()
    return is_of(low, EVERYDAY) and is_of(low, FIRST_NAMES + NAMES) and len(low) > 2 and not is_of(low, "012")


def _lines(name: str) -> Iterator[str]:
    lines = (FOLDER / name).read_text("utf-8", errors="replace").splitlines()
    return (line for line in lines if not line.startswith("  "))
