"""Slips of paper say what the pages say, one question each."""

import pytest

from surveys.survey import Survey
from tests.actors import Participant
from tests.pages import soup_of

from .conftest import AtOffice


@pytest.mark.parametrize(("query", "number"), [("", 4), ("?on_a_sheet=2", 2), ("?on_a_sheet=9999", 4)])
def test_slip_has_one_question_and_the_sharing_words_of_the_pages(
    facilitator: AtOffice, participant: Participant, survey: Survey, base: str, query: str, number: int
) -> None:
    slips = soup_of(facilitator.get(f"{base}/paper/slip{query}")).select(".slip")
    check = soup_of(participant.checks(survey, "The seminar was helpful.")).find("fieldset")
    asked = [label.get_text(strip=True) for label in check.find_all("label")]
    assert [slip.h2.get_text() for slip in slips] == [
        prompt.text for prompt in survey.prompts for _part in range(number)
    ]
    for slip in slips:
        assert [line.get_text() for line in slip.find_all("li")] == asked
        assert slip.select_one(".nameless")


def test_without_a_key_there_is_no_slip(colleague: AtOffice, base: str) -> None:
    assert colleague.get(f"{base}/paper/slip").status_code == 403
