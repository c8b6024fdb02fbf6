"""Notes with invented persons and where each stands: what the tagger of names learns from. Needs Faker."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from string import capwords
from typing import Any

import regex

from bench.training.faker_lists import lists_of
from bench.training.romanising import in_latin, plain
from surveys.stripping.lists import words_of

FOLDER = Path(__file__).parent
SLOT = regex.compile(r"\{(\w+)\}")
BRACKETS = regex.compile(r"\[([^]]+)\]")
WORD = regex.compile(r"\p{L}{4,}")
LATIN_NAME = regex.compile(r"[\p{Latin}\p{M} .'’-]+\p{Latin}")
# What Faker calls the parts of a name.
PARTS = {"given": ("first", "given"), "family": ("last", "sur", "family"), "patronymic": ("middle",)}
FAKERS_CODES = {"nb": "no"}
PERSONS = ("name", "first", "last", "initial_last")
# Shares of the languages, and of notes with one, two, three and four sentences.
LANGUAGES = {"en": 52, "fr": 12, "de": 14, "it": 11, "es": 11}
SENTENCES = (45, 30, 15, 10)
OF_ITS_LANGUAGE = 0.35
"""How often a person is of a culture that has the language of the note."""

Hand = Callable[[str], str]
# How many of a hundred write their notes so: names, all the rest.
HANDS: dict[tuple[Hand, Hand], int] = {
    (str, str): 52,
    (str.lower, str.lower): 27,
    (str.lower, str): 11,
    (str.upper, str): 3,
    (str.upper, str.upper): 3,
    (capwords, str.title): 2,
    (str.swapcase, str.lower): 1,
    (str.capitalize, str.lower): 1,
}

Grammar = Mapping[str, Sequence[str]]
Piece = tuple[str, bool]
"""Some text, and whether it is a person."""


def generate(count: int, seed: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Notes, each with the spans of its persons without their titles; the same seed gives the same notes."""
    chance = Random(seed)
    for _ in range(count):
        yield placed(typed(list(note(chance)), chance))


def note(chance: Random) -> Iterator[Piece]:
    """One to four sentences of one language."""
    [language] = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))
    [length] = chance.choices(range(1, len(SENTENCES) + 1), SENTENCES)
    for number in range(length):
        yield (chance.choice((" ", " ", " ", "\n")) if number else "", False)
        culture = language if chance.random() < OF_ITS_LANGUAGE else ""
        yield from filled(chance.choice(chance.choice(halves(language))), words(language), chance, culture)


def filled(template: str, fillings: Grammar, chance: Random, language: str = "") -> Iterator[Piece]:
    """The pieces of a sentence; words may hold slots themselves; persons are of a language or any."""
    for index, part in enumerate(SLOT.split(template)):
        if index % 2 == 0:
            yield misspelt(part, 0.015, chance), False
        elif part in PERSONS:
            yield invented(part, chance, language), True
        else:
            yield from filled(chance.choice(fillings[part]), fillings, chance, language)


def invented(part: str, chance: Random, language: str = "") -> str:
    """A person's name of some culture, one of a language if it has any; every tenth has a last name of another."""
    culture, other = chance.choice(cultures_of(language) or cultures()), chance.choice(cultures())
    if chance.random() < 0.1:
        culture = {**culture, "family": other["family"]}
    name = misspelt(put_together(f"{{{part}}}", culture, chance), 0.06, chance)
    return unaccented(name) if chance.random() < 0.25 else name


def put_together(form: str, culture: Grammar, chance: Random) -> str:
    """A form of a name with all its slots filled."""
    parts = SLOT.split(form)
    parts[1::2] = [put_together(chance.choice(culture[slot]), culture, chance) for slot in parts[1::2]]
    return "".join(parts)


def unaccented(text: str) -> str:
    """The text without accents, its capitals kept."""
    return "".join(plain(letter).capitalize() if letter.isupper() else plain(letter) for letter in text)


def misspelt(text: str, rate: float, chance: Random) -> str:
    """With a slip in some of its words of four letters and more."""
    return str(WORD.sub(lambda word: slipped(word[0], chance) if chance.random() < rate else word[0], text))


