"""The real server: gunicorn with its own configuration, on an instance of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import randrange
from urllib.parse import urlencode

from surveys.settings import PROJECT


@dataclass
class Server:
    """gunicorn with two workers; everything it ever says lies in `output`."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def output(self) -> bytes:
        return (self.folder / "output").read_bytes()

    def ask(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, page and headers; a POST where there are fields."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if fields is None:
            connection.request("GET", path, headers=named)
        else:
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(fields), form | named)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace"), dict(answer.getheaders())

    def says_raw(self, request: bytes) -> bytes:
        """Any bytes at all; what comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(request)
            return line.recv(1 << 16)

    def says_and_leaves(self, request: bytes) -> bytes:
        """The same from somebody who hangs up; what came back until then."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line, suppress(OSError):
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return line.recv(1 << 16)
        return b""

    @property
    def workers(self) -> list[int]:
        """The processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text().split()]

    def is_killed(self) -> None:
        """kill -9 for every process of it at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def starts_again(self) -> None:
        self.process = _launch(self.folder, self.port)
        _wait_for(self)

    def ends(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(40)  # longer than the 30 seconds that gunicorn gives its workers


GUNICORN = ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "app:app")


def start_server(
    folder: Path, *options: str, command: tuple[str, ...] = GUNICORN, port: int = 0, setting: int = 0
) -> Server:
    """On `port`, whatever port its settings name."""
    port = port or free_port()
    server = Server(folder, port, _launch(folder, setting or port, *options, command=command))
    _wait_for(server)
    return server


def _launch(folder: Path, port: int, *options: str, command: tuple[str, ...] = GUNICORN) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "UNSIGNED_INSTANCE": str(folder / "instance"),
        "UNSIGNED_SESSIONS": str(folder / "sessions"),
        "UNSIGNED_PORT": str(port),
        "FLASK_RUN_PORT": str(port),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    words = [sys.executable, *command[:-1], *options, command[-1]]
    with (folder / "output").open("ab") as output:
        return subprocess.Popen(
            words, cwd=PROJECT, env=environment, stdout=output, stderr=output, start_new_session=True
        )


def free_port() -> int:
    """One that no program takes by chance before a server has it: below those that Linux gives to whoever calls."""
    while True:
        port = randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _wait_for(server: Server) -> None:
    for _ in range(2_400):
        try:
            server.ask("/")
        except OSError:
            assert server.process.poll() is None, server.output.decode()
            time.sleep(0.05)
        else:
            return
    raise AssertionError(server.output.decode())
