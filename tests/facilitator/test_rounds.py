"""The page of rounds: one click makes the next, and numbers stand side by side."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from surveys.lifecycle import destroy_due
from surveys.organising.asking_again import weekly
from surveys.storage import Instance, all_facilitators, all_surveys, open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, stores, today
from tests.pages import soup_of

from .conftest import AtOffice


@pytest.fixture
def draft(facilitator: AtOffice, written: Survey, base: str, instance: Instance) -> Survey:
    """The second round, made by the button."""
    facilitator.reads(base)
    facilitator.get(f"{base}/rounds")
    return kept(instance, facilitator.post(f"{base}/rounds").headers["Location"].split("/")[-2])


def kept(instance: Instance, survey_id: str) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey_id)


def rows_of(page: Any) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in soup_of(page)("tr")]


def test_next_round_is_a_draft_with_a_key_of_its_own(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, draft: Survey, base: str
) -> None:
    assert draft.state is State.DRAFT
    assert draft.prompts == survey.prompts
    assert draft.public_key != survey.public_key
    assert draft.title == f"{survey.title} · round 2"
    assert facilitator.post(f"{base}/rounds").headers["Location"].split("/")[-2] == draft.id, "a second click"
    assert f"/office/surveys/{draft.id}" in facilitator.get(f"{base}/rounds").text
    assert not soup_of(facilitator.get(f"/office/surveys/{draft.id}/rounds")).select("main form")


def test_two_organisers_who_make_it_at_once_make_one_draft(
    facilitator: AtOffice, colleague: AtOffice, instance: Instance, written: Survey, base: str
) -> None:
    with open_office(instance.office, read_only=True) as office:
        (tomas,) = [one.id for one in all_facilitators(office) if one.name == "Tomás"]
    facilitator.post(f"{base}/share", facilitator=tomas)
    first, second = (who.post(f"{base}/rounds").headers["Location"] for who in (facilitator, colleague))
    assert first == second
    assert colleague.get(second).status_code == 200, "the second holds its key too"
    with open_office(instance.office, read_only=True) as office:
        assert len(all_surveys(office)) == 2


def test_draft_that_nobody_can_open_any_more_does_not_stand_in_the_way(
    facilitator: AtOffice, colleague: AtOffice, instance: Instance, draft: Survey, base: str
) -> None:
    with open_office(instance.office) as office:
        office.execute("DELETE FROM grants WHERE survey = ?", [draft.id])
    assert facilitator.post(f"{base}/rounds").headers["Location"].split("/")[-2] != draft.id


def test_rounds_stand_side_by_side_also_when_the_first_is_deleted(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, draft: Survey, instance: Instance
) -> None:
    facilitator.post(f"/office/surveys/{draft.id}/open")
    second = kept(instance, draft.id)
    for number in range(6):
        stores(second, instance, f"The workshop number {number} was too long.", sharing=2)
    facilitator.reads(f"/office/surveys/{draft.id}")
    before = facilitator.get(f"/office/surveys/{draft.id}/rounds")
    assert ["All notes", "12", "6"] in rows_of(before)
    destroy_due(instance, survey.delete_on)
    assert facilitator.get(f"/office/surveys/{survey.id}/rounds").status_code == 404
    assert rows_of(facilitator.get(f"/office/surveys/{draft.id}/rounds")) == rows_of(before)


def test_page_before_closing_has_no_number(facilitator: AtOffice, written: Survey, base: str) -> None:
    page = facilitator.get(f"{base}/rounds")
    assert page.status_code == 200
    assert not soup_of(page).find("table")


def test_small_numbers_are_not_on_the_page(
    facilitator: AtOffice, survey: Survey, instance: Instance, base: str
) -> None:
    for number in range(7):
        answers = ["The seminar was helpful.", "Meetings are late."] if number < 3 else ["The seminar was helpful."]
        stores(survey, instance, *answers, sharing=2)
    facilitator.reads(base)
    rows = rows_of(facilitator.get(f"{base}/rounds"))
    assert ["All notes", "7"] in rows
    assert ["All notes", "– hidden"] in rows
    assert not any("3" in row[1:] for row in rows)


def test_numbers_are_kept_without_a_look_at_the_page(
    facilitator: AtOffice, written: Survey, base: str, instance: Instance
) -> None:
    facilitator.reads(base)
    facilitator.post(f"{base}/versions", audience="meeting")
    with open_office(instance.office, read_only=True) as office:
        assert office.execute("SELECT max(notes) FROM round_counts").fetchone() == (12,)


def test_without_a_key_there_is_no_next_round_and_no_number(
    colleague: AtOffice, written: Survey, base: str, instance: Instance
) -> None:
    assert colleague.get(f"{base}/rounds").status_code == 403
    assert colleague.post(f"{base}/rounds").status_code == 403
    with open_office(instance.office, read_only=True) as office:
        assert office.execute("SELECT count(*) FROM surveys").fetchone() == (1,)


def test_draft_from_before_the_key_was_shared_is_named_and_stays_locked(
    colleague: AtOffice, draft: Survey, facilitator: AtOffice, base: str, written: Survey, instance: Instance
) -> None:
    """Tomás may read the first round; the draft of the second is Ines's until she shares it, and he makes no other."""
    with open_office(instance.office, read_only=True) as office:
        (tomas,) = office.execute("SELECT id FROM facilitators WHERE name = 'Tomás'").fetchone()
    facilitator.post(f"{base}/share", facilitator=tomas)
    page = colleague.get(f"{base}/rounds")
    assert draft.id in page.text
    there = colleague.post(f"{base}/rounds").headers["Location"]
    assert draft.id in there
    assert colleague.get(there).status_code == 403


