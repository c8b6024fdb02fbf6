"""Real gunicorn for the benches: started, asked over one connection, and its CPU time and memory read."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A running gunicorn; `pid` is its first process, the workers are its children."""

    port: int
    pid: int

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, cookie: str = ""
    ) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port)
        headers = {"Accept-Encoding": "gzip"}
        body = None
        if cookie:
            headers["Cookie"] = cookie
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read()

    def processes(self) -> list[int]:
        """The first process and all below it, the rendering process included while it lives."""
        return _with_children(self.pid)

    def cpu_seconds(self) -> float:
        return sum(_cpu(pid) for pid in self.processes()) / TICKS

    def megabytes(self, what: str, processes: list[int] | None = None) -> float:
        """Sum over the processes, or some of them, of Rss (counts shared pages in each) or Pss (counts them once)."""
        return sum(_memory(pid, what) for pid in processes or self.processes()) / 1024


@contextmanager
def unsigned(folder: str, port: int, workers: int) -> Iterator[Server]:
    """Unsigned on the instance in `folder`, started as `make run` starts it."""
    environment = {
        "UNSIGNED_INSTANCE": f"{folder}/instance",
        "UNSIGNED_SESSIONS": f"{folder}/sessions",
        "UNSIGNED_PORT": str(port),
        "UNSIGNED_WORKERS": str(workers),
    }
    with gunicorn(["--config", "deploy/gunicorn.conf.py", "app:app"], port, environment) as server:
        yield server


@contextmanager
def floor(folder: str, port: int, workers: int) -> Iterator[Server]:
    """The floor app, with the same server."""
    options = ["--preload", "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4"]
    environment = {"FLOOR_DATABASE": f"{folder}/floor.sqlite"}
    with gunicorn([*options, "--no-control-socket", "bench.floor:create_app()"], port, environment) as server:
        yield server


@contextmanager
def gunicorn(
    options: list[str], port: int, environment: dict[str, str], python: str = sys.executable
) -> Iterator[Server]:
    """Any app; `python` is that of the environment in which it is installed."""
    command = [python, "-m", "gunicorn", *options]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | environment, stdout=nowhere, stderr=nowhere)
    server = Server(port, process.pid)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Server) -> None:
    for _ in range(2_400):
        try:
            server.ask("GET", "/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")


def _with_children(pid: int) -> list[int]:
    try:
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    except OSError:  # it ended meanwhile
        return []
    return [pid, *(grandchild for child in children for grandchild in _with_children(child))]


def _children(task: Path) -> list[str]:
    return (task / "children").read_text().split()


def _cpu(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _memory(pid: int, what: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it ended meanwhile
        return 0
    for line in lines:
        if line.startswith(f"{what}:"):
            return int(line.split()[1])
    return 0
