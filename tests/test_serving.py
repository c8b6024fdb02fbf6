"""gunicorn as it is shipped: who is slow keeps nobody waiting. Each test has an end, and none asks for speed."""

import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest

from surveys.settings import LARGEST_BODY, PROJECT
from tests.actors import organiser_at
from tests.promises.server import Server, free_port, start_server

MANY = 300
"""Several times as many as the server has threads."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    folder = tmp_path_factory.mktemp("served")
    slug = organiser_at(folder).opens().slug
    server = start_server(folder)
    yield server, f"/s/{slug}"
    server.ends()


def line_to(server: Server, *, room: int = 0) -> socket.socket:
    line = socket.socket()
    if room:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    line.settimeout(60)
    line.connect(("127.0.0.1", server.port))
    return line


def says_nothing(server: Server, _path: str) -> socket.socket:
    return line_to(server)


def is_slow_with_the_head(server: Server, path: str) -> socket.socket:
    line = line_to(server)
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: loc".encode())
    return line


def is_slow_with_the_body(server: Server, path: str) -> socket.socket:
    line = line_to(server)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    line.sendall(f"{head}Content-Length: 4000\r\n\r\nanswer-0-text=Good".encode())
    return line


def does_not_read(server: Server, _path: str) -> socket.socket:
    """A client that takes a few bytes of a hundred and sixty kilobytes, in parts so small that no buffer hides it."""
    line = line_to(server, room=2_048)
    ask = "GET /static/css/office.css HTTP/1.1\r\nHost: localhost\r\n"
    line.sendall(f"{ask}\r\n".encode() * 9 + f"{ask}Connection: close\r\n\r\n".encode())
    return line


SLOW = (says_nothing, is_slow_with_the_head, is_slow_with_the_body, does_not_read)


@pytest.mark.parametrize("slow", SLOW, ids=lambda slow: slow.__name__)
def test_three_hundred_slow_connections_keep_no_phone_from_its_page(
    address: tuple[Server, str], slow: Callable[[Server, str], socket.socket]
) -> None:
    server, path = address
    with ExitStack() as lines:
        for _ in range(MANY):
            lines.enter_context(slow(server, path))
        for _ in range(8):
            status, page, _headers = server.ask(path)
            assert status == 200
            assert page.rstrip().endswith("</html>")


def test_beyond_its_limit_the_server_closes_who_has_waited_longest(tmp_path: Path) -> None:
    server = start_server(tmp_path, "--worker-connections", "20")
    with ExitStack() as lines:
        waiting = [lines.enter_context(is_slow_with_the_head(server, "/")) for _ in range(100)]
        assert server.ask("/")[0] == 200
        assert waiting[0].recv(1) == b"", "closed"
    server.ends()


def test_a_head_that_does_not_end_is_closed(address: tuple[Server, str]) -> None:
    server, path = address
    with is_slow_with_the_head(server, path) as line:
        assert line.recv(1) == b""


def test_a_request_in_single_bytes_is_answered(address: tuple[Server, str]) -> None:
    server, path = address
    with line_to(server) as line:
        for byte in f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode():
            line.sendall(bytes([byte]))
        assert everything_from(line).startswith(b"HTTP/1.1 200 ")


def test_requests_on_one_connection_are_answered_in_turn(address: tuple[Server, str]) -> None:
    server, path = address
    ask = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
    with line_to(server) as line:
        line.sendall(f"{ask}\r\n{ask}Connection: close\r\n\r\n".encode())
        assert everything_from(line).count(b"HTTP/1.1 200 ") == 2


def test_answers_come_whole_to_a_slow_reader(address: tuple[Server, str]) -> None:
    server, path = address
    with does_not_read(server, path) as line:
        answers = everything_from(line)
    style = (PROJECT / "static/css/office.css").read_bytes()
    assert answers.count(b"HTTP/1.1 200 ") == answers.count(style) == 10


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(address: tuple[Server, str]) -> None:
    """The page comes while not a byte of the body has."""
    server, path = address
    with line_to(server) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LARGEST_BODY + 1}\r\n\r\n".encode())
        assert everything_from(line).startswith(b"HTTP/1.1 413 ")


def test_a_body_of_unknown_length_is_refused_before_it_is_sent(address: tuple[Server, str]) -> None:
    server, path = address
    with line_to(server) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        answer = everything_from(line)
    assert answer.startswith(b"HTTP/1.1 411 ")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head


def test_who_asks_whether_to_go_on_is_told_to(address: tuple[Server, str]) -> None:
    server, path = address
    with line_to(server) as line:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\n"
        line.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 32\r\n\r\n".encode())
        assert line.recv(64).startswith(b"HTTP/1.1 100 ")
        line.sendall(b"answer-0-text=Tea&answer-1-text=")
        assert b"HTTP/1.1 200 " in everything_from(line)


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"x" * 100_000])
def test_garbage_is_refused_and_the_server_goes_on(address: tuple[Server, str], garbage: bytes) -> None:
    server, path = address
    with line_to(server) as line:
        line.sendall(garbage)
        assert everything_from(line).startswith(b"HTTP/1.1 4")
    assert server.ask(path)[0] == 200


def test_connections_that_wait_take_no_thread_and_little_memory(address: tuple[Server, str]) -> None:
    """As many threads with three hundred of them as without."""
    server, path = address
    server.ask(path)
    with ExitStack() as lines:
        for _ in range(MANY):
            lines.enter_context(is_slow_with_the_body(server, path))
        server.ask(path)
        threads = [len(list(Path(f"/proc/{worker}/task").iterdir())) for worker in server.workers]
    assert max(threads) <= 1 + 32


PAGE_LONG = "Our group meets at noon, and nobody asks the students. " * 53
A_LINE = "Ask Olga Petrova about the coffee. "


def checks(server: Server, path: str, text: str) -> socket.socket:
    """Somebody whose note is to be searched, and who does not read the answer yet."""
    body = urlencode({"answer-0-text": text, "answer-1-text": ""})
    head = f"POST {path}/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    line = line_to(server)
    form = "Content-Type: application/x-www-form-urlencoded"
    line.sendall(f"{head}{form}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
    return line


def test_three_hundred_long_notes_to_search_keep_nobody_from_a_page_or_a_short_note(tmp_path: Path) -> None:
    """Pages and a short note that come last are answered while most of the long ones still wait."""
    path = f"/s/{organiser_at(tmp_path).opens().slug}"
    server = start_server(tmp_path)
    with ExitStack() as lines:
        flood = [lines.enter_context(checks(server, path, PAGE_LONG)) for _ in range(MANY)]
        for _ in range(4):
            assert server.ask(path)[0] == 200
            assert server.ask(f"{path}/what-we-keep")[0] == 200
        status, page, _headers = server.ask(f"{path}/check", {"answer-0-text": A_LINE, "answer-1-text": ""})
        answered, _, _ = select.select(flood, [], [], 0)
    assert status == 200
    assert "Petrova" not in page.partition('<input type="hidden"')[0]
    assert len(answered) < MANY / 2
    server.is_killed()


def test_whoever_is_turned_away_because_too_many_write_keeps_every_word(tmp_path: Path) -> None:
    path = f"/s/{organiser_at(tmp_path).opens().slug}"
    server = start_server(tmp_path, "--workers", "1")
    with ExitStack() as lines:
        flood = [lines.enter_context(checks(server, path, A_LINE * 8)) for _ in range(MANY)]
        answers = [everything_from(line) for line in flood]
    away = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
    assert away
    assert all((A_LINE * 8).strip().encode() in answer for answer in away)
    assert sum(answer.startswith(b"HTTP/1.1 200 ") for answer in answers) == MANY - len(away)
    server.ends()


def test_it_does_not_start_where_it_is_asked_to_encrypt(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--certfile", "README.md"]
    environment = os.environ | {"UNSIGNED_INSTANCE": str(tmp_path / "instance"), "UNSIGNED_PORT": str(free_port())}
    ended = subprocess.run([*command, "app:app"], cwd=PROJECT, env=environment, capture_output=True, timeout=60)
    assert ended.returncode != 0
    assert b"Let a proxy such as nginx encrypt" in ended.stderr


def everything_from(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)
