"""Promises 1 and 15 at the door: whatever comes down the line, gunicorn writes no address, path or word of it."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from gunicorn.config import Config

from surveys.settings import PROJECT
from tests.promises.server import Server, start_server
from tests.promises.theft import places_of, stolen_bytes

WORD = b"flibbertigibbet"
CHATTY = ("--log-level", "debug", "--access-logfile", "-", "--error-logfile", "-")
"""The most that a careless operator can ask for."""

GARBAGE = {
    "no HTTP": WORD + b" nonsense\r\n\r\n",
    "bytes": bytes(range(256)) * 4 + WORD + b"\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + WORD + b"\r\n\r\n",
    "endless line": b"GET /" + WORD * 1_000 + b" HTTP/1.1\r\n\r\n",
    "endless header": b"GET / HTTP/1.1\r\nX-Words: " + WORD * 2_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, WORD) for n in range(200)) + b"\r\n",
    "folded header": b"GET / HTTP/1.1\r\nHost: x\r\n " + WORD + b"\r\n\r\n",
    "header without a name": b"GET / HTTP/1.1\r\n: " + WORD + b"\r\n\r\n",
    "a version to come": b"GET /" + WORD + b" HTTP/9.9\r\nHost: x\r\n\r\n",
    "a method of its own": WORD.upper() + b" / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a strange method": b"{" + WORD + b"} / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a strange host": b"GET /" + WORD + b" HTTP/1.1\r\nHost: [" + WORD + b"\r\n\r\n",
    "a strange length": b"POST /" + WORD + b" HTTP/1.1\r\nHost: x\r\nContent-Length: " + WORD + b"\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + WORD,
    "a strange chunk": b"POST /s/x/check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + WORD + b"\r\n",
    "a strange coding": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + WORD + b"\r\n\r\n",
    "an expectation": b"POST / HTTP/1.1\r\nHost: x\r\nExpect: " + WORD + b"\r\nContent-Length: 3\r\n\r\nabc",
    "forged forwarding": b"GET /" + WORD + b" HTTP/1.1\r\nHost: x\r\nX-Forwarded-Proto: https\r\n"
    b"X-Forwarded-Ssl: off\r\nX-Forwarded-Host: " + WORD + b"\r\n\r\n",
    "a proxy line": b"PROXY TCP4 192.0.2.7 192.0.2.8 1 2\r\nGET /" + WORD + b" HTTP/1.1\r\n\r\n",
    "a path that is no text": b"GET /%FF%FE" + WORD + b"?\xff=%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "a body cut short": b"POST /s/" + WORD + b"/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/"
    b"x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nanswer-0-text=" + WORD,
}


@pytest.fixture(scope="module", params=[(), CHATTY], ids=["as configured", "asked to be chatty"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start_server(tmp_path_factory.mktemp("served"), *request.param)
    yield server
    server.ends()


def test_no_process_of_the_server_may_leave_a_core_dump(server: Server) -> None:
    """It would hold the words that are on their way, and a signed-in organiser's key."""
    assert server.workers
    for process in (server.process.pid, *server.workers):
        limits = Path(f"/proc/{process}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits), "neither now nor after asking for more"


def test_no_invalid_request_leaves_a_trace(server: Server) -> None:
    """One of each kind, and each honest kind beside them; then everything the server wrote anywhere."""
    for request in GARBAGE.values():
        server.says_and_leaves(request)
    assert server.ask("/" + WORD.decode())[0] == 404
    assert server.ask("/", {"code": WORD.decode()})[0] == 404
    server.ends()
    assert places_of(WORD.decode(), stolen_bytes(server.folder)) == []
    assert not re.search(rb"\d+\.\d+\.\d+\.\d+(?!:\d)", server.output.replace(b"gunicorn 27.0.1", b""))
    assert b"GET" not in server.output
    assert b"Traceback" not in server.output


def test_an_accident_outside_the_application_is_told_by_type_and_place_alone(capfd: pytest.CaptureFixture[str]) -> None:
    log = runpy.run_path(str(PROJECT / "deploy/gunicorn.conf.py"))["logger_class"](Config())
    try:
        raise ValueError(WORD)
    except ValueError:
        log.exception("Error handling request %s", WORD)
    said = capfd.readouterr().err
    assert "ValueError in" in said
    assert WORD.decode() not in said
