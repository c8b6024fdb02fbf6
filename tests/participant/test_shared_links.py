"""What a chat shows of a link that somebody passes on."""

from pathlib import Path

import pytest
from flask import Flask

from surveys import create_app
from surveys.settings import PROJECT
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Participant
from tests.pages import soup_of

ADDRESS = "https://notes.example.org/unsigned"


def preview(page: object) -> dict[str, str]:
    return {tag["property"]: tag["content"] for tag in soup_of(page).select("meta[property]")}  # type: ignore[arg-type]


def test_a_preview_has_our_own_words_and_not_those_of_the_survey(participant: Participant, survey: Survey) -> None:
    shown = preview(participant.get(f"/s/{survey.slug}"))
    assert set(shown) == {"og:title", "og:description"}
    words = " ".join(shown.values())
    assert not [text for text in (survey.title, *(prompt.text for prompt in survey.prompts)) if text in words]


@pytest.fixture
def at_an_address(instance: Instance) -> Flask:
    return create_app(INSTANCE=str(instance.folder), SESSIONS=str(instance.sessions), ADDRESS=ADDRESS)


def test_its_picture_comes_from_our_server_at_its_fixed_address(at_an_address: Flask, survey: Survey) -> None:
    """A visitor's Host must not get into a page that others are shown as well."""
    page = at_an_address.test_client().get(f"/unsigned/s/{survey.slug}", headers={"Host": "evil.example.org"})
    picture = preview(page)["og:image"]
    assert "evil" not in page.text
    assert picture.startswith(f"{ADDRESS}/static/")
    path = PROJECT / picture.removeprefix(f"{ADDRESS}/")
    assert 0 < path.stat().st_size <= 60_000


def test_no_note_is_on_a_page_with_a_preview(participant: Participant, survey: Survey) -> None:
    assert preview(participant.checks(survey, "Good coffee.")) == {}


@pytest.mark.parametrize("name", ["favicon.svg", "favicon.ico", "share.png"])
def test_our_pictures_are_small_and_ours(name: str) -> None:
    content = (Path(PROJECT) / "static/img" / name).read_bytes()
    assert len(content) <= 60_000
    assert b"http" not in content.replace(b"http://www.w3.org/2000/svg", b"")
