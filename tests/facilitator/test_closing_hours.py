"""The closing hour closes the survey with the first request that comes after it."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from surveys.closing_hours import close_ended_surveys, close_wall_at_its_hour
from surveys.storage import Instance, Wall, acts_on, open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, Participant, code_of, hidden_fields, stores
from tests.facilitator.conftest import AtOffice

NOW = datetime.now()


@pytest.fixture
def ended(organiser: Organiser, survey: Survey, instance: Instance) -> Survey:
    """Open, paused and with notes when its hour comes."""
    for number in range(5):
        stores(survey, instance, f"Note {number}.")
    return organiser.changes(survey, closes_at=NOW - timedelta(hours=1), paused=True)


def kept(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


@pytest.mark.parametrize("path", ["", "/take-back", "/what-we-keep"])
def test_any_page_of_a_participant_closes_the_wall_and_leaves_the_office_alone(
    participant: Participant, ended: Survey, wall: Wall, instance: Instance, path: str
) -> None:
    office = instance.office.read_bytes()
    participant.get(f"/s/{ended.slug}{path}")
    assert wall.is_closed()
    assert instance.office.read_bytes() == office


def test_before_its_hour_nothing_closes_it(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall, instance: Instance
) -> None:
    organiser.changes(survey, closes_at=NOW + timedelta(hours=1))
    participant.get(f"/s/{survey.slug}")
    close_ended_surveys(instance, now=NOW)
    assert not wall.is_closed()
    assert kept(instance, survey).state is State.OPEN


@pytest.mark.parametrize("path", ["", "/close", "/notes", "/revision"])
def test_any_page_of_an_organiser_closes_the_survey_as_close_does(
    facilitator: AtOffice, ended: Survey, wall: Wall, instance: Instance, path: str
) -> None:
    facilitator.get(f"/office/surveys/{ended.id}{path}")
    assert wall.is_closed()
    closed = kept(instance, ended)
    assert closed == replace(ended, state=State.CLOSED, paused=False, closed_on=ended.closes_at.date())
    with open_office(instance.office, read_only=True) as office:
        assert [str(act.act) for act in acts_on(office, ended.id)].count("closed the survey") == 1


def test_the_list_of_surveys_does_so_too(facilitator: AtOffice, ended: Survey, instance: Instance) -> None:
    facilitator.get("/office/")
    assert kept(instance, ended).state is State.CLOSED


def test_what_a_participant_closed_or_a_crash_left_half_closed_is_closed_for_the_office(
    ended: Survey, wall: Wall, instance: Instance, organiser: Organiser
) -> None:
    """Also where the clock was set back since: otherwise a survey would look open and take nothing."""
    close_wall_at_its_hour(ended, instance=instance, now=NOW)
    organiser.changes(ended, closes_at=NOW + timedelta(days=2))
    close_ended_surveys(instance, now=NOW)
    assert kept(instance, ended).state is State.CLOSED


def test_a_note_that_is_on_its_way_at_the_hour_keeps_its_words(
    participant: Participant, organiser: Organiser, survey: Survey, wall: Wall
) -> None:
    page = participant.checks(survey, "On its way.")
    wall.close()
    answer = participant.posts_notes(survey, hidden_fields(page) | {"sharing": "2"})
    assert answer.status_code == 409
    assert "On its way." in answer.text
    assert organiser.peeks(survey) == []


def test_a_reopened_survey_is_not_closed_again_by_a_request_that_saw_the_old_hour(
    ended: Survey, organiser: Organiser, wall: Wall, instance: Instance
) -> None:
    close_ended_surveys(instance, now=NOW)
    organiser.reopens(kept(instance, ended))
    close_wall_at_its_hour(ended, instance=instance, now=NOW)  # `ended` is what that request has read
    close_ended_surveys(instance, now=NOW)
    assert not wall.is_closed()
    assert kept(instance, ended).state is State.OPEN


def test_many_requests_at_the_hour_close_it_once(app: Flask, ended: Survey, instance: Instance, wall: Wall) -> None:
    together, statuses = threading.Barrier(8), list[int]()

    def comes(number: int) -> None:
        together.wait()
        if number % 2:
            close_ended_surveys(instance, now=NOW)
        else:
            statuses.append(Participant(app).get(f"/s/{ended.slug}").status_code)

    visits = [threading.Thread(target=comes, args=[number]) for number in range(8)]
    for visit in visits:
        visit.start()
    for visit in visits:
        visit.join()
    assert statuses == [200] * 4
    assert wall.is_closed()
    with open_office(instance.office, read_only=True) as office:
        assert [str(act.act) for act in acts_on(office, ended.id)].count("closed the survey") == 1


def test_a_wall_that_cannot_be_written_hinders_nobody(participant: Participant, ended: Survey, wall: Wall) -> None:
    wall.path.write_bytes(b"garbage" * 1_000)
    assert participant.get(f"/s/{ended.slug}/take-back").status_code == 200


def test_codes_work_until_the_hour_and_not_after(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    page = participant.sends(survey, "Mine.")
    organiser.changes(survey, closes_at=NOW - timedelta(minutes=1))
    assert participant.takes_back(survey, code_of(page)).status_code == 409
    assert [note.text for note in organiser.peeks(survey)] == ["Mine."]
