"""Promise 16: no code of a ticket is in clear anywhere on the server, from the draw to the last slip."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup

from surveys.collecting import new_code
from surveys.storage import open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import PASSPHRASE, Organiser, organiser_at
from tests.promises.phones import Phone
from tests.promises.server import Server, start_server
from tests.promises.test_15_the_server_names_nobody import CHATTY
from tests.promises.theft import stolen_bytes

TICKETS = 30


@dataclass
class Office:
    """A signed-in organiser's browser; forms carry the token of the page before."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)
    page: BeautifulSoup = field(default_factory=lambda: BeautifulSoup("", "lxml"))

    def asks(self, path: str, fields: dict[str, str] | None = None) -> int:
        """As a browser does it: answers that have an address of their own are fetched there."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": jar, "Sec-Fetch-Site": "same-origin"}
        if fields is None:
            connection.request("GET", path, headers=headers)
        else:
            token = {"csrf_token": str(self.page.select_one("input[name=csrf_token]")["value"])}
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(token | fields), headers | form)
        answer = connection.getresponse()
        content, said = answer.read(), answer.getheaders()
        self.cookies |= dict(value.split(";")[0].split("=", 1) for name, value in said if name == "Set-Cookie")
        if answer.status == 303:
            return self.asks(dict(said)["Location"])
        if "html" in dict(said)["Content-Type"]:
            self.page = BeautifulSoup(content, "lxml")
        return answer.status

    def sent_by(self, form: str) -> dict[str, str]:
        """The hidden fields of a form of the page."""
        return {str(tag["name"]): str(tag["value"]) for tag in self.page.select(f"{form} input[type=hidden]")}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """As chatty as a careless operator can make it, with its temporary files below the same folder."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "temporary").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "temporary"))
        server = start_server(folder, *CHATTY)
    yield server
    server.ends()


@pytest.fixture(scope="module")
def organiser(server: Server) -> Organiser:
    return organiser_at(server.folder)


def in_clear(server: Server, codes: list[str]) -> set[str]:
    """The files of the server, and its own words, that hold a code, or half of one, in any spelling."""
    halves = (half.split("-") for code in codes for half in (code[:9], code[10:]))
    spellings = [joint.join(half).encode() for half in halves for joint in ("", "-", " ", "+", "%20", "%2D")]
    loot = {path: path.upper().encode() + content.upper() for path, content in stolen_bytes(server.folder).items()}
    return {path for path, content in loot.items() if any(spelling in content for spelling in spellings)}


def draws_and_opens(office: Office, draft: Survey) -> list[str]:
    """Everything that the page with the codes offers, in the end opening; the codes."""
    base = f"/office/surveys/{draft.id}"
    assert office.asks("/office/sign-in") == 200
    assert office.asks("/office/sign-in", {"name": "Ines", "passphrase": PASSPHRASE}) == 200
    assert office.asks(f"{base}/open") == 200
    assert office.asks(f"{base}/open", office.sent_by("form[action$='/open']")) == 200
    fields = office.sent_by("form.steps")
    for file in ("slips-a4.pdf", "codes.txt"):
        assert office.asks(f"{base}/tickets/{file}", fields | {"letters": "0"}) == 200
    assert office.asks(f"{base}/tickets/codes.txt", fields | {"letters": "7"}) == 200
    assert office.asks(f"{base}/open", fields | {"button": "open"}) == 422
    assert office.asks(f"{base}/open", fields | {"button": "open", "have_slips": "yes"}) == 200
    return fields["codes"].split()


def use_them(server: Server, survey: Survey, codes: list[str]) -> None:
    """Whatever members do with tickets: typed, sent, refused, mistaken for other codes, in a flood."""
    phone, (one, other, third) = Phone(server, survey), codes[:3]
    for spelling in (one, one.lower(), one.replace("-", ""), quote(one.replace("-", " ")), f"{one}%00", f"{one}'%22"):
        server.ask(f"/t/{spelling}")
        server.ask(f"/{spelling}")
        server.ask(f"/s/{spelling}")
        server.ask("/", {"code": spelling})
    form = phone.checks("Good coffee.", ticket=one)
    assert phone.sends(form)
    assert phone.sends(form)
    assert not phone.sends(form | {"code": new_code()})
    assert server.ask(f"/t/{one}")[0] == 409
    server.ask(f"/s/{survey.slug}/take-back", {"code": other})
    server.ask(f"/s/{survey.slug}/notes", {"ticket": other})
    server.ask(f"/s/{survey.slug}/check", {"ticket": other, "answer-0-text": "Much. " * 90_000})
    server.says_raw(f"GET /t/{third} HTTP/9.9\r\nHost: {third}\r\n\r\n".encode())
    server.says_and_leaves(f"POST /s/{survey.slug}/notes HTTP/1.1\r\nHost: x\r\n{third}: {third}\r\n\r\n".encode())


def types_in(office: Office, survey: Survey, ticket: str) -> None:
    base = f"/office/surveys/{survey.id}"
    office.asks(f"{base}")
    office.asks(f"{base}/close", office.sent_by(f"form[action='{base}/close']"))
    assert office.asks(f"{base}/paper") == 200
    boxes = {str(tag["name"]): "" for tag in office.page.select("textarea")}
    assert office.asks(f"{base}/paper/check", boxes | {"box-0-0": f"On paper.\n{ticket}"}) == 200
    fields = office.sent_by("form[action$='/paper/notes']")
    fields |= {str(tag["name"]): tag.get_text()[1:] for tag in office.page.select("textarea")}
    assert office.asks(f"{base}/paper/notes", fields) == 200


def test_no_code_is_on_the_server_from_the_draw_to_the_last_slip(server: Server, organiser: Organiser) -> None:
    office, draft = Office(server), organiser.drafts(tickets=TICKETS)
    codes = draws_and_opens(office, draft)
    assert len(set(codes)) == TICKETS
    assert in_clear(server, codes) == set()
    with open_office(organiser.instance.office, read_only=True) as database:
        survey = survey_by_id(database, draft.id)
    assert survey.state is State.OPEN
    use_them(server, survey, codes)
    assert in_clear(server, codes) == set()
    types_in(office, survey, codes[5])
    assert {note.has_ticket for note in organiser.peeks(survey)} == {False, True}
    assert in_clear(server, codes) == set()


def test_nor_where_the_wall_is_damaged_under_its_tickets(server: Server, organiser: Organiser) -> None:
    """The server says then what is wrong, and with which file."""
    survey = organiser.opens(codes=(codes := [new_code() for _ in range(9)]))
    form = Phone(server, survey).checks("Good coffee.", ticket=codes[0])
    said = len(server.output)
    organiser.instance.wall_of(survey).path.write_bytes(b"noise" * 9_000)
    assert server.ask(f"/t/{codes[0]}")[0] == 503
    assert server.ask(f"/s/{survey.slug}/notes", form)[0] == 503
    assert len(server.output) > said
    assert in_clear(server, codes) == set()


def test_the_search_finds_a_code_in_any_spelling(server: Server) -> None:
    """The positive control."""
    code, path = new_code(), server.folder / "temporary" / "note"
    for spelling in (code, code.lower(), code.replace("-", ""), re.sub("-", "%2D", code), f"GET /t/{code.lower()}"):
        path.write_text(f"... {spelling} ...")
        assert in_clear(server, [code]) == {str(path)}
    path.unlink()
    (named := Path(server.folder / code)).touch()
    assert in_clear(server, [code]) == {str(named)}
    named.unlink()
