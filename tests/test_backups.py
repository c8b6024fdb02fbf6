"""Backups: taken while people write, brought back file by file, and never in the place of something better."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from surveys.operating.backups import NotCopied, back_up, delete_older
from surveys.operating.restoring import NoBackup
from surveys.storage import Instance, Wall, all_facilitators, open_office
from surveys.survey import Survey
from tests.actors import Organiser, Participant, brings_back, marked, stores
from tests.promises.crashing import kill_while, storing
from tests.promises.journals import is_hot

DAY = date(2026, 3, 2)


@pytest.fixture
def backup(organiser: Organiser, survey: Survey, instance: Instance, tmp_path: Path) -> Path:
    """A backup with one note in it."""
    stores(survey, instance, "Before the backup.")
    return back_up(instance, tmp_path / "backups", DAY)


def texts(organiser: Organiser, survey: Survey) -> set[str]:
    return {note.text for note in organiser.peeks(survey)}


def journal_of(wall: Wall) -> Path:
    return wall.path.with_name(f"{wall.path.name}-journal")


def killed_until_a_journal_is_left(survey: Survey, wall: Wall, instance: Instance) -> list[bytes]:
    """Writers that are killed until one leaves a journal that SQLite would play back; what they acknowledged."""
    acknowledged: list[bytes] = []
    write = storing(survey, instance, "After the backup.")
    for _attempt in range(400):
        acknowledged += kill_while(write, after=0.0, at_least=1)
        if is_hot(journal_of(wall)):
            return acknowledged
    raise AssertionError("no writer was killed at the right moment")


def test_a_backup_is_named_by_its_day_and_for_its_owner_alone(backup: Path, survey: Survey) -> None:
    assert backup.name == "unsigned-2026-03-02"
    names = {str(path.relative_to(backup)) for path in backup.rglob("*") if path.is_file()}
    assert names == {"office.sqlite", "secret", f"walls/{survey.id}.sqlite"}
    assert backup.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in backup.rglob("*") if path.is_file()} == {0o600}


def test_a_wall_in_a_backup_shows_the_survey_s_day_only(backup: Path, survey: Survey, wall: Wall) -> None:
    copy = backup / "walls" / wall.path.name
    assert copy.stat().st_mtime == wall.path.stat().st_mtime


def test_what_is_missing_or_damaged_comes_back_and_nothing_else(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    other = organiser.opens()
    stores(other, instance, "After the backup.")
    instance.wall_of(survey).path.write_bytes(b"noise" * 1_000)
    assert brings_back(instance, backup) == [f"walls/{survey.id}.sqlite"]
    assert texts(organiser, survey) == {"Before the backup."}
    assert texts(organiser, other) == {"After the backup."}


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "torn": lambda content: b"SQLite format 3\0" + bytes(9_000),
    "a hole": lambda content: content[:8_192] + bytes(len(content) - 8_192),
}


@pytest.mark.parametrize("harm", [None, *DAMAGE])
def test_every_kind_of_damage_is_noticed(
    backup: Path, organiser: Organiser, survey: Survey, wall: Wall, harm: str | None
) -> None:
    content = wall.path.read_bytes()
    wall.path.unlink()
    if harm:
        wall.path.write_bytes(DAMAGE[harm](content))
    assert brings_back(organiser.instance, backup) == [f"walls/{survey.id}.sqlite"]
    assert texts(organiser, survey) == {"Before the backup."}


def test_a_sound_instance_is_left_alone(backup: Path, organiser: Organiser, survey: Survey, instance: Instance) -> None:
    stores(survey, instance, "After the backup.")
    assert brings_back(instance, backup) == []
    assert texts(organiser, survey) == {"Before the backup.", "After the backup."}


@pytest.mark.on_disk
def test_a_wall_that_a_crash_left_with_a_journal_is_mended_not_replaced(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """An older wall from the backup would lose what was acknowledged since."""
    acknowledged = killed_until_a_journal_is_left(survey, wall, instance)
    assert brings_back(instance, backup) == []
    assert len(organiser.peeks(survey)) >= 1 + len(acknowledged)


@pytest.mark.on_disk
def test_the_journal_of_the_damaged_file_does_not_get_into_the_restored_one(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    killed_until_a_journal_is_left(survey, wall, instance)
    wall.path.unlink()  # or SQLite would have used the journal up while it looked
    assert brings_back(instance, backup, wall.path.name) == [f"walls/{wall.path.name}"]
    assert not journal_of(wall).exists()
    assert wall.path.read_bytes() == (backup / "walls" / wall.path.name).read_bytes()
    assert texts(organiser, survey) == {"Before the backup."}


def test_a_whole_instance_can_be_brought_back(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    shutil.rmtree(instance.folder)
    instance.folder.mkdir()
    assert set(brings_back(instance, backup)) == {"office.sqlite", f"walls/{survey.id}.sqlite"}
    with open_office(instance.office, read_only=True) as office:
        assert all_facilitators(office) == [organiser.account]
    assert texts(organiser, survey) == {"Before the backup."}


def test_a_folder_without_a_backup_is_refused(instance: Instance, tmp_path: Path) -> None:
    with pytest.raises(NoBackup):
        brings_back(instance, tmp_path)


def test_a_second_backup_on_one_day_leaves_the_first_as_it_is(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    stores(survey, instance, "After the backup.")
    with pytest.raises(NotCopied, match="is there already"):
        back_up(instance, backup.parent, DAY)
    assert list(backup.parent.iterdir()) == [backup]
    wall.path.unlink()
    brings_back(instance, backup)
    assert texts(organiser, survey) == {"Before the backup."}


@pytest.mark.parametrize("inside", [".", "walls", "deep/below"])
def test_a_backup_inside_the_instance_is_refused(instance: Instance, survey: Survey, inside: str) -> None:
    before = set(instance.folder.rglob("*"))
    with pytest.raises(NotCopied, match="lies in the instance"):
        back_up(instance, instance.folder / inside, DAY)
    assert set(instance.folder.rglob("*")) == before


def test_a_backup_into_a_link_to_the_instance_is_refused(instance: Instance, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(instance.folder)
    with pytest.raises(NotCopied, match="lies in the instance"):
        back_up(instance, tmp_path / "elsewhere", DAY)


def test_no_half_backup_is_left(wall: Wall, instance: Instance, tmp_path: Path) -> None:
    wall.path.write_bytes(b"marmalade" * 1_000)
    with pytest.raises(NotCopied, match="doctor") as refused:
        back_up(instance, tmp_path / "backups", DAY)
    assert "marmalade" not in str(refused.value)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_file_that_the_backup_does_not_have_is_said_with_those_that_it_has(
    backup: Path, instance: Instance, survey: Survey
) -> None:
    with pytest.raises(NotCopied, match=f"no such file; it has office.sqlite, walls/{survey.id}.sqlite"):
        brings_back(instance, backup, "nofile")


def test_a_note_that_comes_while_a_wall_is_copied_neither_waits_nor_breaks_the_copy(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes come in every pause, and each is in the backup. SQLite would begin again, or let nobody write."""
    sent: list[str] = []

    def somebody_writes(_seconds: float) -> None:
        stores_elsewhere(survey, instance, f"During {len(sent)}.")
        sent.append(f"During {len(sent)}.")

    monkeypatch.setattr(time, "sleep", somebody_writes)
    second = back_up(instance, backup.parent, DAY + timedelta(days=1))
    monkeypatch.undo()
    assert len(sent) >= 4, "the file was copied in pieces"
    brings_back(instance, second, f"{survey.id}.sqlite")
    assert texts(organiser, survey) == {"Before the backup.", *sent}


