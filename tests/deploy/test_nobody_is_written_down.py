"""Promises 1 and 15 with nginx in front: whatever a phone does, no file names it, its survey or its words."""

import re
import tempfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from surveys.settings import PROJECT
from surveys.survey import Survey
from tests.actors import organiser_at
from tests.promises.server import Server, free_port
from tests.promises.test_15_the_server_names_nobody import GARBAGE, WORD
from tests.promises.theft import places_of, stolen_bytes

from .conftest import NAME, PHONE, Browser, Front, NotStarted, behind_nginx, running_nginx, shipped

AGENT = "Quibblephone/7"
STOCK = """
server {{
    listen 127.0.0.1:{} default_server;
    root /var/www/html;
    server_name _;
    location / {{ try_files $uri $uri/ =404; }}
}}
"""
"""Debian's own site, without the lines that need its files."""


@pytest.fixture(autouse=True)
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever any of the programs writes beside its folder is among the loot, too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def request(path: str, host: str, *more: str, body: bytes = b"", method: str = "GET") -> bytes:
    lines = (f"{method} {path} HTTP/1.1", f"Host: {host}", f"User-Agent: {AGENT}", "Connection: close", *more)
    return "\r\n".join((*lines, "", "")).encode() + body


def writes_from_link_to_thanks(front: Front, survey: Survey) -> None:
    browser = Browser(front, agent=AGENT)
    form = browser.submits(browser.get("/"), code=survey.slug)
    fields = {tag["name"]: "" for tag in form.soup.select("textarea[name$=text]")}
    thanks = browser.submits(browser.submits(form, **fields | {"answer-0-text": WORD.decode()}), sharing="2")
    assert (thanks.status, thanks.address) == (200, f"{front.address}/s/{survey.slug}/notes")
    assert browser.get(f"/s/nowhere-{WORD.decode()}").status == 404
    assert browser.get("/office/nowhere").status == 404


def comes_by_every_wrong_door(front: Front, survey: Survey) -> None:
    """Typed by hand: the number of the machine, another name, no TLS where TLS is, no name at all."""
    path = f"/s/{survey.slug}/{WORD.decode()}"
    for host in (NAME, "127.0.0.1", "evil.example", ""):
        front.says(request(path, host), plain=True)
        front.says(request(path, host))
    for name in ("evil.example", None):
        with pytest.raises(OSError, match="unrecognized name"):
            front.says(request(path, NAME), name=name)
    with front.calls() as line:  # no TLS at the door for TLS
        line.sendall(request(path, NAME))
        assert b" 400 " in line.recv(1 << 16)
    front.says(request(f"/../..{path}", NAME))
    front.says(request(path, NAME, "Content-Length: 9000000", method="POST"))


def sends_garbage(front: Front) -> None:
    for garbage in GARBAGE.values():
        for plain in (True, False):
            try:
                front.says(garbage, plain=plain, hangs_up=True)
            except OSError:
                continue  # hung up on, which is an answer too


def is_slow_and_leaves(front: Front, survey: Survey) -> None:
    """A phone whose network goes away in the middle of a form, and one that goes before the answer."""
    head = request(f"/s/{survey.slug}/check", NAME, "Content-Length: 200000", method="POST")
    for sent in (head[:40], head + WORD, head + WORD * 10_000):
        with front.calls() as line:
            line.sendall(sent)
        with front.calls(plain=True) as line:
            line.sendall(sent)
    with front.calls() as line:
        line.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + WORD)


def finds_the_server_down(front: Front, survey: Survey) -> None:
    browser = Browser(front, agent=AGENT)
    form = browser.get(f"/s/{survey.slug}")
    front.server.ends()
    page = browser.submits(form, **{"answer-0-text": WORD.decode()})
    assert (page.status, page.headers["Retry-After"], page.headers["Set-Cookie"]) == (503, "5", None)
    assert page.soup.select_one("h1").text == "Your words are safe: reload in a moment"
    assert not page.soup.select("meta[http-equiv], script, a, img, link")


def everything(front: Front, survey: Survey) -> None:
    writes_from_link_to_thanks(front, survey)
    comes_by_every_wrong_door(front, survey)
    sends_garbage(front)
    is_slow_and_leaves(front, survey)
    finds_the_server_down(front, survey)


def traces(folder: Path, survey: Survey) -> dict[str, list[str]]:
    """Which files name a phone, its program or its words; and its survey, but for the office, which is made of it."""
    loot = stolen_bytes(folder)
    told = {word: places_of(word, loot) for word in (PHONE, AGENT, WORD.decode(), survey.slug)}
    told[survey.slug] = [place for place in told[survey.slug] if "/instance/" not in place]
    return {word: places for word, places in told.items() if places}


def test_whatever_a_phone_does_no_file_names_it(tmp_path: Path) -> None:
    survey = organiser_at(tmp_path).opens()
    with behind_nginx(tmp_path) as front:
        everything(front, survey)
    assert traces(tmp_path, survey) == {}


def test_nginx_does_not_start_with_its_own_site_beside_ours(tmp_path: Path) -> None:
    """Loudly, rather than with a log of who typed the number of the machine."""
    front = Front(Server(tmp_path, free_port(), None), free_port(), free_port(), "")
    sites = shipped(front) + STOCK.format(front.plain_port)
    with (
        pytest.raises(NotStarted, match="duplicate default server"),
        running_nginx(tmp_path / "nginx", sites, front.port),
    ):
        pass


def test_nginx_s_own_site_in_place_of_ours_is_found_out(tmp_path: Path) -> None:
    """The positive control: what somebody does whom nginx tells of two defaults."""
    survey = organiser_at(tmp_path).opens()

    def make_way(text: str) -> str:
        port = re.search(r"listen 127\S+:(\d+) default_server;", text)[1]
        return text.replace(f"{port} default_server", port) + STOCK.format(port)

    with behind_nginx(tmp_path, change=make_way) as front:
        comes_by_every_wrong_door(front, survey)
    found = traces(tmp_path, survey)
    assert set(found) == {PHONE, AGENT, WORD.decode(), survey.slug}
    assert {Path(place).name for places in found.values() for place in places} <= {"access.log", "error.log"}


def test_the_page_while_the_server_starts_is_allowed_its_style() -> None:
    text = (PROJECT / "deploy/nginx.conf").read_text()
    (style,) = re.findall(r"<style>(.*)</style>", text)
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in text
