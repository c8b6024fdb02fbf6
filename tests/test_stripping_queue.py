"""Who is searched next where many write: short texts first, nobody last for ever, and too many not at all."""

import pytest

from surveys.web import stripping_queue
from surveys.web.stripping_queue import AT_ONCE, MOST_WAITING, StrippingQueue, size_of, strips

SHORT, LONG = 300, 3_000


def those_taken(queue: StrippingQueue[str]) -> list[str]:
    """All that wait, in the order in which they are searched."""
    taken = []
    while request := queue.take():
        taken.append(request)
        queue.give_back()
    return taken


def test_a_short_text_goes_before_long_ones_that_came_earlier() -> None:
    queue: StrippingQueue[str] = StrippingQueue()
    for number in range(100):
        queue.add(f"long {number}", LONG)
    queue.add("short", SHORT)
    assert those_taken(queue)[0] == "short"


def test_texts_of_one_length_go_in_the_order_in_which_they_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that come within one tick of the clock."""
    monkeypatch.setattr(stripping_queue, "monotonic", lambda: 0.0)
    queue: StrippingQueue[str] = StrippingQueue()
    came = [f"text {number}" for number in range(50)]
    for text in came:
        queue.add(text, SHORT)
    assert those_taken(queue) == came


def test_a_long_text_is_not_overtaken_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who sends a short one every second gets before it for ten seconds."""
    queue: StrippingQueue[str] = StrippingQueue()
    for second in range(60):
        monkeypatch.setattr(stripping_queue, "monotonic", lambda second=second: float(second))
        queue.add(f"short {second}", SHORT)
        if second == 0:
            queue.add("long", LONG)
    assert those_taken(queue).index("long") <= 10


def test_only_a_few_are_searched_at_once() -> None:
    queue: StrippingQueue[str] = StrippingQueue()
    for number in range(10):
        queue.add(f"text {number}", SHORT)
    taken = [queue.take() for _ in range(AT_ONCE)]
    assert None not in taken
    assert queue.take() is None
    queue.give_back()
    assert queue.take() is not None


def test_where_too_many_wait_the_last_in_the_order_is_turned_away() -> None:
    """A long text that came earlier rather than a short one that comes now."""
    queue: StrippingQueue[str] = StrippingQueue()
    assert [queue.add(f"long {number}", LONG) for number in range(MOST_WAITING)] == [None] * MOST_WAITING
    assert queue.add("short", SHORT) == f"long {MOST_WAITING - 1}"
    assert queue.add("another long one", LONG) == "another long one"
    assert len(those_taken(queue)) == MOST_WAITING


@pytest.mark.parametrize(
    "line",
    [
        b"POST /s/abcde23456/check HTTP/1.1",
        b"POST /s/abcde23456 HTTP/1.1",
        b"POST /s/abcde23456/notes HTTP/1.1",
        b"POST /unsigned/s/abcde23456/check HTTP/1.1",
        b"POST /%73/abcde23456/check HTTP/1.1",
        b"POST %2Fs%2Fabcde23456/check HTTP/1.1",
        b"POST http://localhost/office/../s/abcde23456/check HTTP/1.1",
        b"PUT /s/abcde23456/check HTTP/1.1",
    ],
)
def test_every_form_of_a_participant_waits_with_those_that_strip(line: bytes) -> None:
    assert strips(line + b"\r\nHost: localhost\r\n\r\n")


@pytest.mark.parametrize(
    "line",
    [
        b"GET /s/abcde23456 HTTP/1.1",
        b"HEAD /s/abcde23456 HTTP/1.1",
        b"GET /s/abcde23456/page/sealed HTTP/1.1",
        b"POST / HTTP/1.1",
        b"POST /office/surveys/abc/meeting/next HTTP/1.1",
    ],
)
def test_pages_and_the_office_do_not(line: bytes) -> None:
    assert not strips(line + b"\r\nReferer: http://localhost/s/abcde23456\r\n\r\n/s/")


def test_letters_of_another_script_are_not_counted_three_times() -> None:
    assert size_of(b"text=%CE%9A%CE%B1") == size_of(b"text=Good")
