"""The first screen, compressed: it has to arrive over the worst Wi-Fi of the week."""

import gzip

from flask import Response, request


def compress(response: Response) -> Response:
    """gzip an answer to GET. Answers to POST hold the writer's words: their length must not tell more."""
    wanted = "gzip" in request.headers.get("Accept-Encoding", "")
    if request.method != "GET" or not wanted or response.status_code != 200:
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
