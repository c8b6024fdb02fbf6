"""A connection while nobody waits for it in a thread: how far its request and its answer have come."""

import re
import socket
from dataclasses import dataclass, field
from math import inf
from typing import Any

from surveys.settings import LARGEST_BODY

_LARGEST_HEAD = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
CONTINUED = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue", re.IGNORECASE)


class Outbox:
    """Takes the place of the socket while a thread works, and collects what the thread writes."""

    def __init__(self) -> None:
        self.content = bytearray()

    def sendall(self, data: bytes) -> None:
        self.content += data

    def send(self, data: bytes) -> int:
        """Called only with gunicorn's "100 Continue", which the main loop has already sent."""
        return len(data)

    def gettimeout(self) -> float:
        return 0.0

    def shutdown(self, _how: int) -> None:
        raise OSError("nobody is at the other end here")

    def close(self) -> None:
        """The main loop closes."""


@dataclass(eq=False)
class Line:
    """One connection and how far its request and its answer have come. The first three are named as gunicorn does."""

    client: Any
    server: Any
    real: socket.socket
    sock: Outbox = field(default_factory=Outbox)
    received: bytearray = field(default_factory=bytearray)
    needed: int | None = None
    """The length of the request in bytes, once its head has come; of a request that is too large, only of the head."""
    is_whole: bool = False
    is_kept: bool = False
    is_stripping: bool = False
    since: float = 0
    deadline: float = inf
    watched: bool = False

    def measure(self) -> None:
        """Find the end of the head and the length of the body; a head that is too long counts as complete."""
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            self.needed = len(self.received) if len(self.received) > _LARGEST_HEAD else None
            return
        length = _LENGTH.search(self.received, 0, end + 2)
        body = int(length[1]) if length else 0
        self.is_whole = body <= LARGEST_BODY
        self.needed = end + 4 + (body if self.is_whole else 0)

    def says(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether a line of the head matches the pattern."""
        return pattern.search(self.received, 0, self.received.find(b"\r\n\r\n") + 2) is not None

    def forget_request(self) -> None:
        """Start again with what came after the request."""
        del self.received[: self.needed]
        self.sock, self.needed, self.is_whole, self.is_kept = Outbox(), None, False, False
