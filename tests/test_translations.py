"""The catalogues of translated words: they fit the source, they are complete where we say so, they break nothing."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from surveys.translations.making import LANGUAGES, extract, files_of, translated

COMPLETE: tuple[str, ...] = ("de", "fr")
"""Languages in which every page is translated."""
PARTLY: tuple[str, ...] = ()
"""Languages in which everything is translated that participants and readers see."""
FOR_PARTICIPANTS = (
    "surveys/clocks.py",
    "surveys/documents/",
    "surveys/languages.py",
    "surveys/numbers/about_you.py",
    "surveys/participant/",
    "surveys/stripping/",
    "templates/base.html",
    "templates/error.html",
    "templates/facilitator/poster.html",
    "templates/facilitator/projector.html",
    "templates/facilitator/slip.html",
    "templates/participant/",
    "templates/reader/",
    "templates/sheets/",
)
"""Where the words of participants' pages, sheets, published pages and error pages are."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TAG = re.compile(r"</?[a-z][^>]*>")


@cache
def source() -> Catalog:
    return extract()


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def missing(language: str, places: tuple[str, ...] = ("",)) -> list[str]:
    return [
        ids(message)[0]
        for message in translated(language)
        if message.id
        and (message.fuzzy or not all(strings(message)))
        and any(file.startswith(places) for file, _line in message.locations)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_make_messages_leaves_nothing_to_do(language: str) -> None:
    """If this fails, a sentence was changed without `make messages`."""
    for file, content in files_of(language, source()):
        assert file.read_bytes() == content, f"run `make messages`: {file.name} of {language} is out of date"


@pytest.mark.parametrize("language", COMPLETE)
def test_complete_languages_miss_nothing(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", PARTLY)
def test_partly_translated_languages_miss_nothing_that_participants_see(language: str) -> None:
    assert missing(language, FOR_PARTICIPANTS) == []


def test_where_participants_words_are() -> None:
    files = {file for message in source() for file, _line in message.locations}
    assert [place for place in FOR_PARTICIPANTS if not any(file.startswith(place) for file in files)] == []


def marks(text: str) -> tuple[set[str], list[str]]:
    """What programs read in a text: the names that they fill in, and tags."""
    return set(PLACEHOLDER.findall(text)), sorted(TAG.findall(text))


def percents(text: str) -> set[str]:
    """How percent signs are written outside names: twice where names are filled in, else once."""
    return set(re.findall("%+", PLACEHOLDER.sub("", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_and_tags_of_their_source(language: str) -> None:
    """A plural form may leave its number out, as in "one note"; every other name must be there."""
    wrong = []
    for message in translated(language):
        expected = [marks(text) for text in ids(message)]
        for text in filter(None, strings(message) if message.id else []):
            names, tags = marks(text)
            needed, optional = expected[-1][0], {"%(num)d", "%(num)s"} if len(expected) > 1 else set()
            if not needed - optional <= names <= needed | optional or tags != expected[-1][1]:
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_has_a_stray_percent_sign(language: str) -> None:
    wrong = [
        text
        for message in translated(language)
        if message.id
        for text in strings(message)
        if not percents(text) <= percents(ids(message)[-1])
    ]
    assert wrong == []
