"""The front door: the code of the poster leads to the survey."""

import pytest

from surveys.survey import Survey
from tests.actors import Organiser, Participant, soup_of

WIDE = {number: number + 0xFEE0 for number in range(0x21, 0x7F)}
"""Letters and signs as keyboards in East Asia may write them."""


@pytest.mark.parametrize("spell", [str, str.upper, lambda slug: f" {slug[:5]} {slug[5:]} ", "-".join])
def test_the_code_is_taken_in_any_spelling(participant: Participant, survey: Survey, spell: object) -> None:
    answer = participant.post("/", {"code": spell(survey.slug)})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


LINKS = (
    "{}.", "({})", "“{}”", "{}…", "{}。", "<{}>", "/s/{}", "s/{}", "https://notes.example.org/s/{}",
    "notes.example.org/s/{}/", "https://notes.example.org/unsigned/s/{}?from=mail#top", "Write here: http://a.b/s/{} .",
    "https://notes.example.org/s/{}/take-back",
)  # fmt: skip


@pytest.mark.parametrize(
    "spell", [str, str.upper, lambda text: text.translate(WIDE)], ids=["as it is", "capitals", "wide"]
)
@pytest.mark.parametrize("link", LINKS)
def test_a_link_or_what_stands_around_a_code_does_no_harm(
    participant: Participant, survey: Survey, link: str, spell: object
) -> None:
    answer = participant.post("/", {"code": spell(link.format(survey.slug))})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/s/{survey.slug}"


@pytest.mark.parametrize("link", ["https://evil.example.org/s/nowhere234", "//evil.example.org", "/s/../office", "s/"])
def test_a_link_to_elsewhere_leads_nowhere(stranger: Participant, link: str) -> None:
    page = stranger.post("/", {"code": link})
    assert page.status_code in (404, 422)
    assert "Location" not in page.headers


SPELLINGS = ("{}.", "{})", "{}/", "{},", "{}”", "{}。", "{}…", "({})", "{}>", "%20{}")


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("upper", [False, True])
def test_a_link_with_something_stuck_to_it_opens_the_form(
    participant: Participant, survey: Survey, spelling: str, upper: bool
) -> None:
    """As mail programs and chats make them. The form goes to the true address."""
    slug = survey.slug.upper() if upper else survey.slug
    page = participant.get(f"/s/{spelling.format(slug)}")
    assert page.status_code == 200
    assert soup_of(page).form["action"] == f"/s/{survey.slug}/check"


@pytest.mark.parametrize("page", ["what-we-keep", "take-back"])
def test_the_other_pages_are_found_as_well(participant: Participant, survey: Survey, page: str) -> None:
    for path in (f"/s/{survey.slug.upper()}/{page}", f"/s/{survey.slug}/{page}/"):
        assert participant.get(path).status_code == 200


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
