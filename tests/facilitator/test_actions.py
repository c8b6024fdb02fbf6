"""Possible actions by the pages: nothing typed is lost, nothing of others is overwritten."""

import json
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from surveys.curation import Theme
from surveys.survey import Survey
from tests.actors import Organiser
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import assert_marked

ACTION = {"concern": "Late plenaries", "action": "Rotate the hours", "owner": "programme chairs", "state": "agreed"}


@pytest.fixture
def themed(organiser: Organiser, written: Survey) -> Survey:
    """A survey with the theme Hours."""
    with organiser.unlocks(written) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, themes=(Theme("abc", "Hours"),)))
    return written


def added(facilitator: AtOffice, base: str, **fields: object) -> str:
    """Add one; the address of its page."""
    assert facilitator.post(f"{base}/actions", **ACTION | fields).status_code == 303
    return str(soup_of(facilitator.get(f"{base}/actions")).select_one(".row-of-action a")["href"])


def form_of(page: TestResponse) -> dict[str, str]:
    """What the form of a page would send."""
    form = soup_of(page).select_one("form[action*=actions]")
    fields = {tag["name"]: tag.get("value", "") for tag in form.select("input") if tag["name"] != "csrf_token"}
    fields |= {tag["name"]: tag.get_text().strip() for tag in form.select("textarea")}
    return fields | {
        tag["name"]: (tag.select_one("option[selected]") or tag.select_one("option"))["value"]
        for tag in form.select("select")
    }


def test_stands_under_its_theme_or_under_none(facilitator: AtOffice, themed: Survey, base: str) -> None:
    added(facilitator, base, theme="abc")
    added(facilitator, base, concern="Noise")
    sections = soup_of(facilitator.get(f"{base}/actions")).select("section")
    texts = [section.get_text() for section in sections]
    assert "Late plenaries" in texts[0]
    assert "Hours" in texts[0]
    assert "Noise" in texts[1]
    assert "Noise" not in texts[0]


def test_added_twice_by_a_double_click_stands_once(facilitator: AtOffice, written: Survey, base: str) -> None:
    added(facilitator, base)
    added(facilitator, base)
    assert len(soup_of(facilitator.get(f"{base}/actions")).select("table.action")) == 1


def test_changed_and_deleted(facilitator: AtOffice, written: Survey, base: str) -> None:
    place = added(facilitator, base)
    fields = form_of(facilitator.get(place))
    assert fields["owner"] == "programme chairs"
    facilitator.post(place, **fields | {"state": "declined", "reason": "No time"})
    page = facilitator.get(f"{base}/actions").text
    assert "declined" in page
    assert "No time" in page
    facilitator.post(f"{place}/delete", **form_of(facilitator.get(place)))
    assert "Late plenaries" not in soup_of(facilitator.get(f"{base}/actions")).main.get_text()
    assert facilitator.get(place).status_code == 409


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"concern": "", "action": " "}, "action"),
        ({"state": "declined"}, "reason"),
        ({"owner": "x" * 81}, "owner"),
        ({"state": "forgotten"}, "state"),
        ({"action": "x" * 401, "owner": "\x00chairs"}, "action"),
    ],
)
def test_mistakes_come_back_with_the_words(
    facilitator: AtOffice, written: Survey, base: str, fields: dict[str, str], field: str
) -> None:
    for place in (f"{base}/actions", added(facilitator, base)):
        answer = facilitator.post(place, **ACTION | {"concern": "Other words"} | fields)
        assert answer.status_code == 422
        assert_marked(answer, {field})
        assert form_of(answer)["concern"] == fields.get("concern", "Other words")
    assert "Other words" not in facilitator.get(f"{base}/actions").text


def test_all_mistakes_of_an_action_are_shown_at_once(facilitator: AtOffice, written: Survey, base: str) -> None:
    wrong = {"concern": "x" * 401, "owner": "x" * 81, "state": "declined"}
    answer = facilitator.post(f"{base}/actions", **ACTION | wrong)
    assert_marked(answer, {"concern", "owner", "reason"})
    assert {name: form_of(answer)[name] for name in wrong} == wrong


