"""Promise 13: no third party is contacted, and participant pages need no script and set no cookie."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from surveys.settings import PROJECT
from surveys.survey import Audience, Survey
from tests.actors import ABOUT_YOU, Organiser, Participant, answers, code_of, hidden_fields, marked
from tests.pages import soup_of
from tests.promises.test_07_no_page_tells_the_unread import UnlockedSurvey


@pytest.fixture
def pages(participant: Participant, organiser: Organiser) -> dict[str, TestResponse]:
    """Every kind of page that a participant can meet; each was checked on its way in."""
    after = {"after_thanks": "Want a mentor?", "after_thanks_link": "https://mentors.example.org/"}
    survey = organiser.opens("imposter-syndrome", code_of_conduct="https://conduct.example.org/", **after)
    at = f"/s/{survey.slug}"
    check = participant.checks(survey, "Ask Olga Petrova, the only Chilean postdoc at CIEMAT.")
    fields = hidden_fields(check) | {"sharing": "2"}
    met = {
        "welcome": participant.get("/"),
        "unknown code": participant.post("/", {"code": "nowhere"}),
        "form": participant.get(at),
        "check": check,
        "change my words": participant.post(at, hidden_fields(check)),
        "no sharing chosen": participant.posts_notes(survey, hidden_fields(check)),
        "thanks": participant.posts_notes(survey, fields),
        "sent twice": participant.posts_notes(survey, fields),
        "empty": participant.checks(survey, ""),
        "too long": participant.checks(survey, "word " * 1_000),
        "what we keep": participant.get(f"{at}/what-we-keep"),
        "take back": participant.get(f"{at}/take-back"),
        "taken back": participant.takes_back(survey, code_of(check)),
        "unknown survey": participant.get("/s/nowhere"),
        "unknown page": participant.get("/nowhere"),
        "wrong method": participant.get(f"{at}/notes"),
        "broken form": participant.post(f"{at}/check", {}),
        "far too long": participant.post(f"{at}/check", answers(survey, "x" * 1_000_000)),
        "from elsewhere": participant.post(f"{at}/check", {}, headers={"Sec-Fetch-Site": "cross-site"}),
    }
    states: dict[str, dict[str, Any]] = {
        "paused": {"paused": True},
        "early": {"opens_at": datetime.now() + timedelta(days=1)},
        "over": {"closes_at": datetime.now() - timedelta(days=1)},
    }
    for name, changes in states.items():
        organiser.changes(survey, **changes)
        met[name] = participant.get(at)
        met[f"{name}, with words typed"] = participant.posts_notes(survey, fields)
    organiser.instance.wall_of(survey).path.unlink()
    met["no wall"] = participant.get(at)
    return met


def test_no_page_sets_a_cookie_or_a_tag_to_be_known_by(pages: dict[str, TestResponse]) -> None:
    """An ETag or a date of change is as good as a cookie."""
    for name, page in pages.items():
        assert not {"Set-Cookie", "ETag", "Last-Modified", "Link", "NEL", "Report-To"} & set(page.headers.keys()), name
        may_be_remembered = name in ("welcome", "form", "take back")
        assert page.headers["Cache-Control"] == ("no-cache" if may_be_remembered else "no-store"), name


def test_no_page_runs_or_fetches_anything(pages: dict[str, TestResponse]) -> None:
    """The policy forbids everything but the one style sheet inside, and nothing on the page would need more."""
    for name, page in pages.items():
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-"), name
        assert "script-src" not in policy, name
        for tag in soup_of(page).find_all(True):
            fetching = {"src", "srcset", "background", "poster", "data", "ping", "manifest"} & set(tag.attrs)
            assert not fetching, f"{name}: <{tag.name}> fetches"
            assert tag.name not in ("script", "link", "object", "embed", "base", "noscript"), name


def test_addresses_lead_to_this_host_only(pages: dict[str, TestResponse]) -> None:
    """But for the organisers' own two, which are opened by a tap and get no referrer."""
    for name, page in pages.items():
        for tag in soup_of(page).find_all(["a", "form", "button"]):
            address = tag.get("href") or tag.get("action") or tag.get("formaction") or "/"
            if address in ("https://conduct.example.org/", "https://mentors.example.org/"):
                assert tag["rel"] == ["noopener", "noreferrer"], name
            else:
                assert re.match(r"/(?!/)", address), f"{name}: {address}"


