"""Who asks is named wherever people meet the survey: before they write, and in what was made of their notes."""

import re
import sqlite3
from dataclasses import replace

import pytest

from surveys.storage import Instance, open_office, save_survey
from surveys.survey import Survey
from tests.actors import Organiser, Participant
from tests.pages import soup_of

from .conftest import AtOffice

OFFICE = "CMS Diversity Office & friends"


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    return organiser.opens(asked_by=OFFICE)


def test_it_is_on_the_form_and_frozen_at_opening(participant: Participant, survey: Survey, instance: Instance) -> None:
    assert soup_of(participant.get(f"/s/{survey.slug}")).select_one("[data-asked-by]").get_text().endswith(OFFICE)
    with pytest.raises(sqlite3.IntegrityError, match="frozen"), open_office(instance.office) as office:
        save_survey(office, replace(survey, asked_by="Somebody else"))


@pytest.mark.parametrize("view", ["poster", "poster?view=projector"])
def test_it_is_on_the_poster(facilitator: AtOffice, base: str, view: str) -> None:
    assert soup_of(facilitator.get(f"{base}/{view}")).select_one("[data-asked-by]").get_text().endswith(OFFICE)


def test_it_is_in_the_invitation(facilitator: AtOffice, base: str) -> None:
    assert OFFICE in soup_of(facilitator.get(f"{base}/invitation-text")).find("textarea").get_text()


def test_it_is_on_a_published_page(facilitator: AtOffice, participant: Participant, base: str, read: Survey) -> None:
    link = re.search(r"/r/[\w-]+", facilitator.get(f"{base}/published").text)
    assert link
    assert OFFICE in soup_of(facilitator.get(link[0])).find(class_="audience").get_text()


@pytest.mark.parametrize("view", ["", "/poster", "/poster?view=projector", "/invitation-text"])
def test_a_survey_that_names_nobody_says_nothing_of_it(facilitator: AtOffice, organiser: Organiser, view: str) -> None:
    assert "Asked by" not in facilitator.get(f"/office/surveys/{organiser.opens().id}{view}").text
