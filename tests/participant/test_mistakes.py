"""A mistake is said in the title and tied to its field, and the field is where the next key goes, without a script."""

import pytest
from bs4 import Tag
from werkzeug.test import TestResponse

from surveys.survey import Survey
from tests.actors import Participant, hidden_fields
from tests.pages import soup_of

TOO_LONG = "word " * 900


def field_with_mistake(page: TestResponse) -> tuple[Tag, str]:
    """The one field that the browser goes to, and what is said about it; whatever is named is on the page."""
    soup = soup_of(page)
    assert soup.title.text.startswith("Error: ")
    (field,) = soup.select("[autofocus]")
    place = field if field.get("aria-describedby") else field.find_parent("fieldset")
    assert place["aria-invalid"] == "true"
    said = [soup.find(id=one) for one in place["aria-describedby"].split()]
    return field, " ".join(one.text for one in said)


def test_an_empty_form_leads_to_its_first_box(participant: Participant, survey: Survey) -> None:
    field, said = field_with_mistake(participant.checks(survey, "  "))
    assert field["name"] == "answer-0-text"
    assert "write something" in said


def test_a_note_that_is_too_long_is_the_one_that_is_shown(participant: Participant, survey: Survey) -> None:
    page = participant.checks(survey, "Good coffee.", TOO_LONG)
    field, said = field_with_mistake(page)
    assert field["name"] == "answer-1-text"
    assert "too long" in said
    assert len(soup_of(page).select("[aria-invalid]")) == 1
    both = soup_of(participant.checks(survey, TOO_LONG, TOO_LONG))
    assert len(both.select("textarea[aria-invalid]")) == 2
    assert len(both.select("[autofocus]")) == 1


def test_who_may_read_it_is_asked_for_where_it_is_missing(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "Good coffee.")
    field, said = field_with_mistake(participant.posts_notes(survey, hidden_fields(check)))
    assert (field["type"], field["name"]) == ("radio", "sharing")
    assert "who may read it" in said


@pytest.mark.parametrize("code", ["short", "AAAA-BBBB-CCCC-DDDD"])
def test_a_wrong_code_is_tied_to_its_field(participant: Participant, survey: Survey, code: str) -> None:
    field, said = field_with_mistake(participant.post(f"/s/{survey.slug}/take-back", {"code": code}))
    assert field["name"] == "code"
    assert "check it again" in said
    page = participant.post("/", {"code": code})
    field, said = field_with_mistake(participant.get(page.location) if page.location else page)  # as long as a ticket
    assert field["name"] == "code"
    assert ("do not know this ticket" if page.location else "No survey") in said


def test_without_a_mistake_nothing_is_said_of_one(participant: Participant, survey: Survey) -> None:
    check = participant.checks(survey, "Good coffee.")
    for page in (participant.get(f"/s/{survey.slug}"), check, participant.get(f"/s/{survey.slug}/take-back")):
        assert not soup_of(page).select("[autofocus], [aria-invalid]")
        assert "Error" not in soup_of(page).title.text


def test_the_check_page_can_be_found_through_by_ear(participant: Participant, survey: Survey) -> None:
    """Each question is a heading, and ticks are grouped under the sentence that says what a tick does."""
    note = "Ask Olga Petrova and Marc Dupont, the only Chilean postdocs here."
    page = soup_of(participant.checks(survey, note, "Good coffee."))
    asked = [prompt.text for prompt in survey.prompts]
    assert [one.find("span").text for one in page.select("h2")] == asked
    groups = page.select("[role=group]")
    assert len(groups) == 2
    ticks = page.select("input[type=checkbox]")
    assert all(tick.find_parent(attrs={"role": "group"}) in groups for tick in ticks)
    names = [page.find(id=group["aria-labelledby"]).text for group in groups]
    assert names[0].startswith("We remove")
    assert names[1].startswith("Underlined")


def test_two_lists_of_categories_have_different_names(participant: Participant, survey: Survey) -> None:
    page = soup_of(participant.get(f"/s/{survey.slug}"))
    lists = page.select("select[name$=-category]")
    names = [" ".join(page.find(id=one).text for one in each["aria-labelledby"].split()) for each in lists]
    assert len(names) == len(set(names)) == 2
    assert all(prompt.text in name for prompt, name in zip(survey.prompts, names, strict=True))