def test_everything_works_by_forms_alone(participant: Participant, survey: Survey) -> None:
    """The whole way by following what stands on the pages: no button needs a script."""
    form = soup_of(participant.get(f"/s/{survey.slug}")).form
    fields = {area["name"]: "Good coffee." for area in form.find_all("textarea")}
    check = soup_of(participant.post(form["action"], fields)).form
    radio = check.find("input", attrs={"type": "radio", "name": "sharing"})
    hidden = {tag["name"]: tag["value"] for tag in check.find_all("input", attrs={"type": "hidden"})}
    thanks = participant.post(check["action"], hidden | {"sharing": radio["value"]})
    assert marked(thanks, "locked") == "2"
    assert thanks.status_code == 200
    back = soup_of(thanks).find("a", href=re.compile("take-back"))["href"]
    taking = soup_of(participant.get(back)).form
    assert participant.post(taking["action"], {"code": code_of(thanks)}).status_code == 200


def test_no_browser_sends_a_note_away_to_check_its_spelling(participant: Participant, survey: Survey) -> None:
    """Wherever a note can be typed. A box that nobody can type in is not checked."""
    too_long = "word " * 900
    for page in (
        participant.get(f"/s/{survey.slug}"),
        participant.checks(survey, too_long),
        participant.post(f"/s/{survey.slug}", answers(survey, "Good coffee.")),
    ):
        boxes = soup_of(page).select("textarea:not([readonly])")
        assert boxes
        assert {box.get("spellcheck") for box in boxes} == {"false"}


def test_the_style_sheet_fetches_nothing() -> None:
    style = (PROJECT / "static/css/participant.css").read_text()
    assert not re.search(r"url\(|@import|@font-face|image-set|src:", style)


def test_templates_for_participants_hold_no_script_and_no_foreign_address() -> None:
    for place in ("participant/*.html", "error.html"):
        for template in (PROJECT / "templates").glob(place):
            text = template.read_text()
            assert "://" not in text, template.name
            assert not BeautifulSoup(text, "html.parser").find("script"), template.name


def test_pages_for_readers_need_nothing_and_leave_nothing(
    app: Flask, organiser: Organiser, stranger: Participant
) -> None:
    """A published sheet, one whose day is over, and a link that never was: no script, cookie, tag or foreign host."""
    unlocked = UnlockedSurvey(app, organiser, organiser.opens(audience=Audience.COLLABORATION, about_you=ABOUT_YOU))
    unlocked.writes(12)
    unlocked.closes()
    unlocked.asks()
    unlocked.reads_and_publishes()
    (secret,) = unlocked.secrets()
    pages = [stranger.app.test_client().get(f"/r/{secret}")]
    unlocked.office.post(f"{unlocked.base}/published/revoke", code=unlocked.codes()[0])
    pages += [stranger.app.test_client().get(path) for path in (f"/r/{secret}", "/r/nowhere")]
    assert [page.status_code for page in pages] == [200, 410, 404]
    for page in pages:
        assert not {"Set-Cookie", "ETag", "Last-Modified", "Link"} & set(page.headers.keys())
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert page.headers["Cache-Control"] == "no-store"
        assert not soup_of(page).find_all(["script", "link", "img", "iframe", "object", "embed", "form"])
        assert not re.search(r"(?:href|src|action)=[\"'](?!/(?!/)|#)|url\(|@import", page.text)


@dataclass
class Connections:
    """Where this process tried to connect while `listening`."""

    listening: bool = False
    seen: list[Any] = field(default_factory=list)


CONNECTIONS = Connections()


def _note_connections(event: str, arguments: tuple[Any, ...]) -> None:
    if CONNECTIONS.listening and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        CONNECTIONS.seen.append((event, arguments[1:]))


sys.addaudithook(_note_connections)  # Python tells of every connection, whichever library makes it


@pytest.fixture
def connections() -> Iterator[list[Any]]:
    CONNECTIONS.seen.clear()
    CONNECTIONS.listening = True
    yield CONNECTIONS.seen
    CONNECTIONS.listening = False


def test_the_server_calls_nobody_while_it_strips_stores_and_opens(
    participant: Participant, organiser: Organiser, survey: Survey, connections: list[Any]
) -> None:
    for number in range(5):
        text = f"Ask olga@example.org or see https://example.org/{number} about Olga Petrova."
        assert participant.sends(survey, text).status_code == 200
    assert len(organiser.reads_all(survey)) == 5
    assert connections == []


def test_the_listener_would_notice(connections: list[Any]) -> None:
    """The positive control."""
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("127.0.0.1", 9))
    assert connections
