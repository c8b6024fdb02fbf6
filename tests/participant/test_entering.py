"""The front door: the code of the poster leads to the survey."""

import pytest

from surveys.survey import Survey
from tests.actors import Organiser, Participant


@pytest.mark.parametrize("spell", [str, str.upper, lambda slug: f" {slug[:5]} {slug[5:]} ", "-".join])
def test_the_code_is_taken_in_any_spelling(participant: Participant, survey: Survey, spell: object) -> None:
    answer = participant.post("/", {"code": spell(survey.slug)})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


def test_an_unknown_code_stays_in_the_field(stranger: Participant) -> None:
    page = stranger.post("/", {"code": "nowhere234"})
    assert page.status_code == 404
    assert "There is no survey with this code" in page.text
    assert 'value="nowhere234"' in page.text


def test_an_empty_code_asks_again(stranger: Participant) -> None:
    assert stranger.post("/", {"code": " "}).status_code == 422
    assert stranger.post("/", {}).status_code == 422


def test_the_start_lists_no_survey(stranger: Participant, survey: Survey) -> None:
    page = stranger.get("/")
    assert survey.title not in page.text
    assert survey.slug not in page.text


def test_an_unknown_link_leads_nowhere(stranger: Participant, survey: Survey) -> None:
    for path in ("", "/what-we-keep", "/take-back"):
        page = stranger.get(f"/s/{survey.slug[:-1]}{path}")
        assert page.status_code == 404
        assert "There is no survey behind this link" in page.text
    assert stranger.get(f"/s/{survey.id}").status_code == 404, "the inner id is no link"


def test_a_new_link_makes_the_old_one_lead_nowhere(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    organiser.changes(survey, slug="freshlink2")
    assert participant.get(f"/s/{survey.slug}").status_code == 404
    assert participant.get("/s/freshlink2").status_code == 200
