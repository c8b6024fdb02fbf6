"""A proxy that strips the path, or names it in X-Forwarded-Prefix: links, redirects and cookies have it still."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from surveys import create_app
from surveys.survey import Survey
from tests.actors import PASSPHRASE, organiser_at
from tests.pages import soup_of

from .conftest import Browser, Front, behind_nginx
from .test_behind_a_path import PATH, addresses_on

WAYS = {
    "stripped": {"strips": True},
    "stripped and named": {"strips": True, "names_it": True},
    "left on and named": {"names_it": True},
}


@pytest.fixture(scope="module", params=WAYS.values(), ids=list(WAYS))
def survey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Front, Survey]]:
    folder = tmp_path_factory.mktemp("named")
    opened = organiser_at(folder).opens()
    with behind_nginx(folder, PATH, **request.param) as front:
        yield front, opened


def test_nothing_leaves_the_path(survey: tuple[Front, Survey]) -> None:
    front, opened = survey
    browser = Browser(front)
    form = browser.submits(browser.get(f"{PATH}/"), code=opened.slug)
    assert form.address == f"{front.address}/s/{opened.slug}"
    home = browser.submits(browser.get(f"{PATH}/office/sign-in"), name="Ines", passphrase=PASSPHRASE)
    assert (home.address, home.status) == (f"{front.address}/office/", 200)
    poster = browser.get(f"{PATH}/office/surveys/{opened.id}/poster")
    assert f"localhost:{front.port}{PATH}" in poster.text
    for page in (form, home, poster, browser.get(f"{PATH}/nowhere")):
        assert not [one for one in addresses_on(page) if not one.startswith((f"{PATH}/", f"{front.address}/"))]
    assert {cookie.path for cookie in browser.cookies} == {f"{PATH}/office"}


def action(tmp_path: Path, named: str, **settings: Any) -> str:
    """Where the form of the first page goes, behind a proxy that names this path."""
    client = create_app(INSTANCE=str(tmp_path), BEHIND_PROXY=True, **settings).test_client()
    return str(soup_of(client.get("/", headers={"X-Forwarded-Prefix": named})).form["action"])


ODD = ("//evil.example", "/../office", "/a/..", "/a b", "/a\\b", "/a%2fb", "https://evil.example", "unsigned", "/")


@pytest.mark.parametrize("named", ODD)
def test_what_is_no_plain_path_is_not_believed(tmp_path: Path, named: str) -> None:
    assert action(tmp_path, "/one/two/") == "/one/two/"
    assert action(tmp_path, named) == "/"


def test_the_address_of_the_settings_goes_before(tmp_path: Path) -> None:
    assert action(tmp_path, "/other", ADDRESS="https://example.org/unsigned") == "/unsigned/"
