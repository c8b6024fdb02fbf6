"""A draft that two people edit, or one in two tabs: nothing is overwritten silently, and each step can be undone."""

from typing import Any

import pytest

from surveys.storage import Instance
from surveys.survey import State, Survey
from tests.actors import Organiser
from tests.pages import soup_of

from .conftest import AtOffice
from .test_drafts import fields_of, kept


@pytest.fixture
def draft(organiser: Organiser) -> Survey:
    return organiser.drafts()


@pytest.fixture
def edit(draft: Survey) -> str:
    return f"/office/surveys/{draft.id}/edit"


def saves(office: AtOffice, edit: str, fields: dict[str, Any], button: str = "save", **typed: str) -> Any:
    return office.post(edit, **fields | typed, button=button)


def hidden_of(page: Any) -> dict[str, Any]:
    """What the page with both wordings sends along."""
    sent: dict[str, list[str]] = {}
    for tag in soup_of(page).select("main form input[type=hidden]"):
        sent.setdefault(tag["name"], []).append(tag["value"])
    sent.pop("csrf_token")
    return sent


def test_changes_of_different_fields_are_both_saved(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(edit))
    assert saves(facilitator, edit, fields, title="Hers").status_code == 303
    assert saves(facilitator, edit, fields, contacts="The ombudsperson").status_code == 303
    assert (kept(instance, draft).title, kept(instance, draft).contacts) == ("Hers", "The ombudsperson")


@pytest.mark.parametrize(("choice", "title"), [("mine", "Typed second"), ("saved", "Typed first")])
def test_two_wordings_of_one_field_are_shown_side_by_side(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance, choice: str, title: str
) -> None:
    fields = fields_of(facilitator.get(edit))
    saves(facilitator, edit, fields, title="Typed first")
    page = saves(facilitator, edit, fields, title="Typed second", contacts="The ombudsperson")
    assert page.status_code == 409
    assert [tag["data-conflict"] for tag in soup_of(page).select("[data-conflict]")] == ["title"]
    shown = [tag.get_text() for tag in soup_of(page).select("[data-conflict] .text")]
    assert shown == ["Typed second", "Typed first"]
    assert kept(instance, draft).title == "Typed first"
    undecided = facilitator.post(edit, **hidden_of(page))
    assert undecided.status_code == 409
    assert facilitator.post(edit, **hidden_of(undecided), **{"keep-title": choice}).status_code == 303
    assert (kept(instance, draft).title, kept(instance, draft).contacts) == (title, "The ombudsperson")


def test_a_choice_counts_only_for_the_words_that_it_was_made_for(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(edit))
    saves(facilitator, edit, fields, title="First")
    page = saves(facilitator, edit, fields, title="Second")
    saves(facilitator, edit, fields_of(facilitator.get(edit)), title="Third")
    again = facilitator.post(edit, **hidden_of(page), **{"keep-title": "mine"})
    assert again.status_code == 409
    assert "Third" in soup_of(again).select_one("[data-conflict=title]").get_text()
    assert kept(instance, draft).title == "Third"


def test_a_page_whose_beginning_nobody_remembers_overwrites_nothing(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(edit))
    saves(facilitator, edit, fields, title="First")
    for path in instance.sessions.glob("*.drafts"):
        path.unlink()
    assert saves(facilitator, edit, fields, contacts="Somebody").status_code == 409
    assert kept(instance, draft).title == "First"


def test_typed_words_come_back_if_the_draft_was_opened_meanwhile(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(edit))
    facilitator.post(f"/office/surveys/{draft.id}/open")
    page = saves(facilitator, edit, fields, title="Typed while it was opened")
    assert page.status_code == 409
    assert "Typed while it was opened" in [tag.get_text() for tag in soup_of(page).select(".text")]
    assert kept(instance, draft).title == draft.title


