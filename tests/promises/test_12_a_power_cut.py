"""Promise 12 when the power goes the moment after an acknowledgement: it is kept, and what was undone stays undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.collecting import take_back
from surveys.operating.backups import back_up
from surveys.storage import Instance, Wall, make_durable, open_office, survey_by_id
from surveys.survey import State, Survey
from tests.actors import Organiser, brings_back, organiser_at, stores, today
from tests.promises.power_cuts import Disk, disk_in, journals_come_back

NOTES = 30


def test_no_journal_that_comes_back_undoes_an_acknowledged_note(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    lost = []
    for number in range(NOTES):
        with journals_come_back():
            stores(survey, instance, f"Note {number}.")
        if f"Note {number}." not in {note.text for note in organiser.peeks(survey)}:
            lost.append(number)
    assert lost == []


def test_nor_what_was_taken_back_nor_the_closing(
    organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    code = stores(survey, instance, "Gone.")
    with journals_come_back():
        take_back(code, survey=survey, wall=wall)
    assert organiser.peeks(survey) == []
    with journals_come_back():
        organiser.closes(survey)
    assert wall.is_closed()
    with open_office(instance.office, read_only=True) as office:
        assert survey_by_id(office, survey.id).state is State.CLOSED


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with disk_in(tmp_path) as disk:
        yield disk


def test_a_disk_without_power_has_all_that_was_acknowledged(disk: Disk) -> None:
    """From the first start to the last note: office, account, secret, wall, notes."""
    organiser = organiser_at(disk.folder)
    secret = organiser.instance.secret.read_bytes()
    survey = organiser.opens()
    told: list[str] = []
    for number in range(3):
        with disk.after_a_power_cut() as folder:
            after = Organiser(Instance(folder / "instance", folder / "sessions"), organiser.account)
            assert after.instance.secret.read_bytes() == secret
            assert sorted(note.text for note in after.peeks(survey)) == told
        stores(survey, organiser.instance, text := f"Note {number}.")
        told.append(text)


def test_what_a_backup_brought_back_is_there_too(disk: Disk, tmp_path: Path) -> None:
    organiser = organiser_at(disk.folder)
    survey = organiser.opens()
    stores(survey, organiser.instance, "Good coffee.")
    backup = back_up(organiser.instance, tmp_path / "backups", today())
    wall = organiser.instance.wall_of(survey).path
    wall.write_bytes(b"noise" * 1_000)
    make_durable(wall)
    brings_back(organiser.instance, backup)
    with disk.after_a_power_cut() as folder:
        after = Organiser(Instance(folder / "instance", folder / "sessions"), organiser.account)
        assert [note.text for note in after.peeks(survey)] == ["Good coffee."]
