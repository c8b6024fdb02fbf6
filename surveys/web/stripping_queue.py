"""Requests that strip wait for a few threads of their own, so that no page waits for them; short texts go first.

Searching a full note takes twenty times as long as making a page. Few are searched at once. The others wait in the
order of their arrival plus a time that grows with the text, which many connections cannot change much. So a short note
goes before long ones that came a little earlier, and no long one waits for ever. When too many wait, the last in this
order is turned away: its page is made without searching and has every word.
"""

from bisect import insort
from contextvars import ContextVar
from itertools import count
from time import monotonic
from typing import Generic, TypeVar
from urllib.parse import unquote_to_bytes

Request = TypeVar("Request")

AT_ONCE = 2
"""Threads of a worker that strip: one works while another waits for the disk, and Python runs one at a time."""
MOST_WAITING = 200
"""For each worker: about as long as somebody waits for a page before they try again."""
_BYTES_OF_A_SECOND = 300
"""A text of 300 bytes goes before one of 3,000 that came less than 9 seconds earlier."""

may_strip: ContextVar[bool] = ContextVar("may_strip", default=True)
"""Whether this thread may search a text; otherwise too many wait, and what was typed is given back as it is."""


def strips(request: bytes) -> bool:
    """Whether a request with this first line may strip: every form of a participant, in any spelling of its address."""
    method, _, target = request.lstrip().partition(b"\r\n")[0].partition(b" ")
    return method not in (b"GET", b"HEAD") and b"/s/" in unquote_to_bytes(target)


def size_of(body: bytes) -> int:
    """Bytes of what was typed: a form sends three for each byte of a letter outside ASCII."""
    return len(body) - 2 * body.count(b"%")


class StrippingQueue(Generic[Request]):
    """The requests that wait to be stripped, for one worker; only its main loop uses this."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Request]] = []
        self._arrivals = count()
        self._at_work = 0

    def add(self, request: Request, size: int) -> Request | None:
        """Add a request; return the one that is turned away for it, if too many wait."""
        insort(self._waiting, (monotonic() + size / _BYTES_OF_A_SECOND, next(self._arrivals), request))
        return self._waiting.pop()[2] if len(self._waiting) > MOST_WAITING else None

    def take(self) -> Request | None:
        """The next one, if a thread is free for it."""
        if self._at_work >= AT_ONCE or not self._waiting:
            return None
        self._at_work += 1
        return self._waiting.pop(0)[2]

    def give_back(self) -> None:
        """One has been stripped."""
        self._at_work -= 1