def slipped(word: str, chance: Random) -> str:
    """The word with a letter swapped, dropped or doubled; never the first."""
    at = chance.randrange(1, len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    return chance.choice((before + after[:1] + here + after[1:], before + after, before + here + here + after))


def typed(pieces: list[Piece], chance: Random) -> list[Piece]:
    """As somebody types: in capitals or without, with curly apostrophes, without accents or the last full stop."""
    [(for_names, for_rest)] = chance.choices(list(HANDS), list(HANDS.values()))
    if chance.random() < 0.3:
        pieces = [(text.replace("'", "’"), is_person) for text, is_person in pieces]
    if chance.random() < 0.1:
        pieces = [(unaccented(text), is_person) for text, is_person in pieces]
    if chance.random() < 0.25 and not pieces[-1][1]:
        pieces[-1] = (pieces[-1][0].rstrip("."), False)
    return [((for_names if is_person else for_rest)(text), is_person) for text, is_person in pieces]


def placed(pieces: list[Piece]) -> tuple[str, list[tuple[int, int]]]:
    """The text of all pieces, and where the persons are."""
    text, spans = "", []
    for piece, is_person in pieces:
        if is_person:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, spans


def written(path: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The notes of a file of notes, in which persons stand in brackets."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield placed([(part, index % 2 == 1) for index, part in enumerate(BRACKETS.split(line))])


@cache
def templates() -> dict[str, list[str]]:
    """Sentences with slots, by language."""
    sentences: dict[str, list[str]] = defaultdict(list)
    language = "en"
    for line in (FOLDER / "templates.txt").read_text("utf-8").splitlines():
        if line.startswith("# language: "):
            language = line.removeprefix("# language: ")
        elif line and not line.startswith("#"):
            sentences[language].append(line)
    return sentences


@cache
def halves(language: str) -> tuple[list[str], list[str]]:
    """The sentences with persons and without, to be drawn from equally often."""
    found: tuple[list[str], list[str]] = [], []
    for sentence in templates()[language]:
        found[{*PERSONS, "title_last"}.isdisjoint(SLOT.findall(sentence))].append(sentence)
    return found


@cache
def fillings() -> dict[str, dict[str, Any]]:
    """The words, forms and cultures of fillings.toml."""
    return tomllib.loads((FOLDER / "fillings.toml").read_text("utf-8"))


@cache
def words(language: str) -> Grammar:
    """What is no person: places, months, titles, eponyms."""
    return {**fillings()["words"], **fillings()["words"].get(language, {}), "eponym": eponyms()}


@cache
def eponyms() -> list[str]:
    """The words of physics, mostly with a capital."""
    forms = (str.capitalize, str.capitalize, str.capitalize, str, str.upper)
    return [form(word) for word in sorted(words_of("physics")) for form in forms]


@cache
def cultures() -> list[Grammar]:
    """Of each culture the forms of its names and their parts."""
    return [cultivated(**culture) for culture in fillings()["cultures"].values()]


@cache
def cultures_of(language: str) -> list[Grammar]:
    """Those with a Faker locale of a language."""
    locales = [culture.get("locales", "") for culture in fillings()["cultures"].values()]
    prefix = f" {FAKERS_CODES.get(language, language)}_"
    return [one for one, of_it in zip(cultures(), locales, strict=True) if language and prefix in f" {of_it}"]


def cultivated(locales: str = "", **forms: Any) -> Grammar:
    """Lists are forms; names stand in one string, with low lines for spaces, and are joined by those of the locales."""
    parts = {
        part: {name.replace("_", " ") for name in names.split()}
        for part, names in forms.items()
        if isinstance(names, str)
    }
    for part, locale in product(PARTS, locales.split()):
        parts.setdefault(part, set()).update(fakers_names()[locale, part])
    parts["initial"] = {name[0].upper() for name in parts["given"]}
    return {**fillings()["forms"], **forms, **{part: sorted(names) for part, names in parts.items()}}


@cache
def fakers_names() -> dict[tuple[str, str], list[str]]:
    """Faker's names in Latin letters, by locale and part."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for locale, attribute, entries in lists_of("person"):
        latin = (name if LATIN_NAME.fullmatch(name) else capwords(in_latin(name)) for name in map(str.strip, entries))
        written = [name.title() if name.isupper() else name for name in latin if LATIN_NAME.fullmatch(name)]
        for part in (part for part, kinds in PARTS.items() if any(kind in attribute for kind in kinds)):
            names[locale, part] += written
    return names
