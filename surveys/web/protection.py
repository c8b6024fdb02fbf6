"""What protects every page on the wire: where a post may come from, and what the headers allow."""

import ipaddress
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request

from surveys.settings import PROJECT, is_open_to_the_room

_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
PAPER_STYLE = (PROJECT / "static/css/participant.css").read_text(encoding="utf-8")
_STYLE_HASH = b64encode(sha256(PAPER_STYLE.encode()).digest()).decode()

_OF_ALL = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
PAPER_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; {_OF_ALL}"
"""For pages that inline the one style sheet and nothing else: participants' and error pages."""

_OF_SCRIPTS = "script-src 'self'; img-src 'self' data:; connect-src 'self'"
OFFICE_POLICY = f"default-src 'none'; style-src 'self'; {_OF_SCRIPTS}; {_OF_ALL}"


def protect(app: Flask) -> None:
    """Refuse cross-site posts and set the headers of every answer."""
    app.before_request(_refuse_impossible_hosts)
    app.before_request(_refuse_cross_site_posts)
    app.after_request(_set_headers)
    app.context_processor(lambda: {"paper_style": PAPER_STYLE, "is_unencrypted": is_unencrypted()})


def let_the_browser_remember() -> None:
    """For an empty form: Back brings what was typed, from the browser's memory.

    With `no-store` Firefox forgets it. The page itself may be written to the disk, so nothing on it is a secret.
    """
    g.is_wordless = True


def is_unencrypted() -> bool:
    """Whether this request, or others to the same server, come over a network without TLS."""
    is_here = is_loopback(request.host) and not is_open_to_the_room(current_app.config)
    return not request.is_secure and not is_here


def is_loopback(host: str) -> bool:
    """Whether a host, with or without a port, is this machine itself."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _refuse_impossible_hosts() -> None:
    """Refuse a Host that is not a host and port, because the links of the page would lead nowhere."""
    if not request.host:
        abort(400)


def _refuse_cross_site_posts() -> None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site in ("cross-site", "same-site"):
        abort(403)
    if site == "same-origin" and origin == "null":
        return  # a browser, or a proxy in front, that hides where our own form came from
    if origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}"):
        abort(403)


def _set_headers(response: Response) -> Response:
    in_office = request.path.startswith("/office") and response.status_code < 400
    headers = response.headers
    headers.setdefault("Content-Security-Policy", OFFICE_POLICY if in_office else PAPER_POLICY)
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = _PERMISSIONS
    headers["X-Robots-Tag"] = "noindex, nofollow"
    if not request.path.startswith("/static/"):
        headers["Cache-Control"] = "no-cache" if g.get("is_wordless") else "no-store"
    if request.is_secure and not current_app.debug:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
