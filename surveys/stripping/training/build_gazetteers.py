"""Make the packed lists again: `python -m surveys.stripping.training.build_gazetteers`.

Sources: Faker (names and cities of all locales, MIT), Babel (countries, BSD), phonenumbers (towns with short area
codes, Apache-2.0), tzdata (public domain), stopwordsiso (MIT), xkcdpass (word lists, BSD).
Only this script needs Faker.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from zoneinfo import available_timezones

import regex
import xkcdpass
from babel import Locale
from faker.config import AVAILABLE_LOCALES
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE
from stopwordsiso import stopwords

from surveys.stripping.gazetteers import FOLDER, words_of
from surveys.stripping.training.romanising import forms

WORD_LISTS = Path(xkcdpass.__file__).parent / "static"
ROMANCE_AND_GERMAN = ("fr", "de", "it", "es", "pt")
# Faker has every hamlet of these.
TOO_MANY_TOWNS = ("it_IT", "nl_NL", "nl_BE", "sk_SK")


def lists_of(subject: str) -> Iterator[tuple[str, str, list[str]]]:
    """Locale, attribute and entries of each list that Faker's providers for a subject hold."""
    for locale in AVAILABLE_LOCALES:
        try:
            provider = import_module(f"faker.providers.{subject}.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for name in dir(provider):
            value = getattr(provider, name)
            if isinstance(value, (list, tuple, dict)) and not name.startswith("_") and "format" not in name:
                yield locale, name, [entry for entry in value if isinstance(entry, str)]


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


def write(name: str, entries: Iterable[str]) -> None:
    """Sorted, one a line, gzipped without a time so that the same lists make the same file."""
    text = "\n".join(sorted(set(entries)))
    (FOLDER / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def main() -> None:
    """Write all lists. A rare name that is an everyday word is no name; a town that is a usual name is no town."""
    familiar = words_of("added_names") | words_of("names_in_dictionaries")
    everyday = {w for w in english_words() if w.islower() and w.isalpha()} - words_of("names_in_dictionaries")
    countries = names("first", "given")
    usual = {name for name, where in countries.items() if len(where) > 1}
    first = set(countries) - (everyday - usual)
    last = set(names("last", "sur", "family"))
    towns = {town for town in placed(small_towns()) if len(town) > 3} - usual - familiar
    places = {place for place in towns | placed(well_known_places()) if not set(place.split()) <= everyday}
    foreign = {word.lower() for word in foreign_words() if word.isalpha()}
    write("everyday", everyday)
    write("first_names", first)
    write("short_first_names", {name for name in usual if len(name) == 3})
    write("last_names", last)
    write("places", places)
    write("foreign_small_words", {word for lang in ROMANCE_AND_GERMAN for word in stopwords(lang)} - familiar)
    write("foreign", foreign - everyday - first - last - places - familiar - words_of("added_places"))


if __name__ == "__main__":
    main()
