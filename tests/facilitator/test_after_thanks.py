"""One line and a link after the thanks: a place for names, far from the notes."""

import pytest

from surveys.storage import Deed, Instance, acts_on, open_office
from surveys.survey import Survey
from tests.actors import Organiser, Participant
from tests.facilitator.test_drafts import fields_of, kept
from tests.pages import soup_of

from .conftest import AtOffice

LINE, LINK = "Want a mentor? Leave your name <here>", "https://mentors.example.org/sign-up?a=1&b=2"


def test_it_is_on_the_page_of_thanks_and_nowhere_before(participant: Participant, organiser: Organiser) -> None:
    survey = organiser.opens(after_thanks=LINE, after_thanks_link=LINK)
    thanks = soup_of(participant.sends(survey, "The seminar was helpful.")).select_one("[data-after-thanks]")
    assert LINE in thanks.get_text()
    assert thanks.a["href"] == LINK
    assert set(thanks.a["rel"]) == {"noopener", "noreferrer"}
    assert "mentors.example.org" in thanks.a.get_text()
    for page in (participant.get(f"/s/{survey.slug}"), participant.checks(survey, "The seminar was helpful.")):
        assert "mentors.example.org" not in page.text


def test_without_it_the_page_of_thanks_has_no_such_part(participant: Participant, survey: Survey) -> None:
    assert not soup_of(participant.sends(survey, "The seminar was helpful.")).select("[data-after-thanks]")


@pytest.mark.parametrize("wrong", ["http://mentors.example.org/", "javascript:alert(1)", "https://", "mentors"])
def test_an_address_that_is_not_encrypted_is_refused_and_stays_in_its_field(
    facilitator: AtOffice, organiser: Organiser, instance: Instance, survey: Survey, base: str, wrong: str
) -> None:
    draft = organiser.drafts()
    for address in (f"/office/surveys/{draft.id}/edit", f"{base}/changes"):
        fields = fields_of(facilitator.get(address)) | {"after_thanks": LINE, "after_thanks_link": wrong}
        page = facilitator.post(address, **fields | {"button": "save"})
        assert page.status_code == 422
        field = soup_of(page).find(id="after_thanks_link")
        assert (field["value"], field["aria-invalid"]) == (wrong, "true")
        assert soup_of(page).find(id="after_thanks")["value"] == LINE
    assert kept(instance, draft).after_thanks_link == kept(instance, survey).after_thanks_link == ""


def test_it_can_be_changed_while_people_write_and_that_is_in_the_trail(
    facilitator: AtOffice, participant: Participant, instance: Instance, survey: Survey, base: str
) -> None:
    fields = fields_of(facilitator.get(f"{base}/changes")) | {"after_thanks": LINE, "after_thanks_link": LINK}
    assert facilitator.post(f"{base}/changes", **fields | {"button": "save"}).status_code == 303
    assert LINK.replace("&", "&amp;") in participant.sends(survey, "The seminar was helpful.").text
    with open_office(instance.office, read_only=True) as office:
        deeds = [act for act in acts_on(office, survey.id) if act.act is Deed.CHANGED_AFTER_THANKS]
    assert [act.detail for act in deeds] == [f"{LINE} {LINK}"]
    again = facilitator.post(f"{base}/changes", **fields | {"after_thanks": "Other words", "button": "save"})
    assert again.status_code == 409, "another window has changed it since this one was opened"
