"""The answer to a form travels in an address of its own, sealed: docs/decisions/0016.

A browser keeps what a POST sent with its page, and Chromium writes it to the disk when somebody reloads the page or
comes back to it. Behind an address nothing is sent: Back, Forward and reload ask for the same page again.
"""

import zlib

from cryptography.fernet import Fernet, InvalidToken
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.participant.lengths import pad
from surveys.protection import PAPER_STYLE

bp = Blueprint("carrying", __name__)
bp.after_request(pad)

_SEAL = Fernet(Fernet.generate_key())
"""In memory alone, shared by all workers, who are forked behind this line; an address says nothing without it."""
_WITH_WORDS = (200, 404, 409, 422, 503)
"""What an answer to a form can be; a refused form is told so at once."""
_SECONDS = 60 * 60
_SIZES = (1_536, 3_072, 4_608)
"""Bytes before sealing: a few equal lengths, and none too long for the address line of any server between."""


def carry(response: Response) -> Response:
    """Send the browser to its page, where it is one that says where its requests come from.

    Others, and pages too long for an address, get their page at once, as ever.
    """
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if request.method != "POST" or not is_ours or response.status_code not in _WITH_WORDS:
        return response
    page = f"{response.status_code}{response.get_data(as_text=True).replace(PAPER_STYLE, '', 1)}"
    packed = zlib.compress(page.encode(), 9)
    size = next((size for size in _SIZES if size >= len(packed)), 0)
    if not size:
        return response
    sealed = _SEAL.encrypt(packed.ljust(size, b"\0")).decode()
    slug = (request.view_args or {})["slug"]
    return make_response(redirect(url_for("carrying.show", slug=slug, sealed=sealed), 303))


@bp.get("/s/<slug>/page/<sealed>")
def show(slug: str, sealed: str) -> ResponseReturnValue:
    """The page of this address, for the browser that was sent here; whoever got the address otherwise gets the form."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return redirect(url_for("answering.form", slug=slug), 303)
    try:
        packed = _SEAL.decrypt(sealed.encode(), ttl=_SECONDS)
    except InvalidToken:
        return render_template("participant/too_old.html", slug=slug), 410
    page = zlib.decompressobj().decompress(packed).decode()
    return page[3:].replace("<style></style>", f"<style>{PAPER_STYLE}</style>", 1), int(page[:3])
