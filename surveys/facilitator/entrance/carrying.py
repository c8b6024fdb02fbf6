"""Office pages that answer a slip, a passphrase or a recovery key have an address: `surveys/web/carrying.py`."""

from flask import Blueprint, Response, g, redirect, session, url_for
from flask.typing import ResponseReturnValue

from surveys.facilitator.guarding import entrance_pages, me, office_pages, page
from surveys.web.carrying import WITH_WORDS, comes_from_our_page, go_to_page, open_page, seal_page

bp: Blueprint = office_pages("carried")
entrance: Blueprint = entrance_pages("carried_at_the_entrance")
_STATUSES = WITH_WORDS | {401, 403}
"""People who have to sign in, or typed a wrong key, get their words back with the page."""


def carry(response: Response) -> Response:
    """Send the browser to the address of the page; a page of somebody who is signed in is shown only to them."""
    sealed = seal_page(response, bound_to=(whose := _whose()) or _which_browser(), statuses=_STATUSES)
    to = "carried.show" if whose else "carried_at_the_entrance.show"
    return go_to_page(url_for(to, sealed=sealed), response) if sealed else response


@bp.get("/page/<sealed>")
def show(sealed: str) -> ResponseReturnValue:
    """A page for a signed-in organiser."""
    return _page_of(sealed, _whose())


@entrance.get("/entrance/<sealed>", endpoint="show")
def show_at_the_entrance(sealed: str) -> ResponseReturnValue:
    """A page for somebody who is not signed in yet."""
    return _page_of(sealed, _which_browser())


def _whose() -> str:
    """The organiser and the passphrase in force: a page with a new one ends when that is in force."""
    if "let_in" in g:
        return f"{g.let_in.facilitator}{g.let_in.wrap.hex()}"
    return f"{me().id}{me().key.by_passphrase.hex()}" if "facilitator" in g else ""


def _which_browser() -> str:
    """The token of its forms, so that somebody else who learns the address of a page gets nothing."""
    return str(session.get("csrf_token", ""))


def _page_of(sealed: str, bound_to: str) -> ResponseReturnValue:
    if not comes_from_our_page():
        return redirect(url_for("overview.surveys"), 303)
    return open_page(sealed, bound_to=bound_to) or page("too_old", 410)
