"""Readers' pages: a published sheet. No script, no cookie, no sign-in; the link is the key."""

from base64 import b64encode
from datetime import date
from hashlib import sha256

from flask import Blueprint, Response, current_app, make_response, render_template

from surveys.languages import asked_language, speak_in
from surveys.organising.publishing import published_page
from surveys.settings import PROJECT
from surveys.storage import Instance, open_office

bp = Blueprint("reader", __name__)

_STYLE = (PROJECT / "static/css/reader.css").read_text(encoding="utf-8")
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()

READER_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:;"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""For the one style sheet and the logo that are inlined, and nothing else."""


@bp.get("/r/<secret>")
def show(secret: str) -> Response:
    """The sheet as it may be read today. Raises UnknownPublication or PublicationEnded."""
    instance: Instance = current_app.extensions["instance"]
    with open_office(instance.office, read_only=True) as office:
        publication, pages = published_page(office, secret, today=date.today())
    asked = asked_language()
    language = asked if asked in pages else next(iter(pages))
    speak_in(language, list(pages))
    sheet = pages[language]
    page = render_template(
        "reader/publication.html", publication=publication, sheet=sheet, labels=sheet["labels"], paper_style=_STYLE
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = READER_POLICY
    return response
