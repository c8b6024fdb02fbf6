"""A slip of paper may have a ticket: then its note counts, once for each question."""

import pytest
from werkzeug.test import TestResponse

from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, shown_notes, stores, types_in
from tests.pages import soup_of

from .conftest import AtOffice
from .test_typing_in import form_of, types

CODES = [f"2345-6789-ABCD-EFG{letter}" for letter in "23456789"]


@pytest.fixture
def survey(organiser: Organiser, instance: Instance) -> Survey:
    """Three of eight tickets were used on phones; then it closed."""
    survey = organiser.opens(codes=CODES)
    for code in CODES[:3]:
        stores(survey, instance, "From a phone.", ticket=code)
    return organiser.closes(survey)


def checked(facilitator: AtOffice, survey: Survey, **boxes: str) -> TestResponse:
    return types(facilitator, f"/office/surveys/{survey.id}", **boxes)


def stored(facilitator: AtOffice, survey: Survey, page: TestResponse) -> TestResponse:
    return facilitator.post(f"/office/surveys/{survey.id}/paper/notes", **form_of(page))


def marks(page: TestResponse) -> list[str]:
    return [str(tag["data-ticket"]) for tag in soup_of(page).select("[data-ticket]")]


def can_unlock(organiser: Organiser, survey: Survey) -> bool:
    with organiser.unlocks(survey) as unlocked:
        return unlocked.progress().can_release


def test_notes_with_tickets_count_towards_unlocking(
    facilitator: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    assert not can_unlock(organiser, survey)
    page = checked(facilitator, survey, box_0_0=f"One.\n{CODES[3]}\n\nTwo.\n{CODES[4].lower()}")
    assert marks(page) == ["counts", "counts"]
    stored(facilitator, survey, page)
    assert can_unlock(organiser, survey)
    assert {note.text for note in organiser.peeks(survey)} == {"From a phone.", "One.", "Two."}


@pytest.mark.parametrize(
    "tickets", [["", ""], [CODES[0], CODES[1]], ["ZZZZ-ZZZZ-ZZZZ-ZZZ2", ""], [CODES[3], CODES[3]]], ids=str
)
def test_no_ticket_a_used_one_an_unknown_one_and_the_same_twice_do_not_count(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, tickets: list[str]
) -> None:
    typed = "\n\n".join(f"Note {place}.\n{ticket}" for place, ticket in enumerate(tickets))
    stored(facilitator, survey, checked(facilitator, survey, box_0_0=typed))
    assert sum(note.is_from_paper for note in organiser.peeks(survey)) == 2
    assert not can_unlock(organiser, survey)


def test_a_ticket_has_one_voice_for_each_question_and_sent_again_counts_once(
    facilitator: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    page = checked(facilitator, survey, box_0_0=f"One.\n{CODES[3]}", box_1_0=f"Two.\n{CODES[3]}")
    for _ in range(2):
        stored(facilitator, survey, page)
    typed = [(note.text, note.has_ticket) for note in organiser.peeks(survey) if note.is_from_paper]
    assert sorted(typed) == [("One.", True), ("Two.", True)]
    assert not can_unlock(organiser, survey)


def test_a_ticket_typed_in_a_second_time_does_not_count_again(organiser: Organiser, survey: Survey) -> None:
    for text in ("One.", "Two."):
        types_in(organiser, survey, text, ticket=CODES[3])
    assert [note.has_ticket for note in organiser.peeks(survey) if note.is_from_paper].count(True) == 1
    assert not can_unlock(organiser, survey)


def test_the_ticket_comes_back_with_the_words(facilitator: AtOffice, survey: Survey) -> None:
    page = checked(facilitator, survey, box_0_0=f"One.\n{CODES[3]}")
    again = facilitator.post(f"/office/surveys/{survey.id}/paper", **form_of(page))
    assert soup_of(again).find(attrs={"name": "box-0-0"}).get_text().split() == ["One.", CODES[3]]


def test_a_word_of_sixteen_letters_is_no_ticket(facilitator: AtOffice, organiser: Organiser, survey: Survey) -> None:
    page = checked(facilitator, survey, box_0_0="Less\nABCDEFGHABCDEFGH")
    stored(facilitator, survey, page)
    assert "Less\nABCDEFGHABCDEFGH" in {note.text for note in organiser.peeks(survey)}


def test_a_ticket_behind_an_empty_line_belongs_to_the_words_before_it(
    facilitator: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    """One with no words of its own is no note."""
    page = checked(
        facilitator,
        survey,
        box_0_0=f"{CODES[5]}\n\nOne.\n\n\n{CODES[3].lower()}\n\nTwo.\n{CODES[4]}\n\n{CODES[6]}\n\nThree.",
        box_1_0=CODES[7],
    )
    assert shown_notes(page) == ["One.", "Two.", "Three."]
    assert marks(page) == ["counts", "counts"]
    stored(facilitator, survey, page)
    typed = {note.text: note.has_ticket for note in organiser.peeks(survey) if note.is_from_paper}
    assert typed == {"One.": True, "Two.": True, "Three.": False}


def test_tickets_alone_are_nothing_to_store(facilitator: AtOffice, survey: Survey) -> None:
    page = checked(facilitator, survey, box_0_0=f"{CODES[3]}\n\n{CODES[4]}")
    assert page.status_code == 422


def test_of_two_notes_with_one_ticket_the_last_counts_and_the_page_says_so(
    facilitator: AtOffice, organiser: Organiser, survey: Survey
) -> None:
    one = f"One.\n{CODES[3]}\n\nTwo.\n{CODES[3]}"
    page = checked(facilitator, survey, box_0_0=one, box_1_0=f"Three.\n{CODES[3]}")
    assert marks(page) == ["not", "counts", "counts"]
    stored(facilitator, survey, page)
    typed = {note.text: note.has_ticket for note in organiser.peeks(survey) if note.is_from_paper}
    assert typed == {"One.": False, "Two.": True, "Three.": True}
