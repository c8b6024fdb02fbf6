"""The follow-up: what was said last time and what became of it, without a word of a note and without small numbers."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from surveys.curation import Action, ActionState, RoleAnswer, Theme
from surveys.survey import Survey
from tests.actors import Organiser, stores
from tests.pages import soup_of

from .conftest import AtOffice

SECRET = "marmalade"


@pytest.fixture
def discussed(organiser: Organiser, survey: Survey) -> Survey:
    """Sixteen notes, all but three under *Hours*, with an action in each state and answers to everything."""
    for number in range(16):
        stores(survey, organiser.instance, f"The {SECRET} of meeting {number}.", sharing=2)
    notes = organiser.reads_all(survey)
    hours = Theme("a", "Hours", 0, tuple(note.id for note in notes[:13]))
    rooms = Theme("b", "Rooms", 1, tuple(note.id for note in notes[13:]))
    about = ("ta", "q0", f"n{notes[0].id.hex()}")
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(
            lambda kept: replace(
                kept,
                themes=(rooms, hours),
                actions=tuple(
                    Action(state, SECRET[:3], f"It is {state}", "a", "", state, "x") for state in ActionState
                ),
                answers=tuple(RoleAnswer(one, one, "Spokesperson", f"Answer to {one[0]}") for one in about),
            )
        )
        return unlocked.survey


def follow_up(office: AtOffice, survey: Survey) -> BeautifulSoup:
    return soup_of(office.get(f"/office/surveys/{survey.id}/follow-up"))


def test_a_number_from_which_a_small_one_follows_is_hidden_and_so_is_its_place(
    facilitator: AtOffice, discussed: Survey
) -> None:
    """Thirteen of sixteen would say three."""
    themes = follow_up(facilitator, discussed).select("[data-theme]")
    assert [theme.h3.span.get_text() for theme in themes] == ["Rooms", "Hours"], "as on the pinboard"
    assert not [theme for theme in themes if theme.strong]


def test_numbers_that_may_be_shown_come_with_the_largest_first(
    facilitator: AtOffice, organiser: Organiser, discussed: Survey
) -> None:
    with organiser.unlocks(discussed) as unlocked:
        rooms, hours = unlocked.curation().themes
        themes = (replace(rooms, notes=(*rooms.notes, *hours.notes[:3])), replace(hours, notes=hours.notes[3:]))
        unlocked.change_curation(lambda kept: replace(kept, themes=themes))
    shown = follow_up(facilitator, discussed).select("[data-theme] h3")
    assert [(one.span.get_text(), one.strong.get_text()) for one in shown] == [("Hours", "10"), ("Rooms", "6")]


def test_a_theme_of_notes_for_organisers_only_is_not_named_to_the_room(
    facilitator: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    for number in range(16):
        stores(survey, organiser.instance, f"Note {number}.", sharing=0 if number < 3 else 1)
    notes = sorted(organiser.reads_all(survey), key=lambda note: note.sharing)
    themes = (
        Theme("a", "Harassment", 0, tuple(note.id for note in notes[:3])),
        Theme("b", "Hours", 1, tuple(note.id for note in notes[3:])),
        Theme("c", "Nothing yet", 2),
    )
    with organiser.unlocks(survey) as unlocked:
        unlocked.change_curation(lambda kept: kept.with_themes(themes))
    shown = follow_up(facilitator, survey).select("[data-theme] h3 span[dir]")
    assert [name.get_text() for name in shown] == ["Hours", "Nothing yet"]


def test_actions_come_by_state_the_furthest_first(facilitator: AtOffice, discussed: Survey) -> None:
    states = [one["data-state"] for one in follow_up(facilitator, discussed).select("[data-state]")]
    assert states == ["done", "under way", "agreed", "idea", "declined"]


def test_answers_to_themes_and_questions_but_to_no_note(facilitator: AtOffice, discussed: Survey) -> None:
    page = follow_up(facilitator, discussed)
    assert [one.get_text() for one in page.select(".answer")] == [
        "Spokesperson: Answer to t",
        "Spokesperson: Answer to q",
    ]
    assert SECRET not in page.get_text(), "no word of a note"


def test_the_next_round_shows_the_one_before_and_goes_on_to_its_notes(
    facilitator: AtOffice, organiser: Organiser, discussed: Survey
) -> None:
    draft = organiser.drafts(round_of=discussed.first_round)
    page = follow_up(facilitator, draft)
    assert page.h1.get_text() == discussed.title
    assert page.select_one("#next")["href"] == f"/office/surveys/{discussed.id}/meeting"
    assert soup_of(facilitator.get(f"/office/surveys/{draft.id}")).select("a[href$='/follow-up']")


def test_without_a_round_before_it_says_what_will_be_here(facilitator: AtOffice, survey: Survey) -> None:
    assert follow_up(facilitator, survey).select_one("[data-screen=nothing]")
