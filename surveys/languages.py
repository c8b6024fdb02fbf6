"""Which language a page is in: the survey's for those who write and read, the browser's for organisers.

A `lang` in the address decides, and every link, form and redirect of the page carries it on. Nothing else does: no
cookie, nothing stored (docs/decisions/0030). None of this touches a note.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, force_locale, get_locale, gettext, lazy_gettext, ngettext, refresh
from markupsafe import Markup

from surveys.clocks import clock_of, day_in_words, shown_there
from surveys.directions import at_brackets, attributes, direction_of, is_right_to_left, isolated, tag_of
from surveys.frequent_words import language_of_note
from surveys.settings import PROJECT
from surveys.stripping import at_placeholders, name_search, with_placeholders
from surveys.survey import Survey
from surveys.wordings import COMPLETE, OF_PARTICIPANTS, OF_SURVEYS, page_language_for, said_in, words_of

READ_AS_ONE = {"hr": lazy_gettext("Bosnian/Croatian/Serbian"), "nb": lazy_gettext("Norwegian")}
"""Languages of notes that we cannot tell apart: Babel's name would be that of one of them."""
# The sentence in _("…") and ngettext("…" of a template. Not a sentence with a quotation mark of its own.
_SENTENCE = re.compile(r"""(?<=_\(")[^"]+(?=")|(?<=gettext\(")[^"]+(?=")""")


def add_languages(app: Flask) -> None:
    """Let templates and pages translate, with the catalogues in surveys/translations."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "surveys/translations"
    Babel(app, default_domain="messages", locale_selector=_language_of_page)
    app.url_defaults(_carry_on)
    about_pages = (
        html_language,
        offered_languages,
        language_links,
        asked_language,
        towards_start,
        towards_end,
        page_language,
    )
    about_words = (of_survey, of_note, of_words_in, is_right_to_left, direction_of, own_name)
    choices = (document_language, document_languages, languages_of_sets)
    for shown in (*about_pages, *about_words, *choices):
        app.add_template_global(shown)
    app.add_template_filter(_day, "day")
    app.add_template_filter(when)
    app.add_template_filter(hour)
    app.add_template_filter(name_of_language, "language")
    app.add_template_filter(name_search)
    app.add_template_filter(shown_note, "shown_plainly")
    app.add_template_filter(note_in_html, "shown")
    app.add_template_filter(with_brackets_apart)


def speak(survey: Survey) -> Survey:
    """Make this a page of a survey: in the survey's language, or in the one of its others that the address asks for.

    Returns the survey in that language. A language that it does not have is ignored.
    """
    asked = asked_language()
    language = asked if asked in survey.languages else survey.language
    g.slug, g.first_language = survey.slug, survey.language
    said = said_in(survey, language)
    g.untranslated = frozenset(words_of(survey)).intersection(words_of(said)) if language != survey.language else ()
    speak_in(language, survey.languages)
    return said


def speak_in(language: str, offered: Collection[str]) -> None:
    """Make this a page in one of the languages that it is offered in."""
    g.page_language, g.words_language, g.offered = page_language_for(language), language, offered
    refresh()


def language_of_sets() -> str:
    """The language of the ready-made surveys on this page: what the address asks for by `sets`, or the page's own."""
    asked = request.values.get("sets", "").replace("-", "_")
    return asked if asked in OF_PARTICIPANTS else page_language()


def languages_of_sets() -> list[tuple[str, str, bool, str]]:
    """All that they can be had in: code, own name, whether it is this one, address."""
    now, page = language_of_sets(), str(request.endpoint)
    return [(tag_of(one), own_name(one), one == now, url_for(page, sets=tag_of(one))) for one in OF_PARTICIPANTS]


def document_language(survey: Survey) -> str:
    """The language of a document: what the address asks for by `sheet`, or the survey's own."""
    asked = request.values.get("sheet", "").replace("-", "_")
    return asked if asked in _of_documents(survey) else survey.language


