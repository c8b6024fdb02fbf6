"""The year page: every round of a survey, what became of every action, and what writers said about themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from surveys.curation import Action, ActionState, RoleAnswer, Theme
from surveys.lifecycle import destroy_due
from surveys.organising.rounds import save_counts
from surveys.storage import Instance, all_facilitators, open_office
from surveys.survey import Survey
from tests.actors import ABOUT_YOU, Organiser, stores, today
from tests.pages import soup_of

from .conftest import AtOffice

SECRET = "marmalade"


def held_round(organiser: Organiser, before: Survey | None, *, postdocs: int, days_ago: int, title: str) -> Survey:
    """A closed round with twelve notes, whose writers said what they are, and with an action in each state."""
    changes = {"round_of": before.first_round} if before else {}
    survey = organiser.opens(title=title, about_you=ABOUT_YOU[:1], **changes)
    for number in range(12):
        stores(survey, organiser.instance, f"The {SECRET} of meeting {number}.", about_you={0: int(number < postdocs)})
    survey = organiser.changes(survey, opened_on=today() - timedelta(days=days_ago))
    organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        for state in ActionState:
            action = Action(f"{title}-{state}", "", f"{title}: {state}", "", "chairs", state, "too late")
            unlocked.change_curation(lambda kept, action=action: kept.with_action_added(action))
        save_counts(unlocked)
        return unlocked.survey


@pytest.fixture
def first(organiser: Organiser) -> Survey:
    return held_round(organiser, None, postdocs=5, days_ago=60, title="June")


@pytest.fixture
def second(organiser: Organiser, first: Survey) -> Survey:
    return held_round(organiser, first, postdocs=7, days_ago=2, title="October")


def year_of(office: AtOffice, survey: Survey) -> BeautifulSoup:
    return soup_of(office.get(f"/office/surveys/{survey.id}/year"))


def test_one_link_has_all_rounds_and_every_action_with_its_state(
    facilitator: AtOffice, first: Survey, second: Survey
) -> None:
    page = year_of(facilitator, first)
    assert page.select_one("[data-rounds]")["data-rounds"] == "2"
    states = [row["data-progress"] for row in page.select("[data-progress]")]
    assert states == ["done", "under way", "agreed", "idea", "declined"] * 2, "what has come furthest is first"
    assert "October: done" in page.select("[data-progress]")[0].get_text(), "the newest round is first"
    assert [(tile["data-state"], tile.dd.get_text()) for tile in page.select("[data-state]")] == [
        (state, "2") for state in ("done", "under way", "agreed", "idea", "declined")
    ]
    assert [row.select_one(".number").get_text() for row in page.select("[data-round]")] == ["12", "12"]
    assert SECRET not in str(page)
    assert soup_of(facilitator.get(f"/office/surveys/{first.id}")).select("a[href$='/year']")


def test_answers_by_role_are_below_the_actions_of_their_round(
    facilitator: AtOffice, organiser: Organiser, first: Survey, second: Survey
) -> None:
    """Those to themes, to questions and to what was a theme; an answer to one note would quote it."""
    with organiser.unlocks(first) as unlocked:
        about = ("", "q0", "t1", f"n{unlocked.notes()[0].id.hex()}")
        answers = tuple(RoleAnswer(one or "x", one, "Chairs", f"About {one[:2]}") for one in about)
        themes = (Theme("1", "Hours"),)
        unlocked.change_curation(lambda kept: replace(kept, themes=themes, answers=answers))
    said = [row.dd.get_text() for row in year_of(facilitator, second).select("[data-answer]")]
    assert said == ["Chairs: About t1", "Chairs: About q0", "Chairs: About "]


def test_what_writers_said_is_a_chart_with_error_bars_once_there_are_two_rounds(
    facilitator: AtOffice, first: Survey, organiser: Organiser
) -> None:
    assert not year_of(facilitator, first).select("svg.trends")
    held_round(organiser, first, postdocs=5, days_ago=2, title="October")
    (chart,) = year_of(facilitator, first).select("svg.trends")
    assert chart.title.get_text() == "Career stage"
    assert len(chart.select("polyline")) == 1, "students; the number of postdocs would tell that nobody was staff"
    assert len(chart.select("g > path")) == 4, "two rounds, each with a mark and its error bar"
    assert not chart.find("script")


def test_a_hidden_number_of_writers_is_no_point(facilitator: AtOffice, organiser: Organiser, first: Survey) -> None:
    """Three postdocs among twelve would be a number below five; the students would give it away."""
    held_round(organiser, first, postdocs=3, days_ago=2, title="October")
    assert not year_of(facilitator, first).select("svg.trends")


def test_a_deleted_round_has_its_numbers_and_says_that_its_actions_are_gone(
    facilitator: AtOffice, organiser: Organiser, first: Survey, second: Survey, instance: Instance
) -> None:
    organiser.changes(first, delete_on=today())
    destroy_due(instance, today())
    page = year_of(facilitator, second)
    assert len(page.select("[data-unread]")) == 1
    assert [row.select_one(".number").get_text() for row in page.select("[data-round]")] == ["12", "12"]
    assert len(page.select("[data-progress]")) == 5


def test_who_holds_the_key_of_one_round_sees_no_action_of_another(
    facilitator: AtOffice, colleague: AtOffice, organiser: Organiser, first: Survey, second: Survey
) -> None:
    path = f"/office/surveys/{second.id}"
    with open_office(organiser.instance.office, read_only=True) as office:
        (tomas,) = [one.id for one in all_facilitators(office) if one.name == "Tomás"]
    facilitator.post(f"{path}/share", facilitator=tomas)
    page = year_of(colleague, second)
    assert "October: done" in page.get_text()
    assert "June: done" not in page.get_text()
    assert len(page.select("[data-unread]")) == 1
    assert colleague.get(f"/office/surveys/{first.id}/year").status_code == 403


def test_an_open_survey_has_nothing_to_report_yet(facilitator: AtOffice, survey: Survey, base: str) -> None:
    page = year_of(facilitator, survey)
    assert page.select(".empty")
    assert not page.select("table")
