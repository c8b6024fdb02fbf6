"""The answer to a form gets an address of its own, in which it is sealed: docs/decisions/0016.

A browser keeps what a POST sent with its page, and Chromium writes it to the disk when somebody reloads the page or
comes back to it. Behind an address nothing is sent: Back, Forward and reload ask for the same page again.
"""

import mmap
import os
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from time import monotonic

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Response, make_response, redirect, request

from surveys.languages import number_of_language, phrases_of
from surveys.web.protection import OFFICE_POLICY, PAPER_POLICY, PAPER_STYLE

WITH_WORDS = frozenset({200, 404, 409, 422, 503})
"""The statuses of an answer to a form that gets an address; any other answer is sent at once."""
_SIZES = 1_025, 2_042
"""Bytes before sealing: two equal lengths; the redirect fits the 4 KiB that proxies keep for an answer's head."""
_NONCE = 12
_HALF_HOUR = 30 * 60
_HALF_HOURS = 20_000  # more than a year; a server that runs longer stays with its last key
_STARTED = monotonic()
_KEYS = mmap.mmap(-1, 32 * _HALF_HOURS)
"""A key for each half hour, in memory that all workers share: they are forked behind this line."""
_KEYS[:] = os.urandom(len(_KEYS))
_TEMPLATES = (
    *("facilitator/sign_in", "facilitator/renew", "facilitator/_form", "facilitator/paper", "facilitator/_office"),
    *("facilitator/paper_check", "participant/_closure", "participant/refusal", "participant/form"),
    *("participant/thanks", "participant/_contacts", "participant/check", "participant/_note", "base"),
    "facilitator/secrets",
)
"""Their common parts are known to both sides, in each language, so that an address has the words and little else."""


def comes_from_our_page() -> bool:
    """Whether the browser says that one of our own pages led here; Back, Forward and reload say so again.

    Firefox says it of a reload only where it also sends the Referer: `Referrer-Policy` has to stay `same-origin`.
    """
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def seal_page(response: Response, *, bound_to: str, statuses: frozenset[int] = WITH_WORDS) -> str:
    """The answer to a form, sealed for an address; "" if the browser gets the answer at once.

    That is a browser that does not say where its requests come from, or a page too long for an address.
    """
    if request.method != "POST" or not comes_from_our_page() or response.status_code not in statuses:
        return ""
    page = f"{response.status_code}{response.get_data(as_text=True).replace(PAPER_STYLE, '', 1)}"
    packer = zlib.compressobj(9, zdict=phrases_of(_TEMPLATES, language := number_of_language()))
    packed = bytes([language]) + packer.compress(page.encode()) + packer.flush()
    size = next((size for size in _SIZES if size >= len(packed)), 0)
    return _sealed(packed.ljust(size, b"\0"), bound_to) if size else ""


def go_to_page(address: str, response: Response) -> Response:
    """The redirect in place of an answer, with the cookies that were to go along with it."""
    moved = make_response(redirect(address, 303))
    moved.headers.extend(("Set-Cookie", cookie) for cookie in response.headers.getlist("Set-Cookie"))
    return moved


def open_page(sealed: str, *, bound_to: str) -> Response | None:
    """The page of an address; none where it is older than this half hour and the last one, or not of this server."""
    packed = _unsealed(sealed, bound_to)
    if packed is None:
        return None
    page = zlib.decompressobj(zdict=phrases_of(_TEMPLATES, packed[0])).decompress(packed[1:]).decode()
    body = page[3:].replace("<style></style>", f"<style>{PAPER_STYLE}</style>", 1)
    response = make_response(body, int(page[:3]))
    response.headers["Content-Security-Policy"] = OFFICE_POLICY if body == page[3:] else PAPER_POLICY
    return response


def _sealed(content: bytes, bound_to: str) -> str:
    """Without the time, which the history would show, and without `bound_to`, which the reader must know."""
    nonce = os.urandom(_NONCE)
    return urlsafe_b64encode(nonce + _key_of(_half_hour()).encrypt(nonce, content, bound_to.encode())).decode()


def _unsealed(sealed: str, bound_to: str) -> bytes | None:
    now = _half_hour()
    for half_hour in (now, now - 1):
        with suppress(ValueError, InvalidTag):
            content = urlsafe_b64decode(sealed)
            return _key_of(half_hour).decrypt(content[:_NONCE], content[_NONCE:], bound_to.encode())
    return None


def _half_hour() -> int:
    """Which half hour of this server it is. Earlier keys are forgotten: nobody can read their pages any more."""
    now = min(int((monotonic() - _STARTED) / _HALF_HOUR), _HALF_HOURS - 1)
    _KEYS[: 32 * max(now - 1, 0)] = bytes(32 * max(now - 1, 0))
    return now


def _key_of(half_hour: int) -> AESGCM:
    """Raises ValueError before the server's first half hour."""
    return AESGCM(_KEYS[32 * half_hour : 32 * half_hour + 32] if half_hour >= 0 else b"")
