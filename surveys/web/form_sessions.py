"""The cookie behind the form tokens: for the office alone, so that participants can never get one."""

from contextlib import suppress

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from surveys.storage import FolderLocked, Instance, OfficeBusy, OfficeDamaged
from surveys.web.cookies import bound_to_tls, office_path


class FormSessions(SecureCookieSessionInterface):
    """Opens a session for office pages only.

    A session is opened before anything else of a request happens. So the first request of a process
    has to make the instance and read its secret here.
    """

    def get_cookie_name(self, app: Flask) -> str:
        """Another name behind TLS."""
        return bound_to_tls(super().get_cookie_name(app))

    def get_cookie_path(self, _app: Flask) -> str:
        """Below the office alone."""
        return office_path()

    def get_cookie_secure(self, _app: Flask) -> bool:
        """Never sent without TLS where it was set with it."""
        return request.is_secure

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """None, and no cookie, for every page outside the office."""
        if not request.path.startswith("/office"):
            return None
        if app.secret_key is None:
            with suppress(FolderLocked, OfficeBusy, OfficeDamaged):  # the page that is asked for says so
                make_ready(app)
        return super().open_session(app, request)


def make_ready(app: Flask) -> None:
    """Make what is missing of the instance, for pages and commands; forms of the office are signed with its key.

    Raises FolderLocked, OfficeDamaged or OfficeBusy.
    """
    instance: Instance = app.extensions["instance"]
    instance.prepare()
    app.secret_key = instance.secret.read_bytes()
