"""nginx as it is shipped: its own name only, the port that people typed, and nothing that a client says of itself."""

from collections.abc import Iterator
from socket import create_connection

import pytest

from surveys.survey import Survey
from tests.actors import PASSPHRASE, organiser_at
from tests.promises.server import Server, start_server

from .conftest import NAME, Browser, Front, asks_directly, behind_nginx, trusting

EVIL = "evil.example"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Front, Survey]]:
    folder = tmp_path_factory.mktemp("front")
    opened = organiser_at(folder).opens()
    with behind_nginx(folder) as front:
        yield front, opened


@pytest.fixture
def front(survey: tuple[Front, Survey]) -> Front:
    return survey[0]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without a proxy, as `make run` starts it."""
    server = start_server(tmp_path_factory.mktemp("bare"))
    yield server
    server.ends()


def asking(host: str, path: str = "/", *more: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *more)
    return "\r\n".join((*lines, "", "")).encode()


def test_a_port_that_is_not_443_is_kept(survey: tuple[Front, Survey]) -> None:
    """In redirects, in what a form may come from, and on the poster."""
    front, opened = survey
    browser = Browser(front)
    assert browser.submits(browser.get("/"), code=opened.slug).address == f"{front.address}/s/{opened.slug}"
    home = browser.submits(browser.get("/office/sign-in"), name="Ines", passphrase=PASSPHRASE)
    assert (home.address, home.status) == (f"{front.address}/office/", 200)
    assert f"{NAME}:{front.port}" in browser.get(f"/office/surveys/{opened.id}/poster").text


def test_an_unknown_host_gets_no_answer(front: Front) -> None:
    assert front.says(asking(f"{NAME}:{front.port}")).startswith(b"HTTP/1.1 200")
    assert front.says(asking(EVIL)) == b""
    assert front.says(asking(EVIL), plain=True) == b""
    assert front.says(b"GET / HTTP/1.0\r\n\r\n", plain=True) == b""


@pytest.mark.parametrize("name", [EVIL, None], ids=["another name", "no name"])
def test_a_handshake_for_another_name_is_refused(front: Front, name: str | None) -> None:
    with pytest.raises(OSError, match="unrecognized name"):
        front.says(asking(NAME), name=name)


def test_the_redirect_to_tls_names_this_server(front: Front) -> None:
    answer = front.says(asking(NAME, "/s/abc?x=//evil"), plain=True).decode()
    assert f"Location: https://{NAME}/s/abc?x=//evil\r\n" in answer
    answer = front.says(asking(EVIL, f"http://{NAME}/office/"), plain=True).decode()
    assert f"Location: https://{NAME}/office/\r\n" in answer
    assert EVIL not in answer


def test_a_whole_address_in_the_request_is_not_answered_with_another_host(front: Front) -> None:
    """nginx goes by the address, the application by the host."""
    answer = front.says(asking(EVIL, f"http://{NAME}/office//sign-in")).decode()
    assert f"Location: https://{NAME}/office/sign-in\r\n" in answer
    assert EVIL not in answer


def test_what_a_client_says_of_proxies_changes_nothing(front: Front) -> None:
    lies = (
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: http",
        "X-Forwarded-Prefix: //evil.example",
        "X-Forwarded-For: 192.0.2.1, 127.0.0.1",
        "X-Forwarded-Port: 81",
        "Forwarded: for=192.0.2.1;host=evil.example;proto=http",
        "X-Real-IP: 127.0.0.1",
        "X-Original-URL: /office/",
        "X-HTTP-Method-Override: POST",
    )
    host = f"{NAME}:{front.port}"
    honest, lied = (front.says(asking(host, "/", *more)) for more in ((), lies))
    assert lied.startswith(b"HTTP/1.1 200")
    assert EVIL.encode() not in lied
    assert b"Strict-Transport-Security" in lied
    assert len(lied) == len(honest)
    assert (
        f"Location: {front.address}/office/sign-in\r\n" in front.says(asking(host, "/office//sign-in", *lies)).decode()
    )


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/%2e%2e", "/\\evil.example", "/%5cevil.example", "/office//evil.example"]
)
def test_an_odd_path_leads_to_no_other_host(front: Front, path: str) -> None:
    answer = front.says(asking(f"{NAME}:{front.port}", path)).decode()
    places = [line for line in answer.split("\r\n") if line.lower().startswith("location:")]
    assert not [place for place in places if not place.startswith((f"Location: {front.address}/", "Location: /e"))]
    assert "//evil.example" not in "".join(place.partition("://")[2] or place for place in places)


def test_no_ticket_and_no_number_lets_a_phone_be_known_again(front: Front) -> None:
    line = create_connection(("127.0.0.1", front.port), timeout=60)
    with trusting().wrap_socket(line, server_hostname=NAME) as secure:
        secure.sendall(asking(f"{NAME}:{front.port}"))
        assert secure.recv(1 << 16)
        assert secure.version() == "TLSv1.3"
        assert not secure.session.has_ticket


LIES = {
    "X_Forwarded_Proto": "https",
    "X_Forwarded_Ssl": "on",
    "X_Forwarded_Protocol": "ssl",
    "X_Forwarded_Host": EVIL,
    "X_Forwarded_Prefix": "/lie",
    "Script_Name": "/lie",
    "Forwarded": "proto=https;host=evil.example",
}


def test_without_a_proxy_nothing_forwarded_is_believed_not_even_from_this_machine(bare: Server) -> None:
    status, page, headers = asks_directly(bare, "/office/sign-in", **LIES)
    names = {name for name, _ in headers}
    assert (status, "Strict-Transport-Security" in names) == (200, False)
    assert "/lie" not in page
    assert EVIL not in page + str(headers)
    cookies = [value for name, value in headers if name == "Set-Cookie"]
    assert cookies
    assert not [cookie for cookie in cookies if "Secure" in cookie or "/lie" in cookie]
