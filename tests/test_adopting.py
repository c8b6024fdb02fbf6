"""A wall with a note on it outlives an older office file: only a deletion removes it, and a draft takes it up."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest

from surveys.lifecycle import (
    Acting,
    NotesFound,
    NotPossibleNow,
    adopt_wall,
    change_draft,
    changed_while_open,
    close_survey,
    destroy_survey,
    open_survey,
    reopen_survey,
    replace_link,
    save_while_open,
)
from surveys.operating.backups import back_up
from surveys.storage import Instance, acts_on, open_office, survey_by_id
from surveys.survey import Prompt, State, Survey
from tests.actors import Organiser, stores, today

THAT_DAY = today() - timedelta(days=20)


@pytest.fixture
def draft(organiser: Organiser) -> Survey:
    return organiser.drafts()


@pytest.fixture
def older(draft: Survey, instance: Instance, tmp_path: Path) -> Path:
    """A backup from when the survey was a draft."""
    return back_up(instance, tmp_path / "backups", today())


def opens(organiser: Organiser, draft: Survey, day: date | None = None) -> Survey:
    day = day or today()
    with open_office(organiser.instance.office) as office:
        return open_survey(
            draft, instance=organiser.instance, office=office, facilitator=organiser.account, today=day or today()
        )


def adopts(organiser: Organiser, draft: Survey) -> Survey:
    with open_office(organiser.instance.office) as office:
        adopt_wall(survey_by_id(office, draft.id), instance=organiser.instance, office=office, today=today())
    with open_office(organiser.instance.office, read_only=True) as office:
        return survey_by_id(office, draft.id)


def loses_its_office(instance: Instance, older: Path) -> None:
    shutil.copy(older / "office.sqlite", instance.office)
    instance.prepare()


def test_opening_never_removes_a_wall_with_notes(
    organiser: Organiser, draft: Survey, older: Path, instance: Instance
) -> None:
    stores(opens(organiser, draft), instance, "Good coffee.")
    loses_its_office(instance, older)
    with pytest.raises(NotesFound):
        opens(organiser, draft)
    assert [note.text for note in organiser.peeks(draft)] == ["Good coffee."]


@pytest.mark.parametrize("harm", ["cut off", "garbage"])
def test_nor_one_that_cannot_be_read(organiser: Organiser, draft: Survey, instance: Instance, harm: str) -> None:
    """It may hold notes: a backup, or somebody who knows SQLite, can mend it."""
    wall = instance.wall_of(draft)
    wall.build(64)
    content = wall.path.read_bytes()[:20_000] if harm == "cut off" else b"noise" * 2_000
    wall.path.write_bytes(content)
    with pytest.raises(NotesFound):
        opens(organiser, draft)
    assert wall.path.read_bytes() == content


@pytest.mark.parametrize("left", ["whole", "without slots", "empty"])
def test_an_opening_that_was_cut_off_can_be_done_again(
    organiser: Organiser, draft: Survey, instance: Instance, left: str
) -> None:
    wall = instance.wall_of(draft)
    wall.build(8)
    if left == "without slots":
        with closing(connect(wall.path)) as database:
            database.executescript("DROP TRIGGER slots_are_never_freed; DELETE FROM slots")
    if left == "empty":
        wall.path.write_bytes(b"")
    stores(opens(organiser, draft), instance, "Good coffee.")
    assert [note.text for note in organiser.peeks(draft)] == ["Good coffee."]


def test_a_survey_is_taken_up_as_its_writers_knew_it(
    organiser: Organiser, draft: Survey, older: Path, instance: Instance
) -> None:
    """Not with the words of the draft: who wrote answered other questions, on another day, with another promise."""
    with open_office(instance.office) as office:
        questions = (Prompt("What else?"), *draft.prompts)
        changes = {"prompts": questions, "minimum": 7, "delete_on": today() + timedelta(days=30)}
        changed = change_draft(draft, changes, office=office)
    survey = opens(organiser, changed, THAT_DAY)
    stores(survey, instance, "", "", "To the third question.")
    loses_its_office(instance, older)
    assert adopts(organiser, draft) == survey
    assert [(note.prompt, note.text) for note in organiser.peeks(survey)] == [(2, "To the third question.")]
    assert stores(survey, instance, "And another.")
    with open_office(instance.office, read_only=True) as office:
        assert [act.facilitator for act in acts_on(office, survey.id)].count("the operator") == 1


def test_it_is_taken_up_with_what_was_changed_while_it_was_open(
    organiser: Organiser, draft: Survey, older: Path, instance: Instance
) -> None:
    """Its closing time, who can help, room for more people, a new link; and that it was reopened."""
    survey = opens(organiser, draft)
    stores(survey, instance, "Good coffee.")
    now = datetime.now().replace(microsecond=0)
    changes = {"contacts": "The ombudsperson", "closes_at": now + timedelta(days=2), "places": 5 * survey.places}
    with open_office(instance.office) as office:
        acting: Acting = {"office": office, "facilitator": organiser.account, "today": today()}
        changed = changed_while_open(survey, changes, now)
        save_while_open(survey, changed, instance=instance, **acting)
        changed = replace_link(changed, instance=instance, **acting)
    loses_its_office(instance, older)
    assert adopts(organiser, draft) == changed
    with open_office(instance.office) as office:
        acting = {"office": office, "facilitator": organiser.account, "today": today()}
        reopened = reopen_survey(close_survey(changed, instance=instance, **acting), instance=instance, **acting)
    loses_its_office(instance, older)
    assert adopts(organiser, draft) == reopened


def test_a_closed_wall_makes_a_closed_survey(
    organiser: Organiser, draft: Survey, older: Path, instance: Instance
) -> None:
    survey = opens(organiser, draft)
    stores(survey, instance, "Good coffee.")
    organiser.closes(survey)
    loses_its_office(instance, older)
    assert adopts(organiser, draft).state is State.CLOSED


@pytest.mark.parametrize("delete_on", [None, THAT_DAY - timedelta(days=1), today() + timedelta(days=9)])
def test_a_wall_from_before_it_knew_the_words_tells_its_day(
    organiser: Organiser, draft: Survey, older: Path, instance: Instance, delete_on: date | None
) -> None:
    survey = opens(organiser, draft, THAT_DAY)
    stores(survey, instance, "Good coffee.")
    with closing(connect(instance.wall_of(survey).path)) as database:
        database.execute("DROP TABLE told")
    instance.wall_of(survey).reset_times()
    loses_its_office(instance, older)
    organiser.changes(draft, delete_on=delete_on)
    adopted = adopts(organiser, draft)
    assert (adopted.opened_on, adopted.state) == (THAT_DAY, State.OPEN)
    kept = delete_on if delete_on and delete_on > THAT_DAY else THAT_DAY + timedelta(days=365)
    assert adopted == replace(draft, opened_on=THAT_DAY, state=State.OPEN, delete_on=kept)


def test_there_is_nothing_to_take_up_on_a_blank_wall(organiser: Organiser, draft: Survey, survey: Survey) -> None:
    for one in (draft, survey):
        with pytest.raises(NotPossibleNow):
            adopts(organiser, one)


def test_what_was_deleted_is_remembered_by_an_empty_file(survey: Survey, instance: Instance) -> None:
    wall = instance.wall_of(survey)
    kept = [wall.path.with_name(wall.path.name + ending) for ending in ("-journal", ".damaged", ".damaged-2")]
    for path in kept:
        path.write_bytes(b"noise")
    assert not wall.was_destroyed()
    with open_office(instance.office) as office:
        destroy_survey(survey, instance=instance, office=office)
    assert wall.was_destroyed()
    (left,) = wall.path.parent.iterdir()
    assert (left.stat().st_size, left.stat().st_mode & 0o777) == (0, 0o600)
