"""My surveys says of each what it is now, finds one by its title, and puts away what is done with."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import Tag

from surveys.facilitator.setup import overview
from surveys.storage import Instance, open_office
from surveys.survey import Survey
from tests.actors import Organiser, stores, the_clock_turns
from tests.pages import soup_of

from .conftest import AtOffice

HOUR = timedelta(hours=1)
TAKES_NONE: dict[str, dict[str, Any]] = {
    "paused": {"paused": True},
    "early": {"opens_at": datetime.now() + HOUR},
    "open": {},
}


def rows(facilitator: AtOffice, query: str = "") -> dict[str, Tag]:
    """The lines of the list by the addresses that they lead to."""
    return {row.h3.a["href"]: row for row in soup_of(facilitator.get(f"/office/{query}")).select("[data-row]")}


def now_of(facilitator: AtOffice, survey: Survey) -> set[str]:
    """What the list and the survey's own page say that it is."""
    home = f"/office/surveys/{survey.id}"
    pages = rows(facilitator)[home], soup_of(facilitator.get(home))
    return {page.select_one("[data-now]")["data-now"] for page in pages}


@pytest.mark.parametrize("now", TAKES_NONE)
def test_list_and_page_say_the_same_and_never_open_for_what_is_not(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, now: str
) -> None:
    organiser.changes(survey, **TAKES_NONE[now])
    assert now_of(facilitator, survey) == {now}


def test_a_damaged_key_of_one_survey_leaves_the_list(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    other = organiser.drafts()
    with open_office(instance.office) as office:
        office.execute("UPDATE grants SET sealed = randomblob(length(sealed)) WHERE survey = ?", [survey.id])
    assert set(rows(facilitator)) == {f"/office/surveys/{one.id}" for one in (survey, other)}


def test_a_server_without_memory_still_lists_the_surveys(
    facilitator: AtOffice, survey: Survey, instance: Instance
) -> None:
    (instance.sessions / f"{survey.id}.room").mkdir()  # so that nothing can be written there
    assert now_of(facilitator, survey) == {"open"}


def test_a_full_survey_is_not_called_open(facilitator: AtOffice, survey: Survey, instance: Instance) -> None:
    (instance.sessions / f"{survey.id}.room").write_text("0")
    assert now_of(facilitator, survey) == {"full"}


def test_drafts_and_closed_surveys_have_their_own_lists(facilitator: AtOffice, organiser: Organiser) -> None:
    draft, closed = organiser.drafts(), organiser.closes(organiser.opens())
    assert now_of(facilitator, draft) == {"draft"}
    assert now_of(facilitator, closed) == {"closed"}
    groups = [group["data-group"] for group in soup_of(facilitator.get("/office/")).select("[data-group]")]
    assert groups == ["draft", "closed"]


def test_an_open_survey_has_its_code_and_only_the_number_of_the_tally(
    facilitator: AtOffice, survey: Survey, instance: Instance
) -> None:
    for _ in range(12):
        stores(survey, instance, "More seminars, please.")
    assert "fewer than 5" in rows(facilitator)[f"/office/surveys/{survey.id}"].select_one("[data-counted]").get_text()
    the_clock_turns(instance)
    row = rows(facilitator)[f"/office/surveys/{survey.id}"]
    assert "at least 10" in row.select_one("[data-counted]").get_text()
    assert row.select_one("[data-code]").get_text().replace(" ", "") == survey.slug


def test_of_very_many_open_surveys_only_the_newest_are_asked_for_their_number(
    facilitator: AtOffice, organiser: Organiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "MOST_TALLIES", 2)
    made = [organiser.opens() for _ in range(3)]
    organiser.changes(made[1], opened_on=date(2026, 1, 2))
    listed = rows(facilitator)
    counted = {address for address, row in listed.items() if row.select("[data-counted]")}
    assert (len(listed), counted) == (3, {f"/office/surveys/{one.id}" for one in (made[0], made[2])})


@pytest.mark.parametrize("address", ["/office/?find=a%00b", "/?code=a%00b"])
def test_what_no_page_can_show_is_left_out_of_the_field(facilitator: AtOffice, survey: Survey, address: str) -> None:
    assert "\0" not in facilitator.client.get(address).text


def test_surveys_are_found_by_words_of_their_title_or_by_their_code(
    facilitator: AtOffice, organiser: Organiser
) -> None:
    made = [organiser.drafts(title=f"{name} lunch") for name in ("Mentoring", "Career", "Coding", "A", "B", "C")]
    assert soup_of(facilitator.get("/office/")).select_one("[role=search] #find")
    assert list(rows(facilitator, "?find=LUNCH+mentor")) == [f"/office/surveys/{made[0].id}"]
    assert list(rows(facilitator, f"?find={made[1].slug}")) == [f"/office/surveys/{made[1].id}"]
    page = soup_of(facilitator.get("/office/?find=<nothing>"))
    assert not page.select("[data-row]")
    assert page.select_one("#none-found:not([hidden])")
    assert page.find(id="find")["value"] == "<nothing>"


def test_each_organiser_archives_for_themselves(
    facilitator: AtOffice, colleague: AtOffice, organiser: Organiser
) -> None:
    closed = organiser.closes(organiser.opens())
    home = f"/office/surveys/{closed.id}"
    assert colleague.post(f"{home}/archive").status_code == 403
    assert facilitator.post(f"{home}/archive").status_code == 303
    assert rows(facilitator)[home].find_parent("details")["data-group"] == "archived"
    assert facilitator.get(home).status_code == 200
    facilitator.post(f"{home}/unarchive")
    assert rows(facilitator)[home].find_parent("section")["data-group"] == "closed"


def test_a_damaged_wall_does_not_hide_the_list(facilitator: AtOffice, survey: Survey, instance: Instance) -> None:
    instance.wall_of(survey).path.write_bytes(b"not a database, but long enough to look like a file" * 90)
    assert f"/office/surveys/{survey.id}" in rows(facilitator)
