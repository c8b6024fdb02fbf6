"""Times are chosen and shown on the clock of a place, and stored on the server's."""

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from surveys.clocks import OnTheClock, on_the_clock, place_of, server_zone, shown_here, shown_there, zones_offered


@pytest.fixture(params=["UTC", "Europe/Zurich", "America/Chicago"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server's clock is that of this zone."""
    with monkeypatch.context() as environment:
        environment.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "Europe/Zurich", "America/Chicago", "Asia/Kathmandu"])
@pytest.mark.parametrize("moment", [datetime(2026, 11, 29, 14, 35), datetime(2027, 6, 30, 23, 55)])
def test_a_time_comes_back_as_it_was_chosen(server: str, zone: str, moment: datetime) -> None:
    assert shown_there(shown_here(moment, zone), zone) == moment


def test_the_server_names_its_zone(server: str) -> None:
    assert server_zone() == server


@pytest.mark.parametrize(
    ("moment", "times"),
    [
        (datetime(2026, 3, 29, 2, 30), OnTheClock.NEVER),
        (datetime(2026, 10, 25, 2, 30), OnTheClock.TWICE),
        (datetime(2026, 10, 25, 3, 0), OnTheClock.ONCE),
    ],
)
def test_the_clock_of_a_place_changes_wherever_the_server_is(server: str, moment: datetime, times: OnTheClock) -> None:
    assert on_the_clock(moment, "Europe/Zurich") is times


def test_stored_is_what_the_clock_of_the_server_shows_then(server: str) -> None:
    hour = {"UTC": 13, "Europe/Zurich": 14, "America/Chicago": 7}[server]
    assert shown_here(datetime(2026, 11, 29, 14, 30), "Europe/Zurich") == datetime(2026, 11, 29, hour, 30)


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("Europe/Zurich", "Geneva"),
        ("America/Chicago", "Fermilab"),
        ("UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
    ],
)
def test_a_zone_is_called_by_its_place(zone: str, place: str) -> None:
    assert place_of(zone) == place


def test_the_zones_that_most_need_come_first_and_each_once() -> None:
    often, others = zones_offered("Europe/Rome")
    assert often == ["Europe/Rome", "Europe/Zurich", "America/Chicago", "UTC"]
    assert len({*often, *others}) == len(often) + len(others) > 300
