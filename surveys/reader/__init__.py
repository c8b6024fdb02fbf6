"""Readers' pages: a published sheet. No script, no cookie, no sign-in; the link is the key."""

from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request
from flask_babel import gettext as _

from surveys.documents.sheets import PAPERS, held_together, sheet_labels
from surveys.languages import asked_language, speak_in
from surveys.organising.printed_pages import print_page, sheet_of_page
from surveys.organising.publishing import published_page
from surveys.settings import PROJECT
from surveys.storage import Instance, Publication, open_office

bp = Blueprint("reader", __name__)
bp.add_app_template_filter(held_together)

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
    publication, sheet = _asked_for(secret)
    page = render_template(
        "reader/publication.html",
        publication=publication,
        sheet=sheet,
        labels=sheet["labels"],
        paper_style=_STYLE,
        papers=PAPERS,
    )
    return _for_readers(make_response(page))


@bp.get("/r/<secret>/sheet.pdf")
def print_sheet(secret: str) -> Response:
    """The same as PDF, in the language of the page. Raises what `show` and `print_page` raise."""
    paper = request.args.get("paper", PAPERS[0])
    if paper not in PAPERS:
        abort(404)
    _publication, page = _asked_for(secret)
    sheet = replace(sheet_of_page(page, sheet_labels(_)), paper=paper)
    response = Response(print_page(sheet), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="sheet-{sheet.edition}.pdf"'
    return _for_readers(response)


def _asked_for(secret: str) -> tuple[Publication, dict[str, Any]]:
    """The page in the language that is asked for, or in its first one."""
    instance: Instance = current_app.extensions["instance"]
    with open_office(instance.office, read_only=True) as office:
        publication, pages = published_page(office, secret, today=date.today())
    asked = asked_language()
    language = asked if asked in pages else next(iter(pages))
    speak_in(language, list(pages))
    return publication, pages[language]


def _for_readers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = READER_POLICY
    return response
