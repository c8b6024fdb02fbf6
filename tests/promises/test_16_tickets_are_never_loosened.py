"""Promise 16: once a survey with tickets is open, nothing lets anybody write without one."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from surveys.collecting import NoGoodTicket, new_code
from surveys.lifecycle import (
    Acting,
    NotPossibleNow,
    adopt_wall,
    change_draft,
    changed_while_open,
    open_survey,
    save_while_open,
)
from surveys.operating.backups import back_up
from surveys.operating.salvaging import salvage
from surveys.storage import Instance, open_office, survey_by_id
from surveys.survey import Survey
from tests.actors import Organiser, Participant, brings_back, stores, today
from tests.facilitator.conftest import signed_in
from tests.facilitator.test_drafts import fields_of

CODES = [new_code() for _ in range(9)]


@pytest.fixture
def survey(organiser: Organiser) -> Survey:
    return organiser.opens(codes=CODES)


def stored(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


def opens(organiser: Organiser, draft: Survey) -> Survey:
    with open_office(organiser.instance.office) as office:
        acting: Acting = {"office": office, "facilitator": organiser.account, "today": today()}
        return open_survey(draft, instance=organiser.instance, tickets=CODES, **acting)


def expect_tickets(instance: Instance, survey: Survey) -> None:
    """It has its tickets: nothing is taken without one, and nothing with a used one."""
    now = stored(instance, survey)
    assert now.tickets == len(CODES)
    for ticket in ("", new_code(), CODES[0]):
        with pytest.raises(NoGoodTicket):
            stores(now, instance, "Without a ticket.", ticket=ticket)


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("tickets", [0, 5, 10, 5_000, -1, None, False, True, "", "9", "0"], ids=repr)
def test_no_program_changes_the_number_of_tickets(
    organiser: Organiser, instance: Instance, survey: Survey, tickets: object, closed: bool
) -> None:
    survey = organiser.closes(survey) if closed else survey
    with open_office(instance.office) as office, pytest.raises(NotPossibleNow):
        change_draft(survey, {"tickets": tickets}, office=office)
    with pytest.raises(sqlite3.IntegrityError, match="what writers were told is frozen"):
        organiser.changes(survey, tickets=tickets)
    assert stored(instance, survey) == survey


def test_nor_the_organisers_of_an_open_survey(organiser: Organiser, instance: Instance, survey: Survey) -> None:
    """Whatever their form brings."""
    stores(survey, instance, "Good coffee.", ticket=CODES[0])
    asked = {"tickets": 0, "writers": "link", "contacts": "the ombudsperson"}
    with open_office(instance.office) as office:
        changed = changed_while_open(survey, asked, now := datetime.now())
        acting: Acting = {"office": office, "facilitator": organiser.account, "today": now.date()}
        save_while_open(survey, changed, instance=instance, **acting)
    assert stored(instance, survey).contacts == "the ombudsperson"
    expect_tickets(instance, survey)


@pytest.mark.parametrize("button", ["save", "undo", "open"])
def test_nor_a_page_of_the_draft_that_is_still_there(
    app: Flask, organiser: Organiser, instance: Instance, button: str
) -> None:
    """The form from before the opening, sent afterwards; and what it was before it had tickets."""
    office, draft = signed_in(app, organiser.account.id), organiser.drafts()
    page = f"/office/surveys/{draft.id}/edit"
    fields = fields_of(office.get(page))
    office.post(page, **fields | {"writers": "tickets", "tickets": str(len(CODES)), "button": "save"})
    left = fields_of(office.get(page))
    survey = opens(organiser, stored(instance, draft))
    office.post(page, **left | {"writers": "link", "tickets": "0", "button": button})
    stores(survey, instance, "Good coffee.", ticket=CODES[0])
    expect_tickets(instance, survey)


def test_a_survey_for_all_gets_no_tickets_either(organiser: Organiser) -> None:
    """Those who wrote would not be among them."""
    with pytest.raises(sqlite3.IntegrityError, match="what writers were told is frozen"):
        organiser.changes(organiser.opens(), tickets=9)


REFUSED = {
    "none": "json_set(document, '$.tickets', 0)",
    "fewer": "json_set(document, '$.tickets', 5)",
    "null": "json_set(document, '$.tickets', NULL)",
    "false": "json_set(document, '$.tickets', json('false'))",
    "words": "json_set(document, '$.tickets', '0')",
    "a list": "json_set(document, '$.tickets', json('[]'))",
    "left out": "json_remove(document, '$.tickets')",
    "a draft": "json_set(document, '$.state', 'draft', '$.tickets', 0)",
    "a draft first": "json_set(document, '$.state', 'draft')",
    "no JSON": "'{'",
}


@pytest.mark.parametrize("how", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
@pytest.mark.parametrize("name", REFUSED)
def test_the_office_refuses_every_statement_that_would_change_it(
    instance: Instance, survey: Survey, name: str, how: str
) -> None:
    with sqlite3.connect(instance.office) as office, pytest.raises(sqlite3.DatabaseError):
        office.execute(f"{how} surveys SET document = {REFUSED[name]}")
    assert stored(instance, survey) == survey


@pytest.mark.parametrize("second", ['"tickets": 0', r'"tick\u0065ts": 0', '"minimum": 1', '"state": "draft"'])
@pytest.mark.parametrize("first", [False, True], ids=["behind", "before"])
def test_a_field_that_is_there_twice_makes_no_survey(
    instance: Instance, survey: Survey, second: str, first: bool
) -> None:
    """The trigger reads one of them, and the program the other."""
    twice = f"'{{{second}, ' || substr(document, 2)" if first else f"rtrim(document, '}}') || ', {second}}}'"
    try:
        with sqlite3.connect(instance.office) as office:
            office.execute(f"UPDATE surveys SET document = {twice}")
    except sqlite3.IntegrityError:
        assert stored(instance, survey) == survey
    else:
        with pytest.raises(TypeError):
            stored(instance, survey)


# ── files that come back ──


def opened_after_a_backup(organiser: Organiser, folder: Path) -> tuple[Survey, Path]:
    """A draft for anybody with the link, backed up; then it got tickets and opened, and one was used."""
    draft = organiser.drafts()
    older = back_up(organiser.instance, folder, today())
    with open_office(organiser.instance.office) as office:
        changed = change_draft(draft, {"tickets": len(CODES)}, office=office)
    survey = opens(organiser, changed)
    stores(survey, organiser.instance, "Good coffee.", ticket=CODES[0])
    return survey, older


def test_a_draft_for_all_that_gets_its_notes_back_has_its_tickets_again(
    organiser: Organiser, participant: Participant, instance: Instance, tmp_path: Path
) -> None:
    survey, older = opened_after_a_backup(organiser, tmp_path / "backups")
    shutil.copy(older / "office.sqlite", instance.office)
    instance.prepare()
    assert stored(instance, survey).tickets == 0, "the draft of the backup"
    with open_office(instance.office) as office:
        adopt_wall(survey_by_id(office, survey.id), instance=instance, office=office, today=today())
    expect_tickets(instance, survey)
    assert participant.checks(survey, "Without a ticket.").status_code == 409


def test_a_backup_brings_back_notes_and_used_tickets_together(
    organiser: Organiser, instance: Instance, tmp_path: Path
) -> None:
    survey, _older = opened_after_a_backup(organiser, tmp_path / "backups")
    backup = back_up(instance, tmp_path / "later", today())
    stores(survey, instance, "More light.", ticket=CODES[1])
    brings_back(instance, backup, instance.wall_of(survey).path.name)
    expect_tickets(instance, survey)
    assert [note.text for note in organiser.peeks(survey)] == ["Good coffee."]
    assert stores(survey, instance, "More light.", ticket=CODES[1]), "its note is gone, so it is new again"


@pytest.mark.parametrize("step", ["salvage", "grow", "reopen"])
def test_what_mends_a_wall_or_makes_room_changes_no_ticket(
    organiser: Organiser, instance: Instance, survey: Survey, step: str
) -> None:
    wall = instance.wall_of(survey)
    code = stores(survey, instance, "Good coffee.", ticket=CODES[0])
    steps: dict[str, Callable[[], object]] = {
        "salvage": lambda: salvage(survey, instance, today()),
        "grow": lambda: wall.grow(1_024),
        "reopen": lambda: organiser.reopens(organiser.closes(survey)),
    }
    steps[step]()
    expect_tickets(instance, survey)
    stores(survey, instance, "Sent again.", code=code, ticket=CODES[0])
    for ticket in CODES[1:]:
        assert stores(survey, instance, "More light.", ticket=ticket)
    assert len(organiser.peeks(survey)) == len(CODES)
