"""The named steps of `create_app`."""

import logging
import os
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Request, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from surveys.catalogue import load_catalogue
from surveys.clocks import server_zone
from surveys.errors import add_error_pages
from surveys.facilitator import add_office
from surveys.languages import add_languages
from surveys.operating.commands import add_commands
from surveys.operating.deletion_days import Watched, keep_deletion_days
from surveys.operating.health import bp as health
from surveys.operating.health import log_refusals
from surveys.participant import add_participant_pages
from surveys.reader import bp as reader_pages
from surveys.settings import LARGEST_BODY, PROJECT, load_settings
from surveys.storage import Instance, announce_server
from surveys.web.behind_a_path import BehindAPath
from surveys.web.form_sessions import make_ready
from surveys.web.protection import protect


class RequestInMemory(Request):
    """A request whose files stay in memory; Werkzeug would write large ones to the disk. LARGEST_BODY limits them."""

    def _get_file_stream(self, *_about: object, **_it: object) -> BytesIO:
        return BytesIO()


def new_app(settings: Mapping[str, str | int | bool]) -> Flask:
    """Make the Flask application, with the folders of the project and the settings."""
    app = Flask("surveys", root_path=str(PROJECT))
    app.request_class = RequestInMemory
    app.config.update(load_settings(os.environ) | dict(settings))
    app.config["ZONE"] = app.config["ZONE"] or server_zone()
    return app


def secure(app: Flask) -> None:
    """Limit the size of requests, and set cookies only in the office."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=400,
        SESSION_COOKIE_NAME="unsigned_form",
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_CHECK_DEFAULT=False,  # the office checks it itself; participants get no cookie
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,  # no message of WTForms is ever shown
    )
    CSRFProtect(app)
    set_path_and_proxy(app)
    protect(app)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # its request lines name addresses and times


def set_path_and_proxy(app: Flask) -> None:
    """Set the path below which people reach the pages, and trust one proxy, if one is configured."""
    address, has_proxy = str(app.config["ADDRESS"]), bool(app.config["BEHIND_PROXY"])
    path = urlsplit(address).path.rstrip("/")
    app.wsgi_app = BehindAPath(app.wsgi_app, path, believes_header=has_proxy and not address)  # type: ignore[method-assign, assignment]
    if has_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=1, x_host=1)  # type: ignore[method-assign]


def add_instance(app: Flask) -> None:
    """Name the instance folder now; make it with the first request, whatever server runs.

    With the first request of each day, surveys whose deletion day has come are destroyed; what the process has
    seen of the clock decides whether the day is believed.
    """
    instance = Instance.at(Path(str(app.config["INSTANCE"])), str(app.config["SESSIONS"]))
    app.extensions["instance"] = instance
    watched, last_looked = Watched.from_now_on(), date.min

    @app.before_request
    def prepare_once_a_day() -> None:
        nonlocal watched, last_looked
        if request.endpoint == "health.see":  # it says in its own words what is wrong
            return
        if last_looked == date.today() and instance.sessions.is_dir():  # a tidied /dev/shm only signs people out
            return
        if "SERVER_SOFTWARE" in request.environ:  # a server, not a test or a command in its own process
            place = "{SERVER_NAME}:{SERVER_PORT}".format_map(request.environ)
            announce_server(instance, place, f"http://{place}")
        make_ready(app)
        watched = watched.now()
        keep_deletion_days(instance, watched)
        last_looked = watched.day


def check_catalogue() -> None:
    """Read the ready-made surveys now, so that a mistake in one stops the start and not a facilitator."""
    load_catalogue()


def add_pages(app: Flask) -> None:
    """Add the pages of participants and readers, the office, error pages, commands and languages."""
    add_languages(app)
    add_participant_pages(app)
    app.register_blueprint(reader_pages)
    app.register_blueprint(health)
    log_refusals(app)
    add_office(app)
    add_error_pages(app)
    add_commands(app)
