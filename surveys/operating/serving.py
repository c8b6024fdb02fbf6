"""gunicorn's threaded worker, made patient: slow connections wait in the main loop, never in a thread.

gunicorn's own worker reads a request and writes its answer in one thread, which waits as long as the other side likes:
seventy connections that send a byte every ten seconds stop a server with sixty-four threads. Here the main loop
collects a request until it is complete, a thread makes the answer, and the main loop sends it. A waiting connection
costs a file descriptor and its bytes. A connection that takes too long is closed; when there are too many, so is the
one that has waited longest. Requests that strip use only a few threads: `surveys/web/stripping_queue.py`.
"""

import selectors
import socket
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from math import inf
from time import monotonic
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.errors import NoMoreData
from gunicorn.workers.gthread import ThreadWorker

from surveys.operating.lines import CHUNKED, CONTINUED, Line
from surveys.terminal import gettext as _
from surveys.web.stripping_queue import StrippingQueue, may_strip, size_of, strips

HEAD_SECONDS = 10
BODY_SECONDS = 60
"""For the whole request; a phone on a bad line sends its few kilobytes in that time."""
ANSWER_SECONDS = 60
"""From one byte that the client accepts to the next."""
LINGER_SECONDS = 3
"""How long we read and discard what a refused client still sends, so that it gets the answer."""
_LARGEST_MEMORY = 64 * 1024 * 1024
_AT_ONCE = 256 * 1024
_LENGTH_REQUIRED = (
    b"HTTP/1.1 411 Length Required\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 39\r\n\r\n"
    b"Please send it with a Content-Length.\r\n"
)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Connections wait in the main loop; threads get whole requests and give back whole answers."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.cfg.set("sendfile", False)  # an outbox takes bytes
        self.lines: set[Line] = set()
        self.stripping: StrippingQueue[Line] = StrippingQueue()

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        """Refuse to start when asked to encrypt, because this worker cannot."""
        super().check_config(cfg, log)
        if cfg.is_ssl:
            sys.exit(_("Unsigned did not start. Let a proxy such as nginx encrypt (deploy/nginx.conf), not gunicorn."))

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection; where there are too many, close the one that has waited longest."""
        if self.nr_conns >= self.worker_connections - 1:
            self._close_slowest()
        try:
            real, client = listener.accept()
        except BlockingIOError:
            return  # another worker was faster
        except OSError:
            self._close_slowest()  # there is no descriptor left, or the client has gone
            return
        real.setblocking(False)
        line = Line(client, listener.getsockname(), real)
        self.lines.add(line)
        self.nr_conns += 1
        self._await_request(line, HEAD_SECONDS)

    def handle(self, line: Line) -> bool:
        """Answer a complete request, in a thread; return whether the connection stays open."""
        may_strip.set(line.is_stripping)
        try:
            parser = get_parser(self.cfg, [bytes(line.received[: line.needed])], line.client)
            return bool(self.handle_request(next(parser), line)) and line.is_whole
        except (StopIteration, NoMoreData):
            return False
        except Exception as error:
            self.handle_error(None, line.sock, line.client, error)
            return False

    def finish_request(self, line: Line, done: Future[bool]) -> None:
        """Send what the thread has made."""
        if line.is_stripping:
            line.is_stripping = False
            self.stripping.give_back()
            self._strip_next()
        line.is_kept = not done.cancelled() and done.exception() is None and done.result()
        self._begin(line, ANSWER_SECONDS)
        self._send(line)

    def murder_pending(self) -> None:
        """Close what takes too long or too much memory; gunicorn calls this at least once a second."""
        now = monotonic()
        for line in [line for line in self.lines if line.deadline <= now]:
            self._close(line)
        self._keep_within_memory()

    def _keep_within_memory(self) -> None:
        while sum(len(line.received) + len(line.sock.content) for line in self.lines) > _LARGEST_MEMORY:
            if not self._close_slowest():
                return

    def murder_keepalived(self, force: bool = False) -> None:
        """A worker that stops does not wait for connections that have not begun to send."""
        for line in [line for line in self.lines if line.watched and not (line.received or line.sock.content)]:
            if force or not self.alive:
                self._close(line)

    def _await_request(self, line: Line, seconds: float) -> None:
        self._begin(line, seconds)
        if line.received:
            self._look(line)
        else:
            self._watch(line, selectors.EVENT_READ, self._receive)

    def _receive(self, line: Line) -> None:
        data = self._read(line)
        if data is None:
            return
        if not line.received:
            self._begin(line, HEAD_SECONDS)
        line.received += data
        if len(line.received) > _AT_ONCE:
            self._keep_within_memory()  # large requests could exceed the memory within a second
        if line in self.lines:
            self._look(line)

    def _look(self, line: Line) -> None:
        """Hand a complete request to a thread; otherwise wait for the rest of it."""
        if line.needed is None:
            line.measure()
            if line.needed is not None and line.says(CHUNKED):
                self._refuse(line)
                return
            if line.needed is not None and len(line.received) < line.needed:
                line.deadline = line.since + BODY_SECONDS
                if line.says(CONTINUED):
                    with suppress(OSError):
                        line.real.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        if line.needed is None or len(line.received) < line.needed:
            self._watch(line, selectors.EVENT_READ, self._receive)
            return
        self._unwatch(line)
        line.deadline = inf
        request = bytes(line.received[: line.needed])
        if line.is_whole and strips(request):
            self._queue_to_strip(line, size_of(request))
        else:
            self.enqueue_req(line)

    def _queue_to_strip(self, line: Line, size: int) -> None:
        turned_away = self.stripping.add(line, size)
        if turned_away:
            self.enqueue_req(turned_away)
        self._strip_next()

    def _strip_next(self) -> None:
        while line := self.stripping.take():
            line.is_stripping = True
            self.enqueue_req(line)

    def _refuse(self, line: Line) -> None:
        """Refuse a body of unknown length before reading any of it: no browser sends a form like that."""
        line.sock.sendall(_LENGTH_REQUIRED)
        self._begin(line, ANSWER_SECONDS)
        self._send(line)

    def _send(self, line: Line) -> None:
        try:
            sent = line.real.send(line.sock.content[:_AT_ONCE])
        except BlockingIOError:
            sent = 0
        except OSError:
            self._close(line)
            return
        if sent:
            line.deadline = monotonic() + ANSWER_SECONDS
        del line.sock.content[:sent]
        if line.sock.content:
            self._watch(line, selectors.EVENT_WRITE, self._send)
        elif line.is_kept and self.alive:
            line.forget_request()
            self._await_request(line, self.cfg.keepalive)
        else:
            self._linger(line)

    def _linger(self, line: Line) -> None:
        """Close our side first, or a client that is still sending would lose the answer (RFC 9112, section 9.6)."""
        try:
            line.real.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(line)
            return
        line.received.clear()
        self._begin(line, LINGER_SECONDS)
        self._watch(line, selectors.EVENT_READ, self._read)

    def _read(self, line: Line) -> bytes | None:
        """Return what came; None if nothing did, or if the client has gone and the connection is closed."""
        try:
            data = line.real.recv(_AT_ONCE)
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        if not data:
            self._close(line)
        return data or None

    def _begin(self, line: Line, seconds: float) -> None:
        line.since = monotonic()
        line.deadline = line.since + seconds

    def _watch(self, line: Line, event: int, then: Callable[[Line], object]) -> None:
        self._unwatch(line)
        self.poller.register(line.real, event, partial(self._call, line, then))
        line.watched = True

    def _unwatch(self, line: Line) -> None:
        if line.watched:
            self.poller.unregister(line.real)
            line.watched = False

    def _call(self, line: Line, then: Callable[[Line], object], _file: object) -> None:
        if line in self.lines:  # not closed by an earlier event of the same round
            then(line)

    def _close_slowest(self) -> bool:
        waiting = [line for line in self.lines if line.watched]
        if waiting:
            self._close(min(waiting, key=lambda line: line.since))
        return bool(waiting)

    def _close(self, line: Line) -> None:
        if line in self.lines:
            self._unwatch(line)
            self.lines.remove(line)
            self.nr_conns -= 1
            line.real.close()
