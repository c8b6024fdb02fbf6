"""Without the key of a survey nobody sees anything of it, not even its title.

Pages and acts are those of the URL map: nobody can add one and forget it here.
"""

import re
from itertools import product

import pytest
from flask import Flask
from werkzeug.routing import Rule

from surveys import create_app
from surveys.storage import add_facilitator, open_office
from surveys.survey import Survey
from tests.actors import KEY, Organiser, organiser_at, today
from tests.pages import soup_of

from .conftest import AtOffice, signed_in

OFFICE = create_app().url_map.bind("localhost")
SURVEY = "0123456789abcdef"
VALUES = {
    "survey_id": [SURVEY],
    "code": ["K7QF"],
    "format_name": ["pdf"],
    "number": ["2"],
    "language": ["fr"],
    "step": ["next"],
    "action_id": ["0123456789abcdef"],
    "answer_id": ["fedcba9876543210"],
}
"""What stands for the parts of an address that do not list their values themselves."""


def paths(method: str) -> list[str]:
    """Whatever stands behind a survey's own address, with each step of each rule."""
    rules = [rule for rule in OFFICE.map.iter_rules() if method in (rule.methods or ())]
    found = {path for rule in rules if rule.endpoint != "static" for path in paths_of(rule)}
    home = f"/office/surveys/{SURVEY}"
    return sorted(path.removeprefix(home) for path in found if path.startswith(home))


def paths_of(rule: Rule) -> list[str]:
    if "survey_id" not in rule.arguments:
        return []
    names = sorted(rule.arguments - set(rule.defaults or ()))
    ways = product(*(getattr(rule._converters[name], "items", None) or VALUES[name] for name in names))
    return [OFFICE.build(rule.endpoint, dict(zip(names, way, strict=True))) for way in ways]


PAGES, ACTS = paths("GET"), paths("POST")


@pytest.fixture(scope="module")
def organiser(tmp_path_factory: pytest.TempPathFactory) -> Organiser:
    """One instance for all: whoever is refused changes nothing, which each test of an act sees for itself."""
    return organiser_at(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def app(organiser: Organiser) -> Flask:
    return create_app(INSTANCE=str(organiser.instance.folder), SESSIONS=str(organiser.instance.sessions))


@pytest.fixture(scope="module")
def survey(organiser: Organiser) -> Survey:
    return organiser.opens()


@pytest.fixture(scope="module")
def colleague(app: Flask, organiser: Organiser) -> AtOffice:
    """Tomás, signed in, who holds no key of Ines's surveys."""
    with open_office(organiser.instance.office) as office:
        account = add_facilitator(office, "Tomás", KEY, today=today())
    return signed_in(app, account.id)


def test_the_lists_are_not_empty() -> None:
    """They are made, not written: a slip would leave nothing to test."""
    assert {"", "/edit", "/close", "/notes", "/summary.pdf", "/try"} <= set(PAGES)
    assert {"/edit", "/close", "/resume", "/pinboard/themes/merge", "/rounds", "/try/notes"} <= set(ACTS)


@pytest.mark.parametrize("path", PAGES)
def test_organiser_without_a_grant_gets_no_page(colleague: AtOffice, survey: Survey, base: str, path: str) -> None:
    answer = colleague.get(base + path)
    assert answer.status_code == 403
    assert survey.title not in answer.text
    assert survey.slug not in answer.text


@pytest.mark.parametrize("path", ACTS)
def test_organiser_without_a_grant_can_do_nothing(
    colleague: AtOffice, facilitator: AtOffice, base: str, path: str
) -> None:
    before = seen_by(facilitator, base)
    fields = {"title": "Yellow sticky notes", "audience": "meeting"}
    assert colleague.post(base + path, **fields).status_code == 403
    assert seen_by(facilitator, base) == before


def seen_by(facilitator: AtOffice, base: str) -> str:
    """The survey's page without times of day: the clock may turn between two looks."""
    return re.sub(r"\d\d:\d\d", "", soup_of(facilitator.get(base)).get_text())


@pytest.mark.parametrize("path", [*PAGES, "/office"])
def test_visitor_is_asked_to_sign_in(visitor: AtOffice, survey: Survey, base: str, path: str) -> None:
    answer = visitor.get(base + path if path != "/office" else "/office/")
    assert answer.status_code == 401
    assert survey.title not in answer.text


@pytest.mark.parametrize("path", ACTS)
def test_visitor_can_do_nothing(visitor: AtOffice, facilitator: AtOffice, survey: Survey, base: str, path: str) -> None:
    before = seen_by(facilitator, base)
    answer = visitor.post(base + path)
    assert answer.status_code == 401
    assert survey.title not in answer.text
    assert seen_by(facilitator, base) == before


@pytest.mark.parametrize("path", [path for path in ACTS if not path.startswith("/try")])
def test_form_without_its_token_is_refused(facilitator: AtOffice, base: str, path: str) -> None:
    assert facilitator.client.post(base + path, data={}).status_code == 400


def test_unknown_survey_is_not_found(facilitator: AtOffice) -> None:
    assert facilitator.get("/office/surveys/0123456789abcdef").status_code == 404


def test_others_do_not_stand_in_my_list(colleague: AtOffice, survey: Survey) -> None:
    assert survey.title not in colleague.get("/office/").text
