"""Make the packed lists again: `python -m bench.training.build_lexicon`.

Sources: Faker (names and cities of all locales, MIT), Babel (countries, BSD), phonenumbers (towns with short area
codes, Apache-2.0), tzdata (public domain), stopwordsiso (MIT), xkcdpass (word lists, BSD), names (the census of the
United States of 1990, public domain), wordfreq (CC BY-SA 4.0), SCOWL (permissive; Debian's packages wamerican and
wbritish), WordNet 3.0 (permissive; Debian's wordnet-base). Only this script needs `pip install names wordfreq`, Faker
and those packages.
"""

import gzip
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import available_timezones

import marisa_trie
import names as census
import regex
import wordfreq
import xkcdpass
from babel import Locale
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE
from stopwordsiso import stopwords

from bench.training.faker_lists import lists_of
from bench.training.romanising import forms
from bench.training.wordnet import lower_case_words, parts_of_speech
from surveys.stripping.lists import PACKED_KINDS, PACKED_PLACES, PACKED_WORDS, words_of

WORD_LISTS = Path(xkcdpass.__file__).parent / "static"
ROMANCE_AND_GERMAN = ("fr", "de", "it", "es", "pt")
# Words of English; the last names and first names of the census that count as frequent; how rare a word may be, in
# hundredths of a tenfold step below the most frequent.
DICTIONARIES = (Path("/usr/share/dict/american-english"), Path("/usr/share/dict/british-english"))
OFTEN_LAST, SELDOM_LAST, OFTEN_FIRST, RAREST, RAREST_FOREIGN = 3_000, 20_000, 400, 650, 600
# Faker has every hamlet of these.
TOO_MANY_TOWNS = ("it_IT", "nl_NL", "nl_BE", "sk_SK")


def names(*kinds: str) -> dict[str, set[str]]:
    """All forms of Faker's names of some kinds, each with the countries that have it."""
    countries: dict[str, set[str]] = defaultdict(set)
    for locale, attribute, entries in lists_of("person"):
        if any(kind in attribute for kind in kinds):
            for form in (form for entry in entries for form in forms(entry)):
                countries[form].add(locale)
    return countries


def small_towns() -> Iterator[str]:
    """Towns with short area codes and of Faker's lists."""
    codes = sorted(map(str, COUNTRY_CODE_TO_REGION_CODE), key=len, reverse=True)
    for prefix, described in GEOCODE_DATA.items():
        code = next(c for c in codes if str(prefix).startswith(c))
        if len(str(prefix)) - len(code) <= 3:
            yield regex.split(r"[/,(]", described.get("en", ""))[0]
    for locale, attribute, entries in lists_of("address"):
        if attribute in ("cities", "city_names") and locale not in TOO_MANY_TOWNS:
            yield from entries


def well_known_places() -> Iterator[str]:
    """Cities that stand for a time zone, countries in five languages."""
    for zone in available_timezones():
        if zone.count("/") == 1 and "Etc" not in zone:
            yield zone.split("/")[1].replace("_", " ")
    for language in (*ROMANCE_AND_GERMAN[:4], "en"):
        yield from Locale(language).territories.values()


def english_words() -> Iterator[str]:
    """From the lists for passphrases, the stop words and the filler texts."""
    for name in ("legacy", "eff-long"):
        yield from (WORD_LISTS / name).read_text("utf-8").split()
    yield from stopwords("en")
    yield from (word for locale, _, entries in lists_of("lorem") if locale == "en_US" for word in entries)


def foreign_words() -> Iterator[str]:
    """The same for five more languages."""
    for name in ("fr-freelang", "ger-anlx", "ger-long", "ita-wiki", "ptbr-aosp-10k"):
        yield from (WORD_LISTS / name).read_text("utf-8").split()
    for language in ROMANCE_AND_GERMAN:
        yield from stopwords(language)
    for locale, _, entries in lists_of("lorem"):
        yield from entries if locale.startswith(ROMANCE_AND_GERMAN) else ()


def placed(written: Iterable[str]) -> set[str]:
    """Places in small letters, without those that are no single name."""
    shape = regex.compile(r"\p{Latin}[\p{Latin}\p{M} .'’-]{2,40}")
    return {place.strip().lower() for place in written if shape.fullmatch(place.strip())}


