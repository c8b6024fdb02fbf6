"""A draft: made from the catalogue, edited without losing a word, frozen at opening."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import wtforms
from flask import Flask

from surveys.catalogue import MOST_CATEGORIES, SET_NAMES
from surveys.storage import Instance, open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, marked, today
from tests.pages import soup_of

from .conftest import AtOffice

NINES = "9" * 5_000
"""More digits than Python reads as a number."""


@pytest.fixture
def draft(organiser: Organiser) -> Survey:
    return organiser.drafts()


@pytest.fixture
def edit(draft: Survey) -> str:
    return f"/office/surveys/{draft.id}/edit"


def fields_of(page: Any) -> dict[str, Any]:
    """Every field of the edit page, as a browser would send it."""
    fields: dict[str, list[str]] = {}
    for tag in soup_of(page).select("form.draft input, form.draft textarea, form.draft select"):
        if tag.get("type") == "radio" and not tag.has_attr("checked"):
            continue
        if tag.name == "select":
            chosen = tag.find("option", selected=True)
            value = chosen["value"] if chosen else ""
        else:
            value = re.sub(r"\A\r?\n", "", tag.get_text()) if tag.name == "textarea" else tag.get("value", "")
        fields.setdefault(tag["name"], []).append(value)
    fields.pop("csrf_token")
    return fields


def kept(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


@pytest.mark.parametrize("name", SET_NAMES)
def test_every_ready_made_survey_becomes_a_draft(facilitator: AtOffice, name: str) -> None:
    page = facilitator.get("/office/surveys/new")
    assert soup_of(page).find("button", value=name)
    answer = facilitator.post("/office/surveys/new", set=name)
    assert facilitator.get(answer.headers["Location"]).status_code == 200


def test_unknown_set_makes_nothing(facilitator: AtOffice) -> None:
    assert facilitator.post("/office/surveys/new", set="../../etc/passwd").status_code == 400
    assert not soup_of(facilitator.get("/office/")).select("main .card")


def test_saving_untouched_changes_nothing(facilitator: AtOffice, draft: Survey, edit: str, instance: Instance) -> None:
    fields = fields_of(facilitator.get(edit))
    assert facilitator.post(edit, **fields, button="save").status_code == 303
    assert kept(instance, draft) == replace(draft, zone="UTC"), (
        "its zone is named, so that it stays if the server moves"
    )


def test_words_and_settings_are_kept(facilitator: AtOffice, draft: Survey, edit: str, instance: Instance) -> None:
    closes = today() + timedelta(days=3)
    fields = fields_of(facilitator.get(edit)) | {
        "title": "  Wishes   for spring ",
        "prompts-0-text": "What do you wish?",
        "prompts-0-hint": "",
        "prompts-0-categories": "Food\r\n\r\nRooms\r\nFood",
        **dict.fromkeys(("prompts-1-text", "prompts-1-hint", "prompts-1-categories"), ""),
        "closes_day": closes.isoformat(),
        "closes_time": "18:35",
        "minimum": "7",
        "places": "1000",
        "audience": "collaboration",
    }
    assert facilitator.post(edit, **fields, button="save").status_code == 303
    survey = kept(instance, draft)
    assert survey.title == "Wishes for spring"
    assert [(prompt.text, prompt.categories) for prompt in survey.prompts] == [("What do you wish?", ("Food", "Rooms"))]
    assert (survey.closes_at.date(), survey.closes_at.strftime("%H:%M")) == (closes, "18:35")
    assert (survey.minimum, survey.places, survey.audience) == (7, 1000, "collaboration")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minimum", "4"),
        ("minimum", "many"),
        ("minimum", "５e3"),
        ("places", "101"),
        ("audience", "world"),
        ("closes_day", "31.12."),
        ("closes_time", "12:00"),
        ("closes_time", "half past two"),
        ("zone", "Mars/Olympus"),
        ("delete_on", "soon"),
        ("delete_on", "9999-12-31"),
        ("title", "x" * 81),
        ("introduction", "x" * 701),
        ("code_of_conduct", "javascript:alert(1)"),
        ("code_of_conduct", "https://"),
        ("code_of_conduct", "https://conduct of cms.example.org"),
        ("code_of_conduct", "https://cms.example.org@evil.example"),
        ("prompts-1-text", "one thing I LIKE in CMS"),
        ("prompts-1-text", ""),
        ("prompts-0-text", "x" * 201),
        ("prompts-0-hint", "x" * 161),
        ("prompts-1-categories", "x" * 61),
        ("prompts-1-categories", "\n".join(map(str, range(MOST_CATEGORIES + 1)))),
    ],
)
def test_wrong_field_is_marked_and_nothing_is_lost(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance, field: str, value: str
) -> None:
    fields = fields_of(facilitator.get(edit)) | {"contacts": ["The ombudsperson, room by the stairs"], field: [value]}
    page = facilitator.post(edit, **fields, button="save")
    assert page.status_code == 422
    assert_marked(page, {field})
    shown = fields_of(page)
    if field in ("places", "audience", "zone"):  # a list shows no choice that it does not have
        shown[field] = fields[field]
    assert shown | {"revision": None} == fields | {"revision": None}
    saved = kept(instance, draft)
    contacts = draft.contacts if field == "contacts" else fields["contacts"][0]
    assert replace(saved, zone="") == replace(draft, contacts=contacts), "all but the wrong field is saved"


def assert_marked(page: Any, fields: set[str]) -> None:
    """These fields and no others are marked, linked to a sentence, and listed above the form."""
    soup = soup_of(page)
    marked = soup.select("[aria-invalid=true]")
    assert {tag.get("name", tag["id"]) for tag in marked} == fields
    for tag in marked:
        assert soup.find(id=f"{tag['id']}-problem").text.endswith(".")
        assert f"{tag['id']}-problem" in tag["aria-describedby"].split()
    assert [link["href"] for link in soup.select("#mistakes a")] == [f"#{tag['id']}" for tag in marked]
    assert not marked or soup.find(id="mistakes")["role"] == "alert"


@pytest.mark.parametrize(
    "address", ["http://cms.cern/conduct?x=1#y", "HTTPS://Example.org:8443", "https://bücher.example/ü"]
)
def test_the_address_of_any_page_is_saved(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance, address: str
) -> None:
    fields = fields_of(facilitator.get(edit)) | {"code_of_conduct": address}
    assert facilitator.post(edit, **fields, button="save").status_code == 303
    assert kept(instance, draft).code_of_conduct == address


def test_no_mistake_is_said_in_the_words_of_the_form_library(facilitator: AtOffice, edit: str) -> None:
    """Its sentences, such as "Not a valid integer value.", do not say what to type."""
    typed = dict.fromkeys(fields_of(facilitator.get(edit)).keys() - {"revision"}, "\N{SNOWMAN}")
    fields = typed | {"prompts-0-text": "x" * 201}
    page = facilitator.post(edit, **fields, button="save")
    said = {tag.get_text() for tag in soup_of(page).select("p[id$=-problem]")}
    assert len(said) > 3
    words = (Path(wtforms.__file__).parent / "locale/wtforms.pot").read_text()
    assert not [sentence for sentence in said if sentence in words]


def test_the_browser_cuts_nothing_that_is_pasted(facilitator: AtOffice, edit: str) -> None:
    assert not soup_of(facilitator.get(edit)).select("[maxlength]")


def test_too_many_lines_do_not_hide_one_that_is_too_long(facilitator: AtOffice, edit: str) -> None:
    lines = "\n".join([*map(str, range(MOST_CATEGORIES)), "x" * 61])
    page = facilitator.post(edit, **fields_of(facilitator.get(edit)) | {"prompts-1-categories": lines}, button="save")
    said = soup_of(page).find(id="prompts-1-categories-problem").get_text()
    assert {str(MOST_CATEGORIES), "60"} <= set(re.findall(r"\d+", said))


def test_all_mistakes_are_shown_at_once(facilitator: AtOffice, edit: str) -> None:
    fields = fields_of(facilitator.get(edit)) | {
        "title": "x" * 81,
        "prompts-0-hint": "x" * 161,
        "prompts-1-categories": "x" * 61,
        "minimum": "many",
        "opens_time": "12:00",
        "delete_on": "soon",
    }
    page = facilitator.post(edit, **fields, button="save")
    assert_marked(page, {name for name, typed in fields.items() if isinstance(typed, str)})


def test_buttons_move_questions_and_keep_typed_words(facilitator: AtOffice, draft: Survey, edit: str) -> None:
    def asked(page: Any) -> list[str]:
        return [typed for name, (typed,) in fields_of(page).items() if name.endswith("-text")]

    fields = fields_of(facilitator.get(edit)) | {"prompts-0-text": "First", "prompts-1-text": "Second"}
    page = facilitator.post(edit, **fields | {"title": "Typed", "minimum": "many"}, button="down-0")
    assert asked(page) == ["Second", "First"]
    page = facilitator.post(edit, **fields_of(page), button="add")
    assert asked(page) == ["Second", "First", ""]
    page = facilitator.post(edit, **fields_of(page), button="remove-0")
    assert asked(page) == ["First", ""]
    assert (fields_of(page)["title"], fields_of(page)["minimum"]) == (["Typed"], ["many"])


@pytest.mark.parametrize("button", ["up-0", "down-1", "remove-9", "remove-x", "nonsense", "up-²", "up-" + NINES])
def test_forged_button_changes_no_question(facilitator: AtOffice, draft: Survey, edit: str, button: str) -> None:
    before = fields_of(facilitator.get(edit))
    assert fields_of(facilitator.get(facilitator.post(edit, **before, button=button).location)) == before


@pytest.mark.parametrize("name", ["prompts-²-text", f"prompts-{NINES}-text", "about_you-²-answers"])
def test_forged_name_of_a_field_is_passed_over(facilitator: AtOffice, draft: Survey, edit: str, name: str) -> None:
    before = fields_of(facilitator.get(edit))
    assert fields_of(facilitator.get(facilitator.post(edit, **before | {name: "x"}, button="no").location)) == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-12-01\x00"])
@pytest.mark.parametrize("name", ["opens", "closes"])
def test_a_day_that_no_clock_shows_is_marked(facilitator: AtOffice, edit: str, name: str, day: str) -> None:
    fields = fields_of(facilitator.get(edit)) | {f"{name}_day": day, f"{name}_time": "12:00"}
    page = facilitator.post(edit, **fields, button="save")
    assert_marked(page, set() if "\x00" in day else {f"{name}_day"})


def test_empty_question_is_not_kept(facilitator: AtOffice, draft: Survey, edit: str, instance: Instance) -> None:
    fields = fields_of(facilitator.get(edit))
    page = facilitator.get(facilitator.post(edit, **fields, button="add").location)
    assert "prompts-2-text" in fields_of(page)
    facilitator.post(edit, **fields_of(page), button="save")
    assert len(kept(instance, draft).prompts) == 2


def test_control_characters_do_not_get_in(facilitator: AtOffice, draft: Survey, edit: str, instance: Instance) -> None:
    fields = fields_of(facilitator.get(edit)) | {"title": "A\x00b\u202ec \x07d"}
    facilitator.post(edit, **fields, button="save")
    assert kept(instance, draft).title == "Abc d"


def test_closing_hour_that_has_passed_is_refused_at_once(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    past = {"closes_day": (today() - timedelta(days=1)).isoformat(), "closes_time": "18:35"}
    page = facilitator.post(edit, **fields_of(facilitator.get(edit)) | past, button="save")
    assert soup_of(page).select_one("#closes_time-problem")
    assert kept(instance, draft).closes_at is None


def test_buttons_lead_to_what_they_made(facilitator: AtOffice, draft: Survey, edit: str) -> None:
    page = facilitator.get(edit)
    for button in ("add", "ask", "ask-0", "down-0", "up-1", "remove-0"):
        address, _hash, place = soup_of(page).find("button", value=button)["formaction"].partition("#")
        answer = facilitator.post(address, **fields_of(page), button=button)
        page = facilitator.get(answer.location)
        assert soup_of(page).find(id=answer.location.partition("#")[2] or place), "the address can be loaded again"


def test_opening_freezes_the_words(facilitator: AtOffice, draft: Survey, edit: str, instance: Instance) -> None:
    fields = fields_of(facilitator.get(edit))
    home = f"/office/surveys/{draft.id}"
    assert draft.prompts[0].text in facilitator.get(f"{home}/open").text
    assert facilitator.post(f"{home}/open").status_code == 303
    assert instance.wall_of(draft).path.exists()
    assert facilitator.get(edit).status_code == 409
    assert facilitator.post(edit, **fields | {"title": "Changed"}, button="save").status_code == 409
    assert kept(instance, draft).title == draft.title
    assert facilitator.post(f"{home}/open").status_code == 409


def test_sensitive_survey_needs_somebody_to_turn_to(
    facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    draft = organiser.drafts("harassment-preparing", contacts="")
    home = f"/office/surveys/{draft.id}"
    assert marked(facilitator.get(home), "not-yet") == "contacts"
    page = facilitator.post(f"{home}/open")
    assert page.status_code == 422
    assert soup_of(page).find(id="contacts")["aria-invalid"] == "true"
    assert kept(instance, draft).state is State.DRAFT


def test_sensitive_survey_is_not_opened_without_encryption(
    app: Flask, facilitator: AtOffice, organiser: Organiser, instance: Instance
) -> None:
    draft = organiser.drafts("harassment-preparing")
    home = f"/office/surveys/{draft.id}"
    open_network = {"base_url": "http://notes.example.org"}
    cookie = facilitator.client.get_cookie("unsigned_office", path="/office").value
    browser = app.test_client()
    browser.set_cookie("unsigned_office", cookie, path="/office", domain="notes.example.org")
    page = browser.get(f"{home}/open", **open_network)
    assert soup_of(page).find(class_="band")
    assert not soup_of(page).select("main form")
    token = soup_of(browser.get("/office/sign-in", **open_network)).find("input", attrs={"name": "csrf_token"})
    answer = browser.post(f"{home}/open", data={"csrf_token": token["value"]}, **open_network)
    assert answer.status_code == 409
    assert kept(instance, draft).state is State.DRAFT


@pytest.mark.parametrize("days", [None, 0, 731])
def test_deletion_day_must_be_within_two_years(
    facilitator: AtOffice, organiser: Organiser, instance: Instance, days: int | None
) -> None:
    draft = organiser.drafts(delete_on=None if days is None else today() + timedelta(days=days))
    page = facilitator.post(f"/office/surveys/{draft.id}/open")
    assert page.status_code == 422
    assert soup_of(page).find(id="delete_on")["aria-invalid"] == "true"
    assert kept(instance, draft).state is State.DRAFT


def test_survey_without_questions_is_not_opened(facilitator: AtOffice, organiser: Organiser) -> None:
    draft = organiser.drafts(prompts=())
    page = facilitator.post(f"/office/surveys/{draft.id}/open")
    assert page.status_code == 422
    assert soup_of(page).select_one("#prompts ~ p.wrong")


LATER, LAST = (datetime.combine(today() + timedelta(days=days), time(12)) for days in (20, 10))


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({"title": ""}, ["title"]),
        ({"prompts": ()}, ["prompts"]),
        ({"sensitive": True, "contacts": " "}, ["contacts"]),
        ({"delete_on": None}, ["delete_on"]),
        ({"delete_on": today(), "closes_at": LATER}, ["delete_on"]),
        ({"delete_on": LAST.date(), "opens_at": LATER}, ["opens_day"]),
        ({"delete_on": LAST.date(), "closes_at": LATER}, ["closes_day"]),
        ({"title": "", "prompts": (), "delete_on": today()}, ["title", "prompts", "delete_on"]),
    ],
)
def test_all_that_a_draft_needs_is_said_when_it_is_saved_and_stops_its_opening(
    facilitator: AtOffice, organiser: Organiser, instance: Instance, changes: dict[str, Any], needed: list[str]
) -> None:
    draft = organiser.drafts(**changes)
    home = f"/office/surveys/{draft.id}"
    edit = facilitator.get(f"{home}/edit")
    saved = facilitator.post(f"{home}/edit", **fields_of(edit), button="save")
    assert saved.status_code == 303
    for page in (edit, facilitator.get(saved.location)):
        assert [one["data-not-yet"] for one in soup_of(page).select("[data-needed] li")] == needed
    assert [one["data-needs"] for one in soup_of(edit).select("[data-needs]")] == needed, "each at its field"
    assert not soup_of(facilitator.get(home)).select(".next a[href$='/open']")
    opened = facilitator.post(f"{home}/open")
    assert opened.status_code == 422
    assert len(soup_of(opened).select("#mistakes li")) == len(needed)
    assert not soup_of(opened).select("[data-needed]"), "each is at its field"
    assert kept(instance, draft).state is State.DRAFT


def test_a_draft_that_needs_nothing_is_ready(facilitator: AtOffice, draft: Survey, edit: str) -> None:
    for page in (edit, f"/office/surveys/{draft.id}"):
        assert not soup_of(facilitator.get(page)).select("[data-needed]")


@pytest.mark.parametrize(
    ("changes", "closure"), [({}, None), ({"paused": True}, "paused"), ({"state": "closed"}, "over")]
)
def test_trying_it_tells_what_others_meet_now(
    facilitator: AtOffice, organiser: Organiser, survey: Survey, changes: dict[str, Any], closure: str | None
) -> None:
    """The trial goes on all the same."""
    organiser.changes(survey, **changes)
    page = soup_of(facilitator.client.get(f"/office/surveys/{survey.id}/try"))
    told = page.find(attrs={"data-closure": True})
    assert (told["data-closure"] if told else None) == closure
    assert page.find("textarea")


def test_trying_it_stores_nothing(facilitator: AtOffice, survey: Survey, instance: Instance) -> None:
    home = f"/office/surveys/{survey.id}"
    page = facilitator.client.get(f"{home}/try")
    assert soup_of(page).find(class_="band")
    fields = {"answer-0-text": "Anna Keller helps everybody.", "answer-1-text": ""}
    checked = facilitator.client.post(f"{home}/try/check", data=fields)
    assert "Anna Keller" not in soup_of(checked).find(class_="note").get_text()
    hidden = {t["name"]: t["value"] for t in soup_of(checked).select("input[type=hidden]")}
    thanks = facilitator.client.post(f"{home}/try/notes", data=hidden | {"sharing": "2"})
    assert thanks.status_code == 200
    assert instance.wall_of(survey).count_used() == 0


def test_only_the_preview_may_be_framed_and_only_by_our_own_pages(
    facilitator: AtOffice, draft: Survey, edit: str
) -> None:
    frame = soup_of(facilitator.get(edit)).find("iframe")
    assert frame["sandbox"] == ["allow-same-origin"], "neither scripts nor forms nor other windows"
    shown = facilitator.client.get(frame["src"])
    assert draft.title in shown.text
    assert marked(shown, "closure") is None, "as it will be once it is open"
    directives = {one.strip() for one in shown.headers["Content-Security-Policy"].split(";")}
    assert {"frame-ancestors 'self'", "form-action 'none'", "default-src 'none'"} <= directives
    for path in (f"/office/surveys/{draft.id}/try", edit, f"/office/surveys/{draft.id}"):
        assert "frame-ancestors 'none'" in facilitator.client.get(path).headers["Content-Security-Policy"]


def test_categories_are_written_once_for_all_questions(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    assert len(soup_of(facilitator.get(edit)).select(".question details.same")) == 1, "the second one is folded"
    fields = fields_of(facilitator.get(edit)) | {"prompts-0-categories": "Food\nRooms"}
    facilitator.post(edit, **fields, button="auto")
    page = facilitator.get(edit)
    assert not soup_of(page).select("details.same"), "what differs is in sight"
    assert soup_of(page).find("button", value="same")
    facilitator.post(edit, **fields_of(page), button="same")
    assert [prompt.categories for prompt in kept(instance, draft).prompts] == [("Food", "Rooms")] * 2
    assert not soup_of(facilitator.get(edit)).find("button", value="same")