def test_two_organisers_on_one_action_see_both_versions(facilitator: AtOffice, written: Survey, base: str) -> None:
    place = added(facilitator, base)
    mine, hers = form_of(facilitator.get(place)), form_of(facilitator.get(place))
    facilitator.post(place, **hers | {"action": "Record the talks"})
    answer = facilitator.post(place, **mine | {"action": "Begin at nine"})
    assert answer.status_code == 409
    assert "Record the talks" in soup_of(answer).find(class_="meanwhile").get_text()
    assert "another window of yours" in soup_of(answer).find(role="alert").get_text()
    assert form_of(answer)["action"] == "Begin at nine"
    assert "Begin at nine" not in facilitator.get(f"{base}/actions").text
    assert facilitator.post(place, **form_of(answer)).status_code == 303
    assert "Begin at nine" in facilitator.get(f"{base}/actions").text


def test_what_was_changed_meanwhile_is_not_deleted_unseen(facilitator: AtOffice, written: Survey, base: str) -> None:
    place = added(facilitator, base)
    before = form_of(facilitator.get(place))
    facilitator.post(place, **before | {"action": "Record the talks"})
    answer = facilitator.post(f"{place}/delete", shown=before["shown"])
    assert answer.status_code == 409
    assert "Record the talks" in facilitator.get(f"{base}/actions").text


def test_words_for_an_action_that_was_deleted_meanwhile_are_kept(
    facilitator: AtOffice, written: Survey, base: str
) -> None:
    place = added(facilitator, base)
    fields = form_of(facilitator.get(place))
    facilitator.post(f"{place}/delete", **fields)
    answer = facilitator.post(place, **fields | {"action": "Begin at nine"})
    assert answer.status_code == 409
    assert form_of(answer)["action"] == "Begin at nine"
    facilitator.post(f"{base}/actions", **form_of(answer))
    assert "Begin at nine" in facilitator.get(f"{base}/actions").text


def test_words_for_a_theme_that_was_deleted_meanwhile_are_kept(
    facilitator: AtOffice, organiser: Organiser, themed: Survey, base: str
) -> None:
    place = added(facilitator, base, theme="abc")
    fields = form_of(facilitator.get(place))
    with organiser.unlocks(themed) as unlocked:
        unlocked.change_curation(lambda kept: kept.without_theme("abc"))
    new = facilitator.post(f"{base}/actions", **ACTION | {"concern": "Noise", "theme": "abc"})
    old = facilitator.post(place, **fields | {"concern": "Noise"})
    for answer in (new, old):
        assert answer.status_code == 409
        assert form_of(answer)["concern"] == "Noise"
        assert form_of(answer)["theme"] == ""


def test_stands_in_the_sheet_with_its_theme(
    facilitator: AtOffice, organiser: Organiser, themed: Survey, base: str
) -> None:
    facilitator.reads(base)
    note = organiser.peeks(themed)[0]
    with organiser.unlocks(themed) as unlocked:
        unlocked.change_curation(lambda kept: replace(kept, themes=(Theme("abc", "Hours", 0, (note.id,)),)))
    added(facilitator, base, theme="abc")
    version = facilitator.post(f"{base}/versions", audience="meeting").headers["Location"]
    sheet = json.loads(facilitator.client.get(f"{version}/json").data)
    (theme,) = sheet["themes"]
    assert [sheet["notes"][number - 1]["text"] for number in theme["notes"]] == [note.text]
    assert theme["actions"] == [ACTION | {"reason": ""}]


def test_the_trail_says_that_it_happened_and_not_what(facilitator: AtOffice, written: Survey, base: str) -> None:
    added(facilitator, base)
    page = facilitator.get(base)
    assert soup_of(page).select(".trail [data-deed=added-action]")
    assert "Rotate the hours" not in page.text