def document_languages(survey: Survey) -> list[tuple[str, str, bool, str]]:
    """The languages that a document of the survey can be had in: code, own name, whether it is this one, address."""
    now = document_language(survey)
    page: dict[str, Any] = {"endpoint": request.endpoint, **(request.view_args or {})}
    codes = _of_documents(survey)
    return [(tag_of(one), own_name(one), one == now, url_for(**page, sheet=tag_of(one))) for one in codes]


def _of_documents(survey: Survey) -> list[str]:
    return list(dict.fromkeys((*survey.languages, *OF_PARTICIPANTS)))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Translate into this language for a while: for a sheet, whose reader is not the one who asks for it."""
    with force_locale(page_language_for(language)):
        yield


def in_this_language(path: str) -> str:
    """A path of this server with the language that the address of this page asks for."""
    asked = asked_language()
    return f"{path}?lang={tag_of(asked)}" if asked else path


def translators(language: str) -> tuple[Callable[..., str], Callable[..., str]]:
    """What translates into a language, whichever the page is in."""

    def say(text: str, **values: object) -> str:
        with force_locale(language):
            return str(gettext(text, **values))

    def count(one: str, many: str, number: int, **values: object) -> str:
        with force_locale(language):
            return str(ngettext(one, many, number, **values))

    return say, count


def asked_language() -> str:
    """The language that the address asks for; "" for none and for one that nobody speaks here."""
    asked = request.args.get("lang", "").replace("-", "_") if has_request_context() else ""
    return asked if asked in OF_SURVEYS else ""


def html_language() -> Markup:
    """The attributes of <html>: the language of the page and its direction."""
    return _attributes(page_language(), direction_of(page_language()))


def of_survey(survey: Survey | None = None, text: str = "") -> Markup:
    """The attributes of what an organiser wrote: its language, where the page has another, and its direction.

    A `text` that has no translation is in the first language of the survey.
    """
    language = g.get("words_language") or (survey.language if survey else "")
    language = g.first_language if text in g.get("untranslated", ()) else language
    return of_words_in(language)


def of_words_in(language: str) -> Markup:
    """The attributes of words in a language that is named."""
    return _attributes(language if language != page_language() else "", "auto")


def of_note(text: str) -> Markup:
    """The attributes of a note: its language, where we know it and the page has another."""
    return of_words_in(language_of_note(text))


def shown_note(text: str) -> str:
    """A note as people read it: our placeholders, which are stored in English, in the language of the page."""
    return with_placeholders(text, gettext)


def note_in_html(text: str) -> Markup:
    """The same for a page, where a placeholder has a language of its own and leaves the note its direction."""
    return isolated(at_placeholders(text, gettext), page_language())


def with_brackets_apart(text: str) -> Markup:
    """The same for a note whose placeholders are translated already, as on a sheet."""
    return isolated(at_brackets(text), page_language())


def offered_languages() -> list[tuple[str, str, bool]]:
    """The languages that this page can be read in: code, own name, and whether it is in this one now."""
    offered = g.get("offered") or _spoken_here()
    now = g.get("words_language") or page_language()
    return [(tag_of(code), own_name(code), code == now) for code in offered]


def language_links() -> list[tuple[str, str, bool, str]]:
    """The same, with the address of each, for the row at the foot of a page.

    Empty where there is no choice, and on the answer to a form: its address alone is another page.
    """
    languages = offered_languages()
    if len(languages) < 2 or request.method not in ("GET", "HEAD") or request.endpoint is None:
        return []
    return [(*language, _this_page_in(language[0])) for language in languages]


def towards_start() -> str:
    """The arrow that points to where lines begin: back, or earlier."""
    return "→" if direction_of(page_language()) == "rtl" else "←"


def towards_end() -> str:
    """The arrow that points to where lines end: on, or later."""
    return "←" if direction_of(page_language()) == "rtl" else "→"


def own_name(code: str) -> str:
    """The name of a language in that language."""
    name = str(_locale(code).language_name)
    return name[0].upper() + name[1:]


def number_of_language() -> int:
    """The language of this page, by its place in OF_PARTICIPANTS."""
    return OF_PARTICIPANTS.index(page_language())


@cache
def phrases_of(templates: tuple[str, ...], number: int) -> bytes:
    """What pages made of some templates say in a language, for compressing them: zlib looks 32 KiB back."""
    texts = [(PROJECT / f"templates/{name}.html").read_text(encoding="utf-8") for name in templates]
    with force_locale(OF_PARTICIPANTS[number]):
        said = _SENTENCE.sub(lambda found: gettext(found[0]), "".join(texts))
    return said.encode()[-(1 << 15) :]


def name_of_language(code: str) -> str:
    """The name of a note's language, in the language of the page."""
    return str(READ_AS_ONE.get(code) or _habits().languages.get(code) or code)