def timed(organiser: Organiser) -> tuple[Survey, datetime, datetime]:
    """A survey of a place on another clock; it opened three days ago, and closes tomorrow at the same time of day."""
    opens = datetime.combine(today() - timedelta(days=3), time(14, 30))
    closes = opens + timedelta(days=4, hours=2)
    return organiser.opens(opens_at=opens, closes_at=closes, zone="UTC"), opens, closes


def test_a_week_later_fills_both_times_in(facilitator: AtOffice, organiser: Organiser, instance: Instance) -> None:
    survey, opens, closes = timed(organiser)
    made = facilitator.post(f"/office/surveys/{survey.id}/rounds", when="week").headers["Location"].split("/")[-2]
    week = timedelta(days=7)
    assert (kept(instance, made).opens_at, kept(instance, made).closes_at) == (opens + week, closes + week)


def test_a_typed_day_moves_both_times_and_a_day_that_has_passed_is_refused(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    survey, opens, closes = timed(organiser)
    address = f"/office/surveys/{survey.id}/rounds"
    for wrong in ("", "soon", "0001-01-01", (today() - timedelta(days=1)).isoformat()):
        page = facilitator.post(address, when="day", day=wrong)
        assert page.status_code == 422
        assert soup_of(page).select_one("#day[aria-invalid=true]")["value"] == wrong
    day = today() + timedelta(days=20)
    made = facilitator.post(address, when="day", day=day.isoformat()).headers["Location"].split("/")[-2]
    assert kept(instance, made).opens_at == datetime.combine(day, opens.time())
    assert kept(instance, made).closes_at - kept(instance, made).opens_at == closes - opens


def test_whoever_presses_second_is_told_that_there_is_a_draft(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    survey, opens, _closes = timed(organiser)
    address = f"/office/surveys/{survey.id}/rounds"
    facilitator.post(address, when="week")
    second = facilitator.post(address, when="day", day=(today() + timedelta(days=20)).isoformat())
    assert soup_of(facilitator.get(second.headers["Location"])).select_one("p.done[role=status]")
    assert kept(instance, second.headers["Location"].split("/")[-2]).opens_at == opens + timedelta(days=7)


def test_weekly_skips_to_a_week_whose_times_lie_ahead(organiser: Organiser) -> None:
    survey, opens, _closes = timed(organiser)
    for later in range(60):
        days = weekly(survey, now := opens + timedelta(days=later, minutes=5))
        assert days % 7 == 0
        assert opens + timedelta(days=days) > now
        assert days == 7 or opens + timedelta(days=days - 7) <= now
