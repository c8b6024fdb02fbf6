"""Make the lists of names, places and everyday words again: `python -m surveys.stripping.training.build_gazetteers`.

Sources: Faker (names and cities of all locales, MIT), Babel (countries, BSD), phonenumbers (towns with short area
codes, Apache-2.0), tzdata (public domain), xkcdpass (English word list, BSD). Only this script needs Faker.
"""

import gzip
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from zoneinfo import available_timezones

import regex
import xkcdpass
from babel import Locale
from faker.config import AVAILABLE_LOCALES
from phonenumbers import region_code_for_country_code
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE
from stopwordsiso import stopwords

from surveys.stripping.gazetteers import words_of

GAZETTEERS = Path(__file__).parent.parent / "gazetteers"
CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяђјљњћџѓќў",
        "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya dj j lj nj c dz g k u".split(
            " "
        ),
        strict=True,
    )
)
GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")


def plain(word: str) -> str:
    """The word in small letters without accents."""
    marks = unicodedata.normalize("NFD", word.lower())
    folded = "".join(c for c in marks if not unicodedata.combining(c))
    return folded.translate(str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"}))


def in_latin(word: str) -> str:
    """Cyrillic, Greek and Korean names as they are mostly written in English; other scripts as they are."""
    letters = unicodedata.normalize("NFC", word.lower())
    if regex.search(r"\p{Hangul}", letters):
        return "".join(map(_syllable, letters))
    if regex.search(r"\p{Greek}", letters):
        return "".join(GREEK.get(c, c) for c in plain(letters))
    return "".join(CYRILLIC.get(c, c) for c in letters)


def _syllable(letter: str) -> str:
    index = ord(letter) - 0xAC00
    if not 0 <= index < 11172:
        return letter
    return INITIALS[index // 588] + VOWELS[index % 588 // 28] + FINALS[index % 28]


def forms(name: str) -> Iterator[str]:
    """A name and each of its parts, as written, in Latin letters, without accents; never single letters."""
    for part in [name, *regex.split(r"[\s'’-]+", name)]:
        for form in (part.lower(), in_latin(part), plain(in_latin(part))):
            if len(form) > 1 and regex.fullmatch(r"[\p{L}\p{M}'’-]+", form) and not regex.search(r"\p{Han}", form):
                yield form


def attributes(folder: str) -> Iterator[tuple[str, str, object]]:
    """Locale, name and value of each list that Faker's providers of one kind hold."""
    for locale in AVAILABLE_LOCALES:
        try:
            provider = import_module(f"faker.providers.{folder}.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for name in dir(provider):
            value = getattr(provider, name)
            if isinstance(value, (list, tuple, dict)) and not name.startswith("_"):
                yield locale, name, value


def names(*words: str) -> set[str]:
    """All forms of the names in Faker's lists whose attribute name contains one of the words."""
    return {
        form
        for _, attribute, values in attributes("person")
        if any(word in attribute for word in words) and "format" not in attribute
        for value in values  # type: ignore[attr-defined]
        if isinstance(value, str)
        for form in forms(value)
    }


def in_several_locales(*words: str) -> set[str]:
    """Forms that lists of at least two locales have: a rare name that is also a common word is no evidence."""
    locales: dict[str, set[str]] = {}
    for locale, attribute, values in attributes("person"):
        if any(word in attribute for word in words) and "format" not in attribute:
            for form in (form for value in values if isinstance(value, str) for form in forms(value)):
                locales.setdefault(form, set()).add(locale[:2] + locale[-2:])
    return {form for form, where in locales.items() if len(where) > 1}


def towns() -> Iterator[str]:
    """Cities with short area codes and of Faker's lists."""
    codes = sorted(map(str, COUNTRY_CODE_TO_REGION_CODE), key=len, reverse=True)
    for prefix, described in GEOCODE_DATA.items():
        code = next(c for c in codes if str(prefix).startswith(c))
        if len(str(prefix)) - len(code) <= 3 and region_code_for_country_code(int(code)):
            yield from regex.split(r"[/,(]", described.get("en", ""))[:1]
    for locale, attribute, values in attributes("address"):
        if attribute in ("cities", "city_names") and locale not in ("it_IT", "nl_NL", "nl_BE", "sk_SK"):
            yield from (str(value) for value in values)  # type: ignore[attr-defined]


def well_known_places() -> Iterator[str]:
    """Cities that stand for a time zone, countries in five languages."""
    for zone in available_timezones():
        yield zone.split("/")[-1].replace("_", " ") if zone.count("/") == 1 and "Etc" not in zone else ""
    for language in ("en", "fr", "de", "it", "es"):
        yield from Locale(language).territories.values()


def words() -> Iterator[str]:
    """English words that are written small; from the list for passphrases and the stop words."""
    lists = Path(xkcdpass.__file__).parent / "static"
    yield from (word for name in ("legacy", "eff-long") for word in (lists / name).read_text("utf-8").split())
    yield from stopwords("en")
    for locale, _, values in attributes("lorem"):
        yield from (str(v) for v in values if locale == "en_US")  # type: ignore[attr-defined]


def foreign_words() -> Iterator[str]:
    """Words of French, German, Italian, Spanish and Portuguese in small letters."""
    lists = Path(xkcdpass.__file__).parent / "static"
    for name in ("fr-freelang", "ger-anlx", "ger-long", "ita-wiki", "ptbr-aosp-10k"):
        yield from (lists / name).read_text("utf-8").split()
    for language in ("fr", "de", "it", "es", "pt"):
        yield from stopwords(language)
    for locale, _, values in attributes("lorem"):
        yield from (str(v) for v in values if locale[:2] in ("fr", "de", "it", "es", "pt"))  # type: ignore[attr-defined]


def write(name: str, entries: Iterable[str]) -> None:
    """Sorted, one a line, gzipped without a time so that the same lists make the same file."""
    text = "\n".join(sorted(set(entries)))
    (GAZETTEERS / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def main() -> None:
    """Write all lists; foreign words hold nothing that another list has."""
    everyday = {w for w in words() if w.islower() and w.isalpha()} - words_of("names_in_dictionaries")
    familiar = words_of("added_names") | words_of("names_in_dictionaries")
    usual = in_several_locales("first", "given")
    first = names("first", "given") - (everyday - usual)
    last = names("last", "sur", "family")
    small_towns = {t for t in _placed(towns()) if len(t) > 3} - usual - familiar
    places = {p for p in small_towns | _placed(well_known_places()) if not set(p.split()) <= everyday}
    foreign = {w.lower() for w in foreign_words() if w.isalpha()}
    write("first_names", first)
    write("short_first_names", {name for name in usual if len(name) == 3})
    write("last_names", last)
    write("everyday", everyday)
    write("foreign", foreign - everyday - first - last - places - familiar)
    write("places", places)


def _placed(written: Iterable[str]) -> set[str]:
    shape = regex.compile(r"\p{Latin}[\p{Latin}\p{M} .'’-]{2,40}")
    return {place.strip().lower() for place in written if shape.fullmatch(place.strip())}


if __name__ == "__main__":
    main()
