"""Promise 7: sequences that the patient organiser finds by chance now and then, played in every run.

Each was seen to go red with the break that it is for; `README.md` beside it has the list.
"""

import pytest

from surveys.survey import Audience
from tests.promises.test_07_any_sequence_of_pages import PatientOrganiser


@pytest.fixture
def ines() -> PatientOrganiser:
    return PatientOrganiser()


@pytest.mark.parametrize("button", ["/release", "/meeting/release"])
def test_notes_wait_at_closing_until_the_fifth_has_come(ines: PatientOrganiser, button: str) -> None:
    for forms in (1, 3):
        ines.sends(forms, False, "2", "")
        ines.close()
        ines.ask_for_new_notes(button)
        assert ines.now.seen == set()
        ines.reopen()
    ines.sends(1, False, "2", "")
    ines.close()
    ines.ask_for_new_notes(button)
    assert len(ines.now.seen) == 5


def test_while_open_the_tally_needs_twice_k_and_half_stays_unread(ines: PatientOrganiser) -> None:
    """Nine were counted: the tenth alone does not move the tally, the fourteenth does."""
    ines.sends(9, False, "2", "")
    ines.ask_for_new_notes("/release")
    ines.sends(4, False, "2", "")
    ines.ask_for_new_notes("/release")
    assert ines.now.seen == set()
    ines.sends(1, False, "2", "")
    ines.ask_for_new_notes("/meeting/release")
    assert len(ines.now.seen) == 9
    ines.draws_in_the_meeting()


def test_who_comes_late_stands_nowhere_and_is_not_counted(ines: PatientOrganiser) -> None:
    """Read ones, versions for both audiences and published pages are there; then some come late, and paper."""
    ines.sends(13, False, "2", "0")
    ines.ask_for_new_notes("/release")
    for audience in Audience:
        ines.make_a_version(audience, asks=False)
    ines.reopen()
    ines.sends(4, False, "2", "0")
    for audience in Audience:
        ines.make_a_version(audience, asks=False)
    ines.type_in_from_paper(3)
    ines.draws_in_the_meeting()
    assert (len(ines.now.seen), ines.now.collected) == (8, {8})
    ines.reopen()
    ines.sends(1, False, "2", "0")
    ines.make_a_version(Audience.COLLABORATION)
    assert (len(ines.now.seen), ines.now.collected) == (18, {8, 18}), "earlier versions stay as they were"


def test_few_stand_nowhere_beside_paper_and_in_the_next_round(ines: PatientOrganiser) -> None:
    ines.sends(6, False, "2", "1")
    ines.make_a_version(Audience.COLLABORATION)
    ines.begin_the_next_round()
    ines.sends(4, False, "2", "1")
    ines.close()
    ines.ask_for_new_notes("/release")
    ines.type_in_from_paper(2)
    ines.make_a_version(Audience.COLLABORATION)
    ines.draws_in_the_meeting()
    assert ines.now.seen == set()


@pytest.mark.parametrize(("first", "second", "none"), [(6, 2, 0), (9, 5, 2)])
def test_small_categories_are_neither_told_nor_left_over(
    ines: PatientOrganiser, first: int, second: int, none: int
) -> None:
    for forms, category in ((first, "0"), (second, "1"), (none, "")):
        ines.sends(forms, False, "2", category)
    ines.make_a_version(Audience.COLLABORATION)
    assert len(ines.now.seen) == first + second + none


def test_a_small_question_is_not_left_over(ines: PatientOrganiser) -> None:
    """Twelve forms answer the first, two of them the second too: the total less a category would tell the two."""
    ines.sends(10, False, "2", "0")
    ines.sends(2, True, "2", "0")
    ines.make_a_version(Audience.COLLABORATION)
    assert len(ines.now.seen) == 14
