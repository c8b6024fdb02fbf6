"""Unsigned: anonymous notes, stripped before storage, handed to a meeting as one shuffled sheet."""

import os
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from surveys.catalogue import load_catalogue
from surveys.commands import add_commands
from surveys.errors import add_error_pages
from surveys.facilitator import add_office
from surveys.languages import add_languages
from surveys.participant import add_participant_pages
from surveys.protection import protect
from surveys.settings import PROJECT, load_settings
from surveys.storage import Instance

LARGEST_BODY = 256 * 1024
"""Bytes of one request; eleven notes of one page each fit four times."""


def create_app(**settings: str | int | bool) -> Flask:
    """The application. Settings come from the environment, `settings` win. Writes nothing to disk."""
    app = Flask(__name__, root_path=str(PROJECT))
    app.config.update(load_settings(os.environ) | settings)
    _secure(app)
    _find_instance(app)
    load_catalogue()  # a mistake in a ready-made survey must stop the start, not a facilitator
    add_languages(app)
    protect(app)
    add_participant_pages(app)
    add_office(app)
    add_error_pages(app)
    add_commands(app)
    return app


def _secure(app: Flask) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=400,
        SESSION_COOKIE_NAME="unsigned_form",
        SESSION_COOKIE_PATH="/office",
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_CHECK_DEFAULT=False,  # the office asks for it itself; participants get no cookie
        WTF_CSRF_TIME_LIMIT=None,
    )
    CSRFProtect(app)
    if app.config["BEHIND_PROXY"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=1, x_host=1)  # type: ignore[method-assign]


def _find_instance(app: Flask) -> None:
    app.extensions["instance"] = Instance.at(Path(str(app.config["INSTANCE"])), str(app.config["SESSIONS"]))

    @app.before_request
    def prepare_once() -> None:
        if app.secret_key is None:
            instance: Instance = app.extensions["instance"]
            instance.prepare()
            app.secret_key = instance.read_secret()