def ranked(file: str) -> dict[str, int]:
    """Names of the census, the most frequent first."""
    lines = Path(census.FILES[file]).read_text("utf-8").splitlines()
    return {line.split()[0].lower(): rank for rank, line in enumerate(lines)}


def kinds_of_census() -> Iterator[tuple[str, set[str]]]:
    """Last and first names: very frequent ones, and others."""
    last = ranked("last")
    first = [ranked(file) for file in ("first:male", "first:female")]
    often = {name for names in first for name, rank in names.items() if rank < OFTEN_FIRST}
    yield "l", {name for name, rank in last.items() if rank < OFTEN_LAST}
    yield "k", {name for name, rank in last.items() if OFTEN_LAST <= rank < SELDOM_LAST}
    yield "f", often
    yield "g", {name for names in first for name in names} - often


def kinds_of_english() -> Iterator[tuple[str, set[str]]]:
    """Words of the dictionary in small letters and with capitals only; frequent ones by how frequent they are."""
    lines = (line for dictionary in DICTIONARIES for line in dictionary.read_text("utf-8").split())
    written = {word for word in lines if not word.endswith("'s")}
    english = {word for word in written if word[0].islower()} | lower_case_words()
    yield "e", english
    yield from parts_of_speech(english).items()
    yield "c", {word.lower() for word in written if word[0].isupper()}
    for centibels, words in enumerate(wordfreq.get_frequency_list("en", "large")[: RAREST + 1]):
        yield str(centibels // 100), set(words)


def frequent_words(languages: Iterable[str]) -> set[str]:
    """Single words that are not rare in some language."""
    bands = (band for language in languages for band in wordfreq.get_frequency_list(language)[: RAREST_FOREIGN + 1])
    return {word for band in bands for word in band if word.isalpha()}


def write_lexicon(lists: Iterable[tuple[str, Iterable[str]]]) -> None:
    """All single words, and beside them the letters of the lists that have each."""
    letters: dict[str, str] = defaultdict(str)
    for kind, words in lists:
        for word in words:
            letters[word] += kind
    kinds = {word: "".join(sorted(found)) for word, found in letters.items() if not any(map(str.isspace, word))}
    trie = marisa_trie.Trie(sorted(kinds))
    combinations = sorted(set(kinds.values()))
    number = {combination: place for place, combination in enumerate(combinations)}
    which = array("H", (number[kinds[trie.restore_key(place)]] for place in range(len(trie))))
    trie.save(str(PACKED_WORDS))
    PACKED_KINDS.write_bytes(" ".join(combinations).encode() + b"\n" + which.tobytes())


def write_places(places: Iterable[str]) -> None:
    """Sorted, one a line, gzipped without a time so that the same places make the same file."""
    PACKED_PLACES.write_bytes(gzip.compress("\n".join(sorted(set(places))).encode(), mtime=0))


def main() -> None:
    """Write both lists. A rare name that is an everyday word is no name; a town that is a usual name is no town."""
    familiar = words_of("names.added") | words_of("names.in_dictionaries")
    everyday = {w for w in english_words() if w.islower() and w.isalpha()} - words_of("names.in_dictionaries")
    countries = names("first", "given")
    usual = {name for name, where in countries.items() if len(where) > 1}
    first = set(countries) - (everyday - usual)
    last = set(names("last", "sur", "family"))
    short = {name for name in usual if len(name) == 3}
    towns = {town for town in placed(small_towns()) if len(town) > 3} - usual - familiar
    places = {place for place in towns | placed(well_known_places()) if not set(place.split()) <= everyday}
    foreign = {word.lower() for word in foreign_words() if word.isalpha()}
    foreign -= everyday | first | last | places | familiar | words_of("places.added")
    small = {word for language in ROMANCE_AND_GERMAN for word in stopwords(language)} - familiar
    of_names = (("F", first | short), ("M", short), ("L", last), *kinds_of_census())
    of_words = (("E", everyday), *kinds_of_english(), ("O", foreign), ("o", frequent_words(ROMANCE_AND_GERMAN)))
    write_places(places)
    write_lexicon((*of_names, *of_words, ("S", small), ("P", places)))


if __name__ == "__main__":
    main()
