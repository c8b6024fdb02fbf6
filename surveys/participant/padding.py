"""Answers of a few equal lengths: who sees only how long an answer is learns nothing of a text in it."""

from flask import Response, request

_SIZES = (4_096, 16_384, 65_536)
_FRAME = b"<!--%s-->\n"


def pad(response: Response) -> Response:
    """Lengthen an answer to POST, which may hold the writer's words, to 4, 16 or 64 KiB or a multiple of that.

    It must not be compressed afterwards: the filling would vanish, and the length would tell of the words again.
    """
    if request.method == "POST" and response.mimetype == "text/html":
        body = response.get_data()
        response.set_data(body + _FRAME % (b"." * (_room_behind(len(body) + len(_FRAME % b"")))))
    return response


def _room_behind(length: int) -> int:
    largest = _SIZES[-1]
    size = next((size for size in _SIZES if size >= length), -(-length // largest) * largest)
    return size - length
