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

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port)
        headers = {"Accept-Encoding": "gzip"}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read()

    def processes(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    def cpu_seconds(self) -> float:
        return sum(_cpu(pid) for pid in self.processes()) / TICKS

    def megabytes(self, what: str) -> float:
        """Sum over the processes of Rss (counts shared pages in each) or Pss (counts them once)."""
        return sum(_memory(pid, what) for pid in self.processes()) / 1024


@contextmanager
def gunicorn(app: str, port: int, workers: int, **environment: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", "--preload", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", "4", "--no-control-socket", app]
    process = subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.DEVNULL)
    server = Server(port, process.pid)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Server) -> None:
    for _ in range(400):
        try:
            server.ask("GET", "/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")


def _cpu(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _memory(pid: int, what: str) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1])
    return 0
