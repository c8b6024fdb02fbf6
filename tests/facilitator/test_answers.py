"""Answers by the pages: nothing typed is lost, nothing of others is overwritten, and they follow their subject."""

import json
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from surveys.collecting import take_back
from surveys.curation import Theme
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, stores, the_clock_turns
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import assert_marked

ANSWER = {"about": "tabc", "role": "Spokesperson", "text": "From March on: 16:00."}


@pytest.fixture
def themed(organiser: Organiser, written: Survey) -> Survey:
    """A survey with the theme Hours."""
    with organiser.unlocks(written) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, themes=(Theme("abc", "Hours"),)))
    return written


def added(facilitator: AtOffice, base: str, **fields: str) -> str:
    """Add one; the address of its page."""
    assert facilitator.post(f"{base}/answers", **ANSWER | fields).status_code == 303
    return str(soup_of(facilitator.get(f"{base}/actions")).select_one(".row-of-answer a")["href"])


def form_of(page: TestResponse) -> dict[str, str]:
    """What the form of a page would send."""
    form = soup_of(page).select_one("form[action*=answers]")
    fields = {tag["name"]: tag.get("value", "") for tag in form.select("input") if tag["name"] != "csrf_token"}
    fields |= {tag["name"]: tag.get_text().strip() for tag in form.select("textarea")}
    return fields | {tag["name"]: tag.select_one("option[selected]")["value"] for tag in form.select("select")}


def sheet_of(facilitator: AtOffice, version: str) -> Any:
    return json.loads(facilitator.client.get(f"{version}/json").data)


def test_one_form_has_all_mistakes_and_the_words(facilitator: AtOffice, themed: Survey, base: str) -> None:
    place = added(facilitator, base)
    for address in (f"{base}/answers", place):
        answer = facilitator.post(address, **ANSWER | {"role": " ", "text": "x" * 1001})
        assert answer.status_code == 422
        assert_marked(answer, {"role", "text"})
        assert form_of(answer)["text"] == "x" * 1001


def test_two_organisers_on_one_answer_see_both_versions(facilitator: AtOffice, themed: Survey, base: str) -> None:
    place = added(facilitator, base)
    fields = form_of(facilitator.get(place))
    facilitator.post(place, **fields | {"text": "From April on."})
    answer = facilitator.post(place, **fields | {"text": "Never."})
    assert answer.status_code == 409
    assert "From April on." in soup_of(answer).find(class_="meanwhile").get_text()
    assert "another window of yours" in soup_of(answer).find(role="alert").get_text()
    assert "From April on." in facilitator.get(f"{base}/actions").text
    assert facilitator.post(place, **form_of(answer)).status_code == 303
    assert "Never." in facilitator.get(f"{base}/actions").text


def test_what_was_changed_meanwhile_is_not_deleted_unseen(facilitator: AtOffice, themed: Survey, base: str) -> None:
    place = added(facilitator, base)
    fields = form_of(facilitator.get(place))
    facilitator.post(place, **fields | {"text": "From April on."})
    assert facilitator.post(f"{place}/delete", shown=fields["shown"]).status_code == 409
    assert "From April on." in facilitator.get(f"{base}/actions").text


def test_an_answer_that_is_gone_is_said_to_be_gone(facilitator: AtOffice, themed: Survey, base: str) -> None:
    place = added(facilitator, base)
    fields = form_of(facilitator.get(place))
    facilitator.post(f"{place}/delete", **fields)
    for again in (facilitator.get(place), facilitator.post(f"{place}/delete", **fields)):
        assert again.headers["Location"] == f"{base}/actions"
    assert soup_of(facilitator.get(f"{base}/actions")).select("[role=status]")