def stores_elsewhere(survey: Survey, instance: Instance, text: str) -> None:
    """A note that another process stores, as phones do."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            stores(survey, instance, text)
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("days", [0, 30])
def test_backups_older_than_the_setting_are_deleted_and_participants_read_for_how_long_they_live(
    app: Flask, backup: Path, participant: Participant, survey: Survey, days: int
) -> None:
    app.config["BACKUP_DAYS"] = days
    with app.app_context():
        assert app.test_cli_runner().invoke(args=["backup", str(backup.parent)]).exit_code == 0
    assert backup.exists() is (days == 0)
    assert len(list(backup.parent.iterdir())) == (2 if days == 0 else 1)
    page = participant.get(f"/s/{survey.slug}/what-we-keep")
    assert marked(page, "backup-days") == (str(days) if days else None)


def test_only_backups_are_deleted_and_none_that_is_as_old_as_allowed(backup: Path) -> None:
    (backup.parent / "unsigned-2020-01-01").mkdir()
    (backup.parent / "unsigned-2020-01-01" / "somebody.txt").touch()
    assert delete_older(backup.parent, DAY + timedelta(days=30), 30) == []
    assert delete_older(backup.parent, DAY + timedelta(days=31), 30) == [backup]
    assert [path.name for path in backup.parent.iterdir()] == ["unsigned-2020-01-01"]
