"""On the days when the clocks change, an opening or closing hour is one that comes once."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from surveys.clocks import OnTheClock, on_the_clock
from surveys.lifecycle import NotReady
from surveys.storage import Instance, open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, today
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import fields_of

ZONES = {"Europe/Zurich": (2, 2), "America/Chicago": (2, 1)}
"""The hour that is skipped in spring, and the one that comes twice in autumn."""


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server lives there."""
    with monkeypatch.context() as environment:
        environment.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def next_change(zone: str, *, to_summer: bool) -> date:
    there, day = ZoneInfo(zone), today() + timedelta(days=2)
    while True:
        before, after = (datetime(one.year, one.month, one.day, tzinfo=there) for one in (day, day + timedelta(days=1)))
        moved = after.utcoffset() - before.utcoffset()
        if moved == timedelta(hours=1 if to_summer else -1):
            return day
        day += timedelta(days=1)


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


@pytest.fixture
def draft(organiser: Organiser) -> Survey:
    return organiser.drafts()


@pytest.mark.parametrize("name", ["opens", "closes"])
@pytest.mark.parametrize("to_summer", [True, False], ids=["skipped", "twice"])
def test_an_hour_that_is_skipped_or_comes_twice_is_refused_with_a_sentence(
    facilitator: AtOffice, draft: Survey, zone: str, name: str, to_summer: bool
) -> None:
    day, hour = next_change(zone, to_summer=to_summer), ZONES[zone][0 if to_summer else 1]
    edit = f"/office/surveys/{draft.id}/edit"
    fields = fields_of(facilitator.get(edit)) | {
        "zone": zone,
        f"{name}_day": day.isoformat(),
        f"{name}_time": f"{hour:02}:30",
    }
    page = facilitator.post(edit, **fields)
    assert page.status_code == 422
    told = soup_of(page).select_one(f"#{name}_time-problem").get_text()
    assert ("skip this time" if to_summer else "comes twice") in told
    assert soup_of(page).find("input", attrs={"name": f"{name}_time"})["value"] == f"{hour:02}:30"


@pytest.mark.parametrize("hour", [0, 3, 18])
@pytest.mark.parametrize("to_summer", [True, False])
def test_every_other_hour_of_these_days_is_kept(
    facilitator: AtOffice, draft: Survey, instance: Instance, zone: str, to_summer: bool, hour: int
) -> None:
    moment = at(next_change(zone, to_summer=to_summer), hour)
    edit = f"/office/surveys/{draft.id}/edit"
    fields = fields_of(facilitator.get(edit)) | {
        "zone": zone,
        "closes_day": moment.date().isoformat(),
        "closes_time": f"{moment:%H:%M}",
    }
    assert facilitator.post(edit, **fields).status_code == 303
    with open_office(instance.office, read_only=True) as office:
        assert survey_by_id(office, draft.id).closes_at == moment


def test_what_has_closed_does_not_open_again_while_the_clocks_change(organiser: Organiser, zone: str) -> None:
    """Minute by minute through both days, for each hour that can be chosen."""
    survey = organiser.drafts(state=State.OPEN, delete_on=today() + timedelta(days=800))  # after both changes
    for to_summer in (True, False):
        day = next_change(zone, to_summer=to_summer)
        start = int(at(day, 0).timestamp())
        minutes = [datetime.fromtimestamp(start + 60 * minute) for minute in range(26 * 60)]
        for hour in range(24):
            if on_the_clock(at(day, hour)) is OnTheClock.ONCE:
                closing = organiser.changes(survey, closes_at=at(day, hour))
                over = [closing.is_over(now) for now in minutes]
                assert over == sorted(over)
                assert (over[0], over[-1]) == (hour == 0, True)


def test_a_draft_that_was_kept_with_such_an_hour_cannot_be_opened(organiser: Organiser, zone: str) -> None:
    """By an earlier release, or before the server moved to another zone."""
    day = next_change(zone, to_summer=True)
    with pytest.raises(NotReady):
        organiser.opens(closes_at=at(day, ZONES[zone][0]), delete_on=day + timedelta(days=30))
