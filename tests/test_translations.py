"""The catalogues of translated words: they fit the source, they are complete where we say so, they break nothing."""

import ast
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from flask import Flask

from surveys.settings import PROJECT
from surveys.translations.making import LANGUAGES, extract, files_of, translated
from surveys.wordings import COMPLETE
from tests.actors import Organiser, Participant
from tests.facilitator.conftest import signed_in
from tests.pages import soup_of

TRANSLATED = tuple(one for one in COMPLETE if one != "en")
"""Languages in which every page is translated."""
PARTLY = tuple(one for one in LANGUAGES if one not in COMPLETE)
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
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+(?:!r)?\}")
OF_CLICK = "surveys/operating/commands/speaking.py"
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


@pytest.mark.parametrize("language", TRANSLATED)
def test_complete_languages_miss_nothing(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", PARTLY)
def test_partly_translated_languages_miss_nothing_that_participants_see(language: str) -> None:
    assert missing(language, FOR_PARTICIPANTS) == []


def test_where_participants_words_are() -> None:
    files = {file for message in source() for file, _line in message.locations}
    assert [place for place in FOR_PARTICIPANTS if not any(file.startswith(place) for file in files)] == []


def test_messages_are_filled_in_one_way_and_have_no_loose_ends() -> None:
    """A space at an end means that something is glued to it; `{name}` is how click fills in names, not we."""
    ours = [message for message in source() if message.id and (OF_CLICK, 0) not in message.locations]
    texts = [text for message in ours for text in ids(message)]
    assert [text for text in texts if text != text.strip() or re.search(r"\{\w+\}|%[sd]", text)] == []


def test_no_message_is_inside_a_formatted_string() -> None:
    """Where the extraction does not see it."""
    names = {"_", "gettext", "ngettext", "lazy_gettext", "marked", "marked_forms"}
    hidden = [
        f"{path.relative_to(PROJECT)}:{call.lineno}"
        for path in (PROJECT / "surveys").rglob("*.py")
        for formatted in ast.walk(ast.parse(path.read_text()))
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
        if isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def marks(text: str) -> tuple[set[str], list[str]]:
    """What programs read in a text: the names that they fill in, and tags."""
    return set(PLACEHOLDER.findall(text)), sorted(TAG.findall(text))


def percents(text: str) -> set[str]:
    """How percent signs are written outside names: twice where names are filled in, else once."""
    return set(re.findall("%+", PLACEHOLDER.sub("", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_and_tags_of_their_source(language: str) -> None:
    """A plural form may leave its number out, as in "one note"; every other name must be there.

    The first of several forms follows the first form of the source, which can have other names in click's sentences.
    """
    wrong = []
    for message in translated(language):
        expected = [marks(text) for text in ids(message)]
        allowed = set().union(*(names for names, _tags in expected))
        texts = strings(message) if message.id else []
        for place, text in enumerate(texts):
            names, tags = marks(text)
            needed, needed_tags = expected[0 if place == 0 and len(texts) > 1 else -1]
            optional = {"%(num)d", "%(num)s"} if len(expected) > 1 else set()
            if text and (not needed - optional <= names <= allowed | optional or tags != needed_tags):
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


HOSTILE = "<i>%(host)s</i> %s {x} 100 % &amp; </span><script>"


def test_what_others_typed_stays_text_inside_a_translated_sentence(
    app: Flask, organiser: Organiser, participant: Participant
) -> None:
    """Names and titles are filled into sentences that may have tags; nothing in them is read as a tag or a name."""
    survey = organiser.opens(title=HOSTILE, asked_by=HOSTILE)
    facilitator, base = signed_in(app, organiser.account.id), f"/office/surveys/{survey.id}"
    pages = [facilitator.get(f"{base}{place}") for place in ("", "/poster", "/poster?view=projector", "/meeting")]
    pages.append(participant.get(f"/s/{survey.slug}"))
    pages.append(participant.checks(survey, f"Write to <script>@cern.ch or to ana@cern.ch, {HOSTILE}"))
    for page in pages:
        assert "<script>" not in re.sub(r'<script src="/static/[^>]*>', "", page.text)
        assert "<i>%(host)s" not in page.text
    assert f"Asked by {HOSTILE}" in soup_of(pages[1]).get_text()
    assert f"Meeting: {HOSTILE}" in soup_of(pages[3]).get_text()
