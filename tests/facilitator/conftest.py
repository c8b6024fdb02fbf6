"""Organisers in front of their office: signed in, with pages that are checked as they come."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from surveys.facilitator.setup.editing import WITH_PREVIEW
from surveys.organising.wall_memory import WallMemories
from surveys.sealing import SignedIn, start_session
from surveys.storage import Instance, add_facilitator, open_office
from surveys.survey import Survey
from surveys.web.protection import OFFICE_POLICY
from tests.actors import KEY, PRIVATE_KEY, Organiser, stores, the_clock_turns, today
from tests.pages import check_is_valid, fields_without_label, soup_of, tree_of


@dataclass
class AtOffice:
    """A browser in the office. Forms carry the token of the page that was fetched last."""

    client: FlaskClient

    def get(self, path: str, **options: object) -> TestResponse:
        return check_office_page(self.client.get(path, **options))

    def post(self, path: str, **fields: object) -> TestResponse:
        page = self.client.get("/office/sign-in")
        return check_office_page(self.client.post(path, data={"csrf_token": token_of(page)} | fields))

    def note_ids(self, base: str) -> list[str]:
        soup = soup_of(self.get(f"{base}/notes"))
        return [tag["value"] for tag in soup.select("form[action$=words] input[name=note]")]

    def reads(self, base: str) -> None:
        """Close, show, read everything: the way to a sheet, by the pages."""
        self.post(f"{base}/close")
        self.post(f"{base}/release")
        for page in soup_of(self.get(f"{base}/notes")).select("form[action$=read]"):
            fields = {tag["name"]: tag["value"] for tag in page.select("input")}
            assert self.post(f"{base}/notes/read", **fields).status_code == 303


def check_office_page(page: TestResponse) -> TestResponse:
    """What holds for every page of the office: valid, titled, labelled, nothing inline, nothing foreign."""
    assert page.headers["Cache-Control"] == "no-store"
    if page.mimetype != "text/html" or page.status_code in (302, 303, 308):
        return page
    check_is_valid(page.text)
    tree = tree_of(page)
    assert tree.findtext(".//title").strip(" ·")
    assert tree.find(".//h1") is not None
    if tree.xpath("//link[@rel = 'stylesheet']"):
        frames = bool(tree.xpath("//iframe"))
        assert page.headers["Content-Security-Policy"] == (WITH_PREVIEW if frames else OFFICE_POLICY)
        assert not list(tree.iter("style"))
        assert not [tag for tag in tree.iter("script") if not tag.get("src", "").startswith("/static/") or tag.text]
        assert not tree.xpath("//@style")
    assert [tag.get("name") for tag in fields_without_label(tree)] == []
    assert all(table.find("caption") is not None for table in tree.iter("table"))
    assert not re.search(r'(?:src|href|action)="(?!/|\?|#|data:|mailto:\?|http://localhost/)', page.text)
    return page


def token_of(page: TestResponse) -> str:
    return str(tree_of(page).find(".//input[@name='csrf_token']").get("value"))


def signed_in(app: Flask, account_id: str) -> AtOffice:
    instance: Instance = app.extensions["instance"]
    client = app.test_client()
    cookie = start_session(SignedIn(account_id, PRIVATE_KEY, KEY.by_passphrase), instance.sessions)
    client.set_cookie("unsigned_office", cookie, path="/office")
    return AtOffice(client)


def remembers_nothing(office: AtOffice) -> None:
    """As if a minute had passed."""
    office.client.application.extensions["wall_memories"] = WallMemories()


@pytest.fixture
def facilitator(app: Flask, organiser: Organiser) -> AtOffice:
    """Ines at her office."""
    return signed_in(app, organiser.account.id)


@pytest.fixture
def colleague(app: Flask, instance: Instance) -> AtOffice:
    """Tomás, signed in, who holds no key of Ines's surveys."""
    with open_office(instance.office) as office:
        account = add_facilitator(office, "Tomás", KEY, today=today())
    return signed_in(app, account.id)


@pytest.fixture
def visitor(app: Flask) -> AtOffice:
    """Somebody who is not signed in."""
    return AtOffice(app.test_client())


@pytest.fixture
def base(survey: Survey) -> str:
    """The address of an open survey's page."""
    return f"/office/surveys/{survey.id}"


@pytest.fixture
def written(survey: Survey, instance: Instance) -> Survey:
    """An open survey on which twelve notes were left and counted."""
    for number in range(12):
        stores(survey, instance, f"The seminar number {number} was helpful for students.", sharing=2)
    the_clock_turns(instance)
    return survey


@pytest.fixture
def read(facilitator: AtOffice, written: Survey, base: str) -> Survey:
    """A closed survey, all of whose notes were read; one version of its sheet is published."""
    facilitator.reads(base)
    code = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"].rpartition("/")[2]
    ends_on = (today() + timedelta(days=20)).isoformat()
    assert facilitator.post(f"{base}/published", code=code, ends_on=ends_on).status_code == 303
    return written