def test_each_step_can_be_undone_after_a_reload(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    titles = [draft.title, "One", "Two"]
    for title in titles[1:]:
        saves(facilitator, edit, fields_of(facilitator.get(edit)), button="auto", title=title)
    saves(facilitator, edit, fields_of(facilitator.get(edit)), button="remove-0")
    assert len(kept(instance, draft).prompts) == 1
    for title in ("Two", "One", draft.title):
        page = facilitator.get(edit)
        assert facilitator.post(edit, **fields_of(page), button="undo").status_code == 303
        assert (kept(instance, draft).title, len(kept(instance, draft).prompts)) == (title, 2)
    assert soup_of(facilitator.get(edit)).find("button", value="undo").has_attr("disabled")
    assert facilitator.post(edit, **fields_of(facilitator.get(edit)), button="undo").status_code == 303


def test_undo_never_takes_back_what_its_page_does_not_show(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(edit))
    saves(facilitator, edit, fields, title="Of another window")
    page = saves(facilitator, edit, fields, button="undo")
    assert kept(instance, draft).title == "Of another window"
    assert saves(facilitator, edit, fields_of(facilitator.get(page.location)), button="undo").status_code == 303
    assert kept(instance, draft).title == draft.title


def test_undo_of_what_could_not_be_saved_leaves_what_was_saved(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    saves(facilitator, edit, fields_of(facilitator.get(edit)), title="Saved")
    for title in ("Saved", draft.title):
        fields = fields_of(facilitator.get(edit))
        wrong = {"title": "x" * 200} if title == "Saved" else {}
        assert saves(facilitator, edit, fields, button="undo", **wrong).status_code == 303
        assert kept(instance, draft).title == title


@pytest.mark.parametrize("button", ["save", "auto", "undo"])
def test_where_the_memory_is_full_a_draft_is_saved_all_the_same_and_the_page_says_that_nothing_can_be_undone(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance, button: str
) -> None:
    """An undo of the change before would take back two."""
    saves(facilitator, edit, fields_of(facilitator.get(edit)), button="auto", title="One")
    (instance.sessions / f"{draft.id}.drafts-new").mkdir()  # so that nothing can be written there
    page = saves(facilitator, edit, fields_of(facilitator.get(edit)), button=button, title="Two")
    assert page.status_code == (200 if button == "auto" else 303)
    assert kept(instance, draft).title == "Two"
    assert not (instance.sessions / f"{draft.id}.drafts").exists()
    if button == "auto":
        assert soup_of(page).select("form.draft[data-undo-lost]")
    else:
        assert "cannot be undone" in soup_of(facilitator.get(page.location)).select_one("[role=status].done").get_text()
    assert soup_of(facilitator.get(edit)).find("button", value="undo").has_attr("disabled")


def test_an_undo_that_finds_the_memory_full_is_done_and_is_the_last_one(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    for title in ("One", "Two"):
        saves(facilitator, edit, fields_of(facilitator.get(edit)), button="auto", title=title)
    (instance.sessions / f"{draft.id}.drafts-new").mkdir()
    assert saves(facilitator, edit, fields_of(facilitator.get(edit)), button="undo").status_code == 303
    assert kept(instance, draft).title == "One"
    assert soup_of(facilitator.get(edit)).find("button", value="undo").has_attr("disabled")


def test_a_draft_is_opened_only_as_it_was_shown(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    to = f"/office/surveys/{draft.id}/open"
    shown = hidden_of(facilitator.get(to))
    saves(facilitator, edit, fields_of(facilitator.get(edit)), button="auto", title="Half a ti")
    again = facilitator.post(to, **shown)
    assert again.status_code == 409
    assert soup_of(again).select_one("[data-changed-meanwhile]")
    assert kept(instance, draft).state is State.DRAFT
    assert facilitator.post(to, **hidden_of(again)).status_code == 303
    assert kept(instance, draft).state is State.OPEN


@pytest.mark.parametrize("step", ["open", "delete"])
def test_earlier_words_are_forgotten_when_the_draft_ends(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance, step: str
) -> None:
    saves(facilitator, edit, fields_of(facilitator.get(edit)), title="Plans")
    assert len(list(instance.sessions.glob("*.drafts"))) == 1
    assert facilitator.post(f"/office/surveys/{draft.id}/{step}", title="Plans").status_code == 303
    assert not list(instance.sessions.glob("*.drafts*"))


def test_three_hundred_questions_come_back_with_a_sentence(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    many = {f"prompts-{number}-text": f"Question {number}?" for number in range(300)}
    page = saves(facilitator, edit, fields_of(facilitator.get(edit)) | many)
    assert page.status_code == 422
    assert "292" in soup_of(page).find(id="prompts-8-text-problem").get_text()
    assert len([name for name in fields_of(page) if name.endswith("-text")]) == 300
    assert kept(instance, draft).prompts == draft.prompts


def test_how_much_is_too_long_is_said(facilitator: AtOffice, edit: str) -> None:
    page = saves(facilitator, edit, fields_of(facilitator.get(edit)), title="x" * 97)
    assert "17 characters too long" in soup_of(page).find(id="title-problem").get_text()


def test_going_on_to_opening_says_at_its_field_what_is_missing(
    facilitator: AtOffice, draft: Survey, edit: str, instance: Instance
) -> None:
    fields = fields_of(facilitator.get(edit))
    page = saves(facilitator, edit, fields, button="open", title="", contacts="Saved all the same")
    assert page.status_code == 422
    assert soup_of(page).select_one("#title[aria-invalid=true]")
    assert kept(instance, draft).contacts == "Saved all the same"
    assert saves(facilitator, edit, fields_of(page), button="open", title="Now").location.endswith(f"{draft.id}/open")
    assert kept(instance, draft).state is State.DRAFT
