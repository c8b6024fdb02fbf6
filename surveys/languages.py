"""Languages of the pages: English only for now, but every visible string goes through gettext."""

from flask import Flask
from flask_babel import Babel

LANGUAGES = ("en",)


def add_languages(app: Flask) -> None:
    """Let templates and pages translate, with the catalogues in surveys/translations."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "surveys/translations"
    app.config["BABEL_DEFAULT_LOCALE"] = LANGUAGES[0]
    Babel(app)
