"""Forged, broken and foreign requests: a clear page with the right status, and nothing stored."""

import re

import pytest

from surveys.settings import LARGEST_BODY, PROJECT
from surveys.storage import Wall
from surveys.survey import Survey
from tests.actors import Organiser, Participant, answers, hidden_fields
from tests.pages import soup_of


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
    assert "nothing was stored" in page.text


def test_a_whole_book_is_given_back(participant: Participant, survey: Survey) -> None:
    """Half a megabyte is above all that a note takes, and comes back to its writer."""
    book = "word " * 100_000
    page = participant.checks(survey, book)
    assert page.status_code == 422
    assert soup_of(page).find("textarea").get_text().split() == book.split()


def test_the_proxy_lets_through_as_much_as_the_server_takes() -> None:
    sizes = re.findall(r"client_(?:max_body|body_buffer)_size (\d+)m;", (PROJECT / "deploy/nginx.conf").read_text())
    assert [int(size) * 1024 * 1024 for size in sizes] == [LARGEST_BODY] * 2


@pytest.mark.parametrize("path", ["/s/{slug}/check", "/s/{slug}/notes", "/s/{slug}/what/ever"])
def test_an_address_that_is_no_page_leads_to_the_form(participant: Participant, survey: Survey, path: str) -> None:
    """Enter in the address bar of a check page, or a link with something behind it."""
    page = participant.get(path.format(slug=survey.slug))
    assert page.status_code == 303
    assert page.headers["Location"] == f"/s/{survey.slug}"


def test_words_sent_to_an_address_that_is_none_are_in_the_form(participant: Participant, survey: Survey) -> None:
    page = participant.post(f"/s/{survey.slug}/whatever", answers(survey, "Good coffee."))
    assert soup_of(page).find("textarea").get_text().strip() == "Good coffee."


def test_the_page_of_a_mistake_leads_back_to_the_survey(participant: Participant, survey: Survey) -> None:
    for page in (
        participant.post(f"/s/{survey.slug}/check", {}),
        participant.app.test_client().put(f"/s/{survey.slug}/notes"),
    ):
        assert page.status_code in (400, 405)
        assert soup_of(page).find("a", href=f"/s/{survey.slug}")


@pytest.mark.parametrize("step", ["", "/check", "/notes", "/whatever"])
def test_a_link_that_was_replaced_or_deleted_gives_the_words_back(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall, fields: dict[str, object], step: str
) -> None:
    """Whoever was writing meanwhile loses no word; nothing is stored, and nothing tells which link was one."""
    organiser.changes(survey, slug="freshlink2")
    for slug in (survey.slug, "neverwas22"):
        page = participant.post(f"/s/{slug}{step}", fields)
        assert page.status_code == 404
        assert soup_of(page).find("textarea").get_text().strip() == fields["answer-0-text"]
    assert wall.count_used() == 0


def test_a_form_that_cannot_be_read_gives_the_words_back(
    participant: Participant, survey: Survey, fields: dict[str, object]
) -> None:
    page = participant.post(f"/s/{survey.slug}/notes", fields | {"answer-0-category": "99"})
    assert page.status_code == 400
    assert soup_of(page).find("textarea").get_text().strip() == fields["answer-0-text"]


def test_what_another_site_sends_is_not_shown(
    participant: Participant, survey: Survey, fields: dict[str, object]
) -> None:
    page = participant.posts_notes(survey, fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert not soup_of(page).find("textarea")


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


@pytest.mark.parametrize("host", ["a@b.example", "a.example/x", "a.example:99999", "a b", "a.example:x"])
@pytest.mark.parametrize("path", ["/", "/s/{slug}", "/office/"])
def test_a_host_that_is_none_is_refused(participant: Participant, survey: Survey, host: str, path: str) -> None:
    """The links of the page would lead nowhere."""
    page = participant.app.test_client().get(path.format(slug=survey.slug), headers={"Host": host})
    assert page.status_code == 400
