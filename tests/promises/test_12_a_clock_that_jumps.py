"""Promise 12 under a clock that jumps: nothing is destroyed by a wrong date, and a right one destroys all the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from surveys import create_app
from surveys.operating.deletion_days import Watched, keep_deletion_days
from surveys.storage import Instance, all_surveys, open_office
from surveys.survey import Survey
from tests.actors import Organiser, Participant, today
from tests.doctor.conftest import Patient
from tests.doctor.conftest import patient as patient
from tests.facilitator.conftest import signed_in
from tests.facilitator.test_publishing import link_on
from tests.pages import soup_of
from tests.promises.test_07_no_page_tells_the_unread import UnlockedSurvey

DAY = 86_400


@dataclass
class Machine:
    """A server's process: each look at the clock says a day, and how long the machine has really run since the last."""

    instance: Instance
    watched: Watched

    def looks(self, day: date, *, days_passed: float) -> None:
        self.watched = self.watched.at(day, self.watched.seconds + days_passed * DAY)
        keep_deletion_days(self.instance, self.watched)

    def starts_again(self, day: date) -> None:
        self.watched = Watched(day, day, 0)
        self.looks(day, days_passed=0)


@pytest.fixture
def machine(instance: Instance) -> Machine:
    return Machine(instance, Watched(today(), today(), 0))


def is_there(survey: Survey, instance: Instance) -> bool:
    with open_office(instance.office, read_only=True) as office:
        kept = survey.id in {one.id for one in all_surveys(office)}
    assert kept == instance.wall_of(survey).path.exists()
    return kept


@pytest.mark.parametrize("days", [90, 400, 30_000])
def test_a_jump_forward_and_back_loses_nothing(machine: Machine, survey: Survey, days: int) -> None:
    machine.looks(today() + timedelta(days=days), days_passed=0.01)
    machine.looks(today(), days_passed=0.1)
    assert is_there(survey, machine.instance)
    machine.looks(survey.delete_on - timedelta(days=1), days_passed=(survey.delete_on - today()).days - 1)
    machine.looks(survey.delete_on, days_passed=1)
    assert not is_there(survey, machine.instance), "when its day really comes, on that day"


def test_a_start_with_a_wrong_clock_loses_nothing(machine: Machine, survey: Survey) -> None:
    """Again and again, such as by a service manager."""
    for _ in range(5):
        machine.starts_again(survey.delete_on + timedelta(days=1_000))
    machine.looks(survey.delete_on + timedelta(days=1_001), days_passed=1)
    machine.starts_again(today())
    assert is_there(survey, machine.instance)
    machine.starts_again(survey.delete_on)
    assert is_there(survey, machine.instance), "waiting for another reason begins anew"


def test_what_was_waited_under_a_wrong_date_counts_for_nothing(machine: Machine, survey: Survey) -> None:
    machine.starts_again(survey.delete_on)
    machine.starts_again(today())
    machine.starts_again(survey.delete_on + timedelta(days=9))
    assert is_there(survey, machine.instance)


@pytest.mark.parametrize("waits", [1, 2, 3, 40])
def test_after_a_rest_over_its_day_a_survey_waits_for_three_days(machine: Machine, survey: Survey, waits: int) -> None:
    """Also where the server is started anew on each of them, or not at all for a month."""
    machine.starts_again(survey.delete_on)
    machine.starts_again(survey.delete_on + timedelta(days=waits))
    assert is_there(survey, machine.instance) == (waits < 3)


@pytest.mark.parametrize("quiet", [1, 2, 9, 200])
def test_a_server_that_runs_destroys_on_the_day(machine: Machine, survey: Survey, quiet: int) -> None:
    """However long nobody came by, and if it slept: a laptop's steady clock goes on."""
    last = survey.delete_on - timedelta(days=quiet)
    machine.starts_again(last)
    machine.looks(survey.delete_on, days_passed=quiet - 0.9)
    assert not is_there(survey, machine.instance)


def test_a_published_page_is_not_forgotten_by_a_jump(machine: Machine, app: Flask, organiser: Organiser) -> None:
    unlocked = UnlockedSurvey(app, organiser, organiser.opens())
    unlocked.writes(5)
    unlocked.closes()
    unlocked.asks()
    unlocked.reads_and_publishes()
    machine.looks(today() + timedelta(days=40), days_passed=0)
    machine.looks(today(), days_passed=0)
    link = link_on(unlocked.office, unlocked.base).partition("/r/")[2]
    assert app.test_client().get(f"/r/{link}").status_code == 200
    for days in range(1, 31):
        machine.looks(today() + timedelta(days=days), days_passed=1)
    assert app.test_client().get(f"/r/{link}").status_code == 410


class Tomorrow(date):
    """What the machine says the day is."""

    day_now = today()

    @classmethod
    def today(cls) -> Any:
        return cls.day_now


def test_while_it_waits_nobody_writes_and_everybody_is_told(
    survey: Survey, organiser: Organiser, instance: Instance, patient: Patient
) -> None:
    organiser.changes(survey, delete_on=today())
    app = create_app(INSTANCE=str(instance.folder), SESSIONS=str(instance.sessions))
    page = Participant(app).get(f"/s/{survey.slug}")
    assert not soup_of(page).find("textarea")
    assert Participant(app).checks(survey, "Late.").status_code == 409
    home = signed_in(app, organiser.account.id).get(f"/office/surveys/{survey.id}")
    assert "within three days" in home.text
    assert survey.slug in patient.found()["clock"][0]
    assert is_there(survey, instance)


def test_a_running_server_looks_at_its_clock(
    survey: Survey, organiser: Organiser, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the application: a date that jumps destroys nothing, the same date after a real night does."""
    steady = [0.0]
    monkeypatch.setattr("time.clock_gettime", lambda _clock: steady[0])
    for name in ("application", "operating.deletion_days"):
        monkeypatch.setattr(f"surveys.{name}.date", Tomorrow)
    organiser.changes(survey, delete_on=today() + timedelta(days=1))
    app = create_app(INSTANCE=str(instance.folder), SESSIONS=str(instance.sessions))
    for day, seconds, stays in ((0, 60, True), (5, 120, True), (0, 180, True), (1, DAY, False)):
        monkeypatch.setattr(Tomorrow, "day_now", today() + timedelta(days=day))
        steady[0] = seconds
        assert Participant(app).get("/").status_code == 200
        assert is_there(survey, instance) == stays
