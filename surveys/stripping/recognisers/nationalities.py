"""Nationalities and religions, in five languages."""

from collections.abc import Iterator
from functools import cache

import regex

from surveys.stripping.lists import alternatives, is_of, words_of
from surveys.stripping.recognisers.reading import Reading
from surveys.stripping.recognisers.rules import HINT, Rule, puts, recogniser
from surveys.stripping.recognisers.span import Span

# South Koreans, Sri Lankan; and any other word, half German.
TWO_WORDS = rf"(?i)(?:\bhalf )?+\b(?:{alternatives('nationalities.two_words')})s?\b"
FIRST_WORDS = frozenset(regex.split("[_-]", entry)[0] for entry in words_of("nationalities.two_words"))
WORD = regex.compile(rf"{TWO_WORDS}|(?:\bhalf )?+\p{{L}}[\p{{L}}-]{{2,}}+")


def is_nationality(word: str) -> bool:
    """An adjective or noun of nationality or religion, in small letters, also in the plural."""
    return word in _all()


@cache
def _all() -> frozenset[str]:
    known = words_of("nationalities.english").union(words_of("nationalities.two_words"))
    english = {form for word in known for form in (word.replace("_", " "), f"{word.replace('_', ' ')}s")}
    endings = ("", *words_of("nationalities.endings"))
    foreign = {stem + ending for stem in words_of("nationalities.foreign") for ending in endings}
    return frozenset(english | {form for form in foreign if not is_of(form, "E")}) - words_of("nationalities.of_all")


@cache
def _cues() -> frozenset[str]:
    return frozenset(part for word in _all() for part in word.replace(" ", "-").split("-"))


# Some look like a name to the tagger. They are none, unless one is behind them: Hong Konger, not Hong Konger Lee.
BEFORE_NAMES = rf"{TWO_WORDS}(?! (?-i:\p{{Lu}}\p{{Ll}}))"
find_nationalities_of_two_words = recogniser(Rule(BEFORE_NAMES, "NRP", HINT, "nationality", FIRST_WORDS))


@puts("nationality")
def find_nationalities(text: Reading) -> Iterator[Span]:
    """Where somebody comes from or what somebody believes; hints."""
    for match in WORD.finditer(text) if not text.words.isdisjoint(_cues()) else ():
        word = match.group()
        low = regex.sub("^half |-(?:style|born|speaking|educated|looking)$", "", word.lower())
        is_language = f" {text.low[max(0, match.start() - 4) : match.start()]}".endswith((" in ", " en ", " auf "))
        if (
            is_nationality(low)
            and not (is_language and low not in words_of("nationalities.english"))
            and not (word.islower() and low in words_of("nationalities.with_capital"))
        ):
            yield Span(match.start(), match.end(), "NRP", HINT, "nationality")
