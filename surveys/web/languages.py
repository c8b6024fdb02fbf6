"""Languages of the pages: English only for now, but every visible string goes through gettext."""

from datetime import date, datetime

from flask import Flask
from flask_babel import Babel, format_date, get_locale

LANGUAGES = ("en",)


def add_languages(app: Flask) -> None:
    """Let templates and pages translate, with the catalogues in surveys/translations."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "surveys/translations"
    app.config["BABEL_DEFAULT_LOCALE"] = LANGUAGES[0]
    Babel(app, default_domain="messages")
    app.add_template_global(get_locale)
    app.add_template_filter(_day, "day")
    app.add_template_filter(_hour, "hour")


def _day(value: date) -> str:
    """A day as people write it; never a time of day."""
    return str(format_date(value if not isinstance(value, datetime) else value.date(), "d MMMM y", rebase=False))


def _hour(value: datetime) -> str:
    """An hour with the server's time zone, because writers may be in another one."""
    return value.astimezone().strftime("%H:%M (%Z)")
