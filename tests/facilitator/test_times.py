"""Times in steps of five minutes on the clock of a place: chosen on one page, shown the same on every other."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from surveys.clocks import shown_here
from surveys.storage import Instance, open_office, survey_by_id
from surveys.survey import Survey
from tests.actors import Organiser, Participant
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import fields_of

SOON = datetime.now(ZoneInfo("America/Chicago")).date() + timedelta(days=3)
CHICAGO = {"zone": "America/Chicago", "closes_day": SOON.isoformat(), "closes_time": "14:35"}


def test_a_time_is_shown_as_it_was_chosen_to_organisers_and_writers(
    facilitator: AtOffice, participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    draft = organiser.drafts()
    home = f"/office/surveys/{draft.id}"
    page = facilitator.get(f"{home}/edit")
    assert facilitator.post(f"{home}/edit", **fields_of(page) | CHICAGO, button="save").status_code == 303
    with open_office(instance.office, read_only=True) as office:
        closes = survey_by_id(office, draft.id).closes_at
    assert closes == shown_here(datetime.combine(SOON, datetime.strptime("14:35", "%H:%M").time()), "America/Chicago")
    shown = fields_of(facilitator.get(f"{home}/edit"))
    assert {name: shown[name] for name in CHICAGO} == {name: [value] for name, value in CHICAGO.items()}
    assert facilitator.post(f"{home}/open").status_code == 303
    for place in (facilitator.get(home), facilitator.get(f"{home}/poster"), facilitator.get(f"{home}/invitation-text")):
        assert "14:35 Fermilab time" in place.text
    assert "14:35 Fermilab time" in soup_of(participant.get(f"/s/{draft.slug}")).select_one("[data-until]").get_text()
    assert "in 3 days, 14:35 Fermilab" in facilitator.get("/office/").text


@pytest.mark.parametrize("typed", ["14:33", "14:35:20"])
def test_other_steps_than_five_minutes_are_refused(facilitator: AtOffice, organiser: Organiser, typed: str) -> None:
    edit = f"/office/surveys/{organiser.drafts().id}/edit"
    page = facilitator.post(edit, **fields_of(facilitator.get(edit)) | CHICAGO | {"closes_time": typed}, button="save")
    assert page.status_code == 422
    assert soup_of(page).select_one("#closes_time-problem")
    assert soup_of(page).find(id="closes_time")["value"] == typed


def test_a_survey_of_an_earlier_release_is_on_the_clock_of_the_server(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    organiser.changes(survey, closes_at=datetime.combine(SOON, datetime.min.time()) + timedelta(hours=18))
    assert survey.zone == ""
    assert "18:00 UTC" in participant.get(f"/s/{survey.slug}").text