def test_words_for_an_answer_or_a_theme_that_was_deleted_are_kept(
    facilitator: AtOffice, organiser: Organiser, themed: Survey, base: str
) -> None:
    place = added(facilitator, base)
    fields = form_of(facilitator.get(place))
    with organiser.unlocks(themed) as unlocked:
        unlocked.change_curation(lambda kept: kept.without_theme("abc"))
    new = facilitator.post(f"{base}/answers", **ANSWER | {"text": "Yes."})
    old = facilitator.post(place, **fields | {"text": "Yes."})
    facilitator.post(f"{place}/delete", **form_of(facilitator.get(place)))
    gone = facilitator.post(place, **fields | {"about": "q0", "text": "Yes."})
    for answer in (new, old, gone):
        assert answer.status_code == 409
        assert form_of(answer)["text"] == "Yes."
        assert facilitator.post(f"{base}/answers", **form_of(answer)).status_code == 303


@pytest.mark.parametrize("about", ["", "q9", "x", "t"])
def test_a_subject_that_does_not_exist_is_refused(facilitator: AtOffice, themed: Survey, base: str, about: str) -> None:
    assert facilitator.post(f"{base}/answers", **ANSWER | {"about": about}).status_code in (400, 409)
    assert "16:00" not in facilitator.get(f"{base}/actions").text


def test_an_answer_to_a_note_is_in_the_sheet_as_long_as_the_note_is(
    facilitator: AtOffice, organiser: Organiser, themed: Survey, base: str
) -> None:
    facilitator.reads(base)
    note = organiser.peeks(themed)[0]
    form = facilitator.post(f"{base}/answers/to-note", note=note.id.hex())
    assert note.text in form.text
    added(facilitator, base, **form_of(form) | {"role": "Chairs", "text": "We heard it."})
    added(facilitator, base)
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    sheet = sheet_of(facilitator, version)
    ((number, answers),) = sheet["answers"]["notes"].items()
    assert sheet["notes"][int(number) - 1]["text"] == note.text
    assert answers == [{"role": "Chairs", "text": "We heard it."}]
    assert sheet["themes"][0]["answers"] == [{"role": "Spokesperson", "text": ANSWER["text"]}]
    facilitator.post(f"{base}/notes/withhold", note=note.id.hex(), reason="hurts")
    assert sheet_of(facilitator, version)["answers"]["notes"] == {}


def test_an_answer_to_a_note_that_was_taken_back_can_be_changed_and_deleted(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, instance: Instance, base: str
) -> None:
    """What is typed for a note that goes meanwhile is kept, whether it is right or has mistakes."""
    codes = [stores(survey, instance, f"The seminar {number} was helpful.") for number in range(12)]
    the_clock_turns(instance)
    facilitator.post(f"{base}/release")
    with organiser.unlocks(survey) as unlocked:
        note = unlocked.notes()[0]
    about = f"n{note.id.hex()}"
    added(facilitator, base, about=about, role="Chairs", text="We heard it.")
    code = next(code for number, code in enumerate(codes) if f"seminar {number} was" in note.text)
    take_back(code, survey=survey, wall=instance.wall_of(survey))
    for fields, status in (({"text": "Yes, from May."}, 409), ({"role": "", "text": "Yes, from May."}, 422)):
        page = facilitator.post(f"{base}/answers", **ANSWER | {"about": about} | fields)
        assert (page.status_code, form_of(page)["text"]) == (status, "Yes, from May.")
    row = soup_of(facilitator.get(f"{base}/actions")).select_one(".row-of-answer")
    assert "We heard it." in row.get_text()
    place = row.a["href"]
    fields = form_of(facilitator.get(place))
    assert fields["about"] == about
    assert facilitator.post(place, **fields | {"text": "We hear it."}).status_code == 303
    facilitator.post(f"{place}/delete", shown=form_of(facilitator.get(place))["shown"])
    assert not soup_of(facilitator.get(f"{base}/actions")).select(".row-of-answer")


def test_the_trail_says_that_it_happened_and_not_what(facilitator: AtOffice, themed: Survey, base: str) -> None:
    added(facilitator, base)
    page = facilitator.get(base)
    assert soup_of(page).select(".trail [data-deed=answered]")
    assert "16:00" not in page.text
