"""The actors of the tests: participants, a facilitator and a stranger, on a real instance."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from surveys import create_app
from surveys.catalogue import find_set
from surveys.desk import Desk
from surveys.lifecycle import close_survey, create_survey, draft_from, open_survey, reopen_survey, survey_key
from surveys.protection import PAPER_POLICY
from surveys.sealing import new_facilitator_key
from surveys.storage import Facilitator, Instance, Wall, add_facilitator, open_office, survey_by_id
from surveys.survey import Survey

PASSPHRASE = "lantern orbit velvet pebble thimble acorn"
RECOVERY_KEY = "AAAA-BBBB-CCCC-DDDD"
KEY, PRIVATE_KEY = new_facilitator_key(PASSPHRASE, RECOVERY_KEY)  # Argon2 takes its time: once for all tests
TODAY = date.today()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys drive a real browser and come last."""
    items.sort(key=lambda item: "journeys" in str(item.path))


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = create_app(INSTANCE=str(tmp_path / "instance"), SESSIONS=str(tmp_path / "sessions"))
    instance: Instance = app.extensions["instance"]
    instance.prepare()
    return app


@pytest.fixture
def instance(app: Flask) -> Instance:
    return app.extensions["instance"]


@dataclass
class Organiser:
    """A facilitator with an unlocked key, who acts on the domain directly."""

    instance: Instance
    account: Facilitator
    private_key: bytes = PRIVATE_KEY

    def opens(self, set_name: str = "sticky-notes", **changes: object) -> Survey:
        settings = {"contacts": "the Diversity Office", "delete_on": TODAY + timedelta(days=90)} | changes
        draft = replace(draft_from(find_set(set_name), contacts="", code_of_conduct=""), **settings)
        with open_office(self.instance.office) as office:
            draft = create_survey(draft, office=office, facilitator=self.account, today=TODAY)
            return open_survey(
                draft, instance=self.instance, office=office, facilitator=self.account, today=TODAY
            )

    def closes(self, survey: Survey) -> Survey:
        with open_office(self.instance.office) as office:
            return close_survey(
                survey, instance=self.instance, office=office, facilitator=self.account, today=TODAY
            )

    def reopens(self, survey: Survey) -> Survey:
        with open_office(self.instance.office) as office:
            return reopen_survey(survey, office=office, facilitator=self.account, today=TODAY)

    def key_of(self, survey: Survey) -> bytes:
        with open_office(self.instance.office, read_only=True) as office:
            return survey_key(
                survey, office=office, facilitator_id=self.account.id, private_key=self.private_key
            )

    def at_desk(self, survey: Survey) -> "DeskVisit":
        return DeskVisit(self, survey)


@dataclass
class DeskVisit:
    """`with organiser.at_desk(survey) as desk:` is one transaction at the desk."""

    organiser: Organiser
    survey: Survey
    _office: object = field(default=None, init=False)

    def __enter__(self) -> Desk:
        self._office = open_office(self.organiser.instance.office)
        office = self._office.__enter__()
        survey = survey_by_id(office, self.survey.id)
        return Desk(survey, self.organiser.key_of(survey), self.organiser.instance, office)

    def __exit__(self, *error: object) -> None:
        self._office.__exit__(*error)


@pytest.fixture
def organiser(instance: Instance) -> Organiser:
    with open_office(instance.office) as office:
        return Organiser(instance, add_facilitator(office, "Ines", KEY, today=TODAY))


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    """Sticky notes, open, k = 5."""
    return organiser.opens()


@pytest.fixture
def wall(instance: Instance, survey: Survey) -> Wall:
    return instance.wall_of(survey)


class PageReader(HTMLParser):
    """The hidden fields of a page, as a browser would send them back."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "input" and attributes.get("type") == "hidden":
            self.hidden[attributes["name"]] = attributes.get("value") or ""


@dataclass
class Participant:
    """Somebody with a phone. Every page that comes back is checked."""

    app: Flask

    def get(self, path: str) -> TestResponse:
        return check_page(self.app.test_client().get(path))

    def post(self, path: str, data: dict[str, object], **options: object) -> TestResponse:
        return check_page(self.app.test_client().post(path, data=data, **options))

    def checks(self, survey: Survey, *texts: str, **fields: object) -> TestResponse:
        return self.post(f"/s/{survey.slug}/check", answers(survey, *texts) | fields)

    def sends(self, survey: Survey, *texts: str, sharing: str = "2", **fields: object) -> TestResponse:
        """The whole way: form, check page, send what was shown."""
        page = self.checks(survey, *texts, **fields)
        assert page.status_code == 200, page.text
        return self.post(f"/s/{survey.slug}/notes", hidden_fields(page) | {"sharing": sharing} | fields)


def answers(survey: Survey, *texts: str) -> dict[str, object]:
    padded = [*texts, *[""] * (len(survey.prompts) - len(texts))]
    return {f"answer-{position}-text": text for position, text in enumerate(padded)}


def hidden_fields(page: TestResponse) -> dict[str, object]:
    reader = PageReader()
    reader.feed(page.text)
    return dict(reader.hidden)


@pytest.fixture
def participant(app: Flask) -> Participant:
    return Participant(app)


@pytest.fixture
def stranger(app: Flask) -> Iterator[Participant]:
    """Somebody who has no link and must get nothing."""
    return Participant(app)


def check_page(response: TestResponse) -> TestResponse:
    """What holds for every page of a participant: valid, labelled, no script, no cookie, no third party."""
    if response.status_code == 303:
        return response
    html5lib.HTMLParser(strict=True).parse(response.text)
    soup = BeautifulSoup(response.text, "html.parser")
    assert soup.title.string.strip(), "a page has a title"
    assert soup.html["lang"], "a page names its language"
    assert not soup.find_all(["script", "img", "iframe", "link", "object"])
    assert not [tag for tag in soup.find_all(True) if tag.has_attr("style") or _handlers(tag)]
    assert "Set-Cookie" not in response.headers
    assert response.headers["Content-Security-Policy"] == PAPER_POLICY
    assert response.headers["Cache-Control"] == "no-store"
    for tag in soup.find_all(["input", "textarea", "select"]):
        assert tag.get("type") == "hidden" or _is_labelled(tag, soup), f"{tag.get('name')} has no label"
    for form in soup.find_all("form"):
        assert form["action"].startswith("/"), "a form stays on this host"
    return response


def _handlers(tag: object) -> list[str]:
    return [name for name in tag.attrs if name.startswith("on")]


def _is_labelled(tag: object, soup: BeautifulSoup) -> bool:
    if tag.has_attr("aria-label") or tag.find_parent("label"):
        return True
    return bool(tag.get("id") and soup.find("label", attrs={"for": tag["id"]}))
