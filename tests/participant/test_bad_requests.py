"""Forged, broken and foreign requests: a clear page with the right status, and nothing stored."""

import pytest

from surveys.storage import Wall
from surveys.survey import Survey
from tests.actors import Participant, answers, hidden_fields


@pytest.fixture
def fields(participant: Participant, survey: Survey) -> dict[str, object]:
    """What an honest check page sends."""
    text = "Ask Olga Petrova about coffee."
    return hidden_fields(participant.checks(survey, text)) | {"sharing": "2"}


FORGED = {
    "category beyond the list": {"answer-0-category": "11"},
    "negative category": {"answer-0-category": "-1"},
    "category in words": {"answer-0-category": "Biases"},
    "category in other digits": {"answer-0-category": "٣"},
    "sharing beyond the list": {"sharing": "3"},
    "sharing in words": {"sharing": "aloud"},
    "a note's own sharing": {"answer-0-sharing": "7"},
    "choice for no finding": {"answer-0-flip": "99"},
    "negative choice": {"answer-0-flip": "-1"},
    "choice in words": {"answer-0-flip": "keep"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_value_is_refused(
    participant: Participant, survey: Survey, wall: Wall, fields: dict[str, object], forged: dict[str, str]
) -> None:
    page = participant.posts_notes(survey, fields | forged)
    assert page.status_code == 400
    assert wall.count_used() == 0


@pytest.mark.parametrize("step", ["", "/check", "/notes"])
@pytest.mark.parametrize("missing", ["answer-0-text", "answer-1-text"])
def test_a_form_without_its_fields_is_refused(
    participant: Participant, survey: Survey, wall: Wall, fields: dict[str, object], step: str, missing: str
) -> None:
    del fields[missing]
    assert participant.post(f"/s/{survey.slug}{step}", fields).status_code == 400
    assert participant.post(f"/s/{survey.slug}{step}", {"sharing": "2"}).status_code == 400
    assert wall.count_used() == 0


@pytest.mark.parametrize("path", ["/", "/s/{slug}", "/s/{slug}/check", "/s/{slug}/notes", "/s/{slug}/take-back"])
def test_a_megabyte_is_too_long(participant: Participant, survey: Survey, path: str) -> None:
    page = participant.post(path.format(slug=survey.slug), answers(survey, "x" * 1_048_576) | {"code": "x"})
    assert page.status_code == 413
    assert "your words are still in the form" in page.text


@pytest.mark.parametrize("path", ["/s/{slug}/check", "/s/{slug}/notes"])
def test_an_address_that_only_takes_forms_says_so(participant: Participant, survey: Survey, path: str) -> None:
    assert participant.get(path.format(slug=survey.slug)).status_code == 405


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(participant: Participant, survey: Survey, wall: Wall, method: str) -> None:
    client = participant.app.test_client()
    assert getattr(client, method)(f"/s/{survey.slug}/notes", data={}).status_code == 405
    assert wall.count_used() == 0


FOREIGN = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
    "another origin": {"Origin": "https://evil.example.org"},
    "another port": {"Origin": "http://localhost:8080"},
    "a hidden origin": {"Origin": "null"},
    "a hidden origin from another site": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "a hidden origin from nowhere": {"Origin": "null", "Sec-Fetch-Site": "none"},
    "a good word and a bad one": {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example.org"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", ["/", "/s/{slug}", "/s/{slug}/check", "/s/{slug}/notes", "/s/{slug}/take-back"])
def test_a_post_from_elsewhere_is_refused(
    participant: Participant, survey: Survey, wall: Wall, fields: dict[str, object], headers: dict[str, str], path: str
) -> None:
    page = participant.post(path.format(slug=survey.slug), fields, headers=headers)
    assert page.status_code == 403
    assert wall.count_used() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
    ids=["an old browser", "this site", "a reload", "this origin", "both", "this site, its origin hidden"],
)
def test_a_post_from_here_is_taken(
    participant: Participant, survey: Survey, wall: Wall, fields: dict[str, object], headers: dict[str, str]
) -> None:
    assert participant.posts_notes(survey, fields, headers=headers).status_code in (200, 303)
    assert wall.count_used() == 1


def test_a_link_from_another_site_opens_the_form(participant: Participant, survey: Survey) -> None:
    """From a mail page or a chat in the browser."""
    page = participant.get(f"/s/{survey.slug}", headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 200


def test_a_code_that_is_none_gets_a_fresh_one(participant: Participant, survey: Survey) -> None:
    page = participant.checks(survey, "Good coffee.", code="<script>alert(1)</script>")
    assert page.status_code == 200
    assert "alert" not in page.text


def test_a_field_given_twice_is_read_once(
    participant: Participant, survey: Survey, wall: Wall, fields: dict[str, object]
) -> None:
    twice = fields | {"answer-0-text": [fields["answer-0-text"], "Something else."]}
    assert participant.posts_notes(survey, twice).status_code == 200
    assert wall.count_used() == 1
