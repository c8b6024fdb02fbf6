"""Behind a path of somebody else's host, such as https://example.org/unsigned: every link carries the path.

The path is that of the setting ADDRESS, whether the proxy in front removes it or leaves it. Without an ADDRESS
it is what the one trusted proxy says in X-Forwarded-Prefix.
"""

from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from surveys.settings import PLAIN_PATH


class BehindAPath:
    """A WSGI application below a path."""

    def __init__(self, app: WSGIApplication, path: str, *, believes_header: bool) -> None:
        self.app = app
        self.path = path
        self.believes_header = believes_header

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> object:
        """Give the application its own path, and the rest of the address that is asked for."""
        path = self.path or self._named_by_proxy(environ)
        environ["SCRIPT_NAME"] = path
        asked = environ.get("PATH_INFO", "")
        if path and (asked == path or asked.startswith(f"{path}/")):
            environ["PATH_INFO"] = asked.removeprefix(path) or "/"
        return self.app(environ, start_response)

    def _named_by_proxy(self, environ: WSGIEnvironment) -> str:
        named = str(environ.get("HTTP_X_FORWARDED_PREFIX", "")).rstrip("/") if self.believes_header else ""
        return named if PLAIN_PATH.fullmatch(named) else ""
