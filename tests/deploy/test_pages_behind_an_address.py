"""A page that travels in its address comes through nginx as it is shipped, and through one that nobody has tuned."""

from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from surveys.survey import Survey
from tests.actors import answers, organiser_at

from .conftest import NAME, Front, behind_nginx, trusting

PROXIES_TAKE = 4_096
"""Bytes of an answer's head, where nobody has changed nginx's `proxy_buffer_size`."""


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Front, Survey]]:
    folder: Path = tmp_path_factory.mktemp("front")
    survey = organiser_at(folder).opens()
    with behind_nginx(folder, "/surveys-of-the-collaboration/unsigned") as front:
        yield front, survey


def asks(front: Front, method: str, path: str, body: str | None = None) -> tuple[int, dict[str, str], str]:
    line = HTTPSConnection(NAME, front.port, timeout=60, context=trusting())
    told = {"Sec-Fetch-Site": "same-origin", "Referer": front.address + path}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request(method, path, body, told | form if body else told)
    answer = line.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def test_the_longest_address_comes_through(visited: tuple[Front, Survey]) -> None:
    front, survey = visited
    fields = urlencode(answers(survey, " ".join(f"{number * 7_919 % 100_003}" for number in range(340))))
    status, headers, _page = asks(front, "POST", f"{front.path}/s/{survey.slug}/check", fields)
    assert status == 303
    assert len(headers["Location"]) > 2_700
    assert sum(len(name) + len(value) + 4 for name, value in headers.items()) < PROXIES_TAKE - 200
    status, headers, page = asks(front, "GET", headers["Location"])
    assert status == 200
    assert "7919" in page