def grouped(number: int) -> str:
    """A number with its thousands apart, as people write it in the language of the page."""
    return str(format_decimal(number, locale=_habits()))


def when(moment: datetime, survey: Survey) -> str:
    """Day and time as the clock of the survey's place shows them, because writers may be somewhere else."""
    day = _day(shown_there(moment, _zone_of(survey)))
    return str(_habits().datetime_formats["medium"]).format(hour(moment, survey), day)


def hour(moment: datetime, survey: Survey) -> str:
    """The time alone, on the same clock."""
    return f"{shown_there(moment, _zone_of(survey)):%H:%M} {clock_of(_zone_of(survey), gettext)}"


def _zone_of(survey: Survey) -> str:
    return survey.zone or str(current_app.config["ZONE"])


def _day(value: date) -> str:
    """A day as people write it; never a time of day."""
    return day_in_words(value, page_language())


def _language_of_page() -> str:
    """Of a page that is not about a survey: what the address asks for, then what the browser prefers, then English."""
    if chosen := g.get("page_language"):
        return str(chosen)
    if not has_request_context():
        return "en"
    offered = _spoken_here()
    asked = asked_language()
    return asked if asked in offered else _preferred_among(offered)


def _preferred_among(offered: Collection[str]) -> str:
    """What the browser likes best, whatever the country; Werkzeug would give British English for any other language."""
    liked = (tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality)
    known = {code.partition("_")[0]: code for code in offered}
    return next((known[language] for language in liked if language in known), "en")


def _spoken_here() -> tuple[str, ...]:
    return COMPLETE if _is_in_office() else OF_PARTICIPANTS


def _is_in_office() -> bool:
    return request.path.startswith("/office")


def _carry_on(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static" and not values.get("lang") and (asked := asked_language()):
        values["lang"] = tag_of(asked)


def _this_page_in(code: str) -> str:
    """The address of this page in another language.

    What else is in the address of a participant's page is left out: the page may be remembered for everybody.
    """
    asked = request.args.to_dict(flat=False) if _is_in_office() else {}
    values: dict[str, Any] = {name: value for name, value in asked.items() if not _means_something(name)}
    values |= request.view_args or {}
    if "slug" in values:
        values["slug"] = g.get("slug", values["slug"])
    return url_for(str(request.endpoint), **(values | {"lang": code}))


def _means_something(name: str) -> bool:
    """Whether url_for would not take a name as a part of the address, such as `_scheme`; anybody can type one."""
    return name.startswith("_") or name in ("endpoint", "self")


def page_language() -> str:
    """The language of this page, as its folder in `translations/` is named."""
    return str(get_locale() or "en")


def _attributes(language: str, direction: str) -> Markup:
    return Markup(attributes(language, direction))  # noqa: S704  (both are ours)


def _habits() -> Locale:
    """How people write in the language of the page; for Babel, `pt` alone is Brazilian."""
    page = page_language()
    return _locale("pt_PT" if page == "pt" else page)


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)
