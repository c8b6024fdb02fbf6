"""Where a page tells people that something is taken out, it tells them in the same place that not everything is."""

import pytest

from surveys.survey import Survey
from tests.actors import Participant, soup_of

TOO_MUCH = ("anonymis", "all names", "all identifiers", ": names are taken out", "completely", "impossible")


def words_of(page: object) -> str:
    return " ".join(soup_of(page).get_text(" ").split())


@pytest.fixture
def pages(participant: Participant, survey: Survey) -> dict[str, str]:
    return {
        "form": words_of(participant.get(f"/s/{survey.slug}")),
        "check": words_of(participant.checks(survey, "Thanks to Olga Petrova I dared to speak at CIEMAT.")),
        "what we keep": words_of(participant.get(f"/s/{survey.slug}/what-we-keep")),
        "thanks": words_of(participant.sends(survey, "Thanks to Olga Petrova I dared to speak.")),
    }


def test_no_page_says_that_everything_is_found(pages: dict[str, str]) -> None:
    said = [(name, words) for name, page in pages.items() for words in TOO_MUCH if words in page.lower()]
    assert said == []


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        ("form", "Names that are found are taken out"),
        ("check", "Not everything can be found"),
        ("what we keep", "Not every name is found"),
    ],
)
def test_each_page_on_stripping_says_where_it_ends(pages: dict[str, str], page: str, limit: str) -> None:
    assert limit in pages[page]


def test_what_is_underlined_is_what_the_check_page_offers_to_replace(participant: Participant, survey: Survey) -> None:
    """And what was put back is underlined too."""
    page = participant.checks(survey, "Thanks to Olga Petrova I dared to speak at CIEMAT.")
    assert [mark.get_text() for mark in soup_of(page).select(".note mark")] == ["CIEMAT"]
    again = participant.checks(
        survey, "Thanks to Olga Petrova I dared to speak at CIEMAT.", **{"answer-0-flip": ["0", "1"]}
    )
    assert [mark.get_text() for mark in soup_of(again).select(".note mark")] == ["Olga Petrova"]
