"""Languages of the pages: English only for now, but every visible string goes through gettext."""

from datetime import date, datetime

from flask import Flask, current_app
from flask_babel import Babel, format_date, get_locale, gettext, lazy_gettext

from surveys.clocks import clock_of, shown_there
from surveys.stripping import name_search
from surveys.survey import Survey

READ_AS_ONE = {"hr": lazy_gettext("Bosnian/Croatian/Serbian"), "nb": lazy_gettext("Norwegian")}
"""Languages of notes that we cannot tell apart: Babel's name would be that of one of them."""


def add_languages(app: Flask) -> None:
    """Let templates and pages translate, with the catalogues in surveys/translations."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "surveys/translations"
    Babel(app, default_domain="messages")
    app.add_template_global(get_locale)
    app.add_template_filter(_day, "day")
    app.add_template_filter(when)
    app.add_template_filter(hour)
    app.add_template_filter(name_of_language, "language")
    app.add_template_filter(name_search)


def name_of_language(code: str) -> str:
    """The name of a note's language, in the language of the page."""
    locale = get_locale()
    return str(READ_AS_ONE.get(code) or (locale and locale.languages.get(code)) or code)


def when(moment: datetime, survey: Survey) -> str:
    """Day and time as the clock of the survey's place shows them, because writers may be somewhere else."""
    return f"{_day(shown_there(moment, _zone_of(survey)))}, {hour(moment, survey)}"


def hour(moment: datetime, survey: Survey) -> str:
    """The time alone, on the same clock."""
    return f"{shown_there(moment, _zone_of(survey)):%H:%M} {clock_of(_zone_of(survey), gettext)}"


def _zone_of(survey: Survey) -> str:
    return survey.zone or str(current_app.config["ZONE"])


def _day(value: date) -> str:
    """A day as people write it; never a time of day."""
    return str(format_date(value if not isinstance(value, datetime) else value.date(), "d MMMM y", rebase=False))
