"""How long an answer is on the wire: the first screen short, answers with a writer's words of a few equal lengths."""

import gzip

from flask import Response, request

_SIZES = (6_144, 12_288, 16_384, 24_576, 32_768, 49_152, 65_536)
"""Few, so that most notes get answers of one length, and fine, so that the filling is short (docs/decisions/0030)."""
_FRAME = b"<!--%s-->\n"


def compress(response: Response) -> Response:
    """gzip an answer to GET: it has to arrive over the worst Wi-Fi of the week.

    Answers to POST hold the writer's words: their length must not show more.
    """
    wanted = "gzip" in request.headers.get("Accept-Encoding", "")
    if request.method != "GET" or not wanted or response.status_code != 200:
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def pad(response: Response) -> Response:
    """Lengthen an answer to POST, which may hold the writer's words, to one of a few sizes; the first is for thanks.

    Someone who sees only how long an answer is learns nothing about a text in it.
    It must not be compressed afterwards: the filling would vanish, and the length would depend on the words again.
    """
    may_hold_words = request.method == "POST" or request.blueprint == "carrying"
    if may_hold_words and response.mimetype == "text/html":
        body = response.get_data()
        holds_words = b"<textarea" in body or b'-text"' in body
        room = _room_behind(len(body) + len(_FRAME % b""), _SIZES[holds_words:])
        response.set_data(body + _FRAME % (b"." * room))
    return response


def _room_behind(length: int, sizes: tuple[int, ...]) -> int:
    return next((size for size in sizes if size >= length), -(-length // sizes[-1]) * sizes[-1]) - length
