"""Bringing a backup back as an operator does: by command, beside a real server, on a full disk, killed half-way."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from surveys.lifecycle import destroy_survey, open_survey
from surveys.operating.backups import NotCopied, back_up
from surveys.operating.restoring import plan_restore, restore
from surveys.settings import PROJECT
from surveys.storage import (
    Instance,
    UnknownSurvey,
    Wall,
    add_facilitator,
    all_facilitators,
    mark_of_damage,
    open_office,
    running_server,
    survey_by_id,
)
from surveys.survey import State, Survey
from tests.actors import Organiser, brings_back, organiser_at, stores, today
from tests.places import fill
from tests.promises.server import start_server
from tests.promises.test_12_starting_on_damage import SERVERS, start
from tests.test_commands import flask

NOISE = b"noise" * 1_000


@pytest.fixture
def backup(organiser: Organiser, survey: Survey, instance: Instance, tmp_path: Path) -> Path:
    """A backup with one note in it."""
    stores(survey, instance, "Before the backup.")
    return back_up(instance, tmp_path / "backups", date(2026, 3, 2))


def asks(instance: Instance, backup: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"UNSIGNED_INSTANCE": str(instance.folder), "UNSIGNED_SESSIONS": str(instance.sessions)}
    return flask("restore", str(backup), *words, **places)


def texts(organiser: Organiser, survey: Survey) -> set[str]:
    return {note.text for note in organiser.peeks(survey)}


def kept(instance: Instance, survey: Survey) -> Survey:
    with open_office(instance.office, read_only=True) as office:
        return survey_by_id(office, survey.id)


def deletes(instance: Instance, survey: Survey) -> None:
    with open_office(instance.office) as office:
        destroy_survey(survey, instance=instance, office=office)


def files(instance: Instance) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in instance.folder.rglob("*") if path.is_file()}


def test_thirty_notes_survive_a_backup_from_when_the_survey_was_a_draft(
    organiser: Organiser, instance: Instance, tmp_path: Path
) -> None:
    """Word for word what the guide for operators advises."""
    draft = organiser.drafts()
    older = back_up(instance, tmp_path / "backups", today())
    with open_office(instance.office) as office:
        survey = open_survey(draft, instance=instance, office=office, facilitator=organiser.account, today=today())
    for number in range(30):
        stores(survey, instance, f"Note {number}.")
    instance.office.write_bytes(NOISE)
    done = asks(instance, older)
    assert done.returncode == 0, done.stderr
    assert f"survey adopt {survey.slug}" in done.stdout
    assert kept(instance, survey).state is State.DRAFT
    assert "nothing to restore" in (again := asks(instance, older, "--yes")).stdout
    assert f"{survey.slug} is open again" in again.stdout
    assert kept(instance, survey) == survey
    assert texts(organiser, survey) == {f"Note {number}." for number in range(30)}


def test_a_deleted_survey_is_not_brought_back(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """Neither its notes by the office that knows better, nor by the office of the backup, which knew it."""
    deletes(instance, survey)
    assert "Left out" in asks(instance, backup).stdout
    assert "Left out" in asks(instance, backup, wall.path.name).stdout
    instance.office.write_bytes(NOISE)
    done = asks(instance, backup, "--yes")
    assert f"{survey.slug} was deleted after the backup" in done.stdout, done.stderr
    assert not wall.path.exists()
    with pytest.raises(UnknownSurvey):
        kept(instance, survey)


def test_a_file_that_can_be_read_is_replaced_only_after_a_yes(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    for number in range(7):
        stores(survey, instance, f"After {number}.")
    before = files(instance)
    asked = asks(instance, backup, wall.path.name)
    assert (asked.returncode, files(instance) == before) == (1, True)
    assert "Replace it?" in asked.stdout
    done = asks(instance, backup, wall.path.name, "--yes")
    assert (done.returncode, texts(organiser, survey)) == (0, {"Before the backup."})
    aside = wall.path.with_name(f"{wall.path.name}.replaced")
    assert aside.read_bytes() == before[str(wall.path)]
    assert f"The old file is now {aside.name}" in done.stdout
    assert f"Inform the organisers of {survey.slug}" in done.stdout


def test_a_wall_that_takes_no_more_notes_is_restored_after_a_yes(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """Damage was met in it once, but what SQLite looks at can be read."""
    stores(survey, instance, "After the backup.")
    mark_of_damage(wall.path).touch(mode=0o600)
    asked = asks(instance, backup)
    assert (asked.returncode, mark_of_damage(wall.path).exists()) == (1, True)
    assert "Replace it?" in asked.stdout
    done = asks(instance, backup, "--yes")
    assert (done.returncode, texts(organiser, survey)) == (0, {"Before the backup."})
    assert wall.path.with_name(f"{wall.path.name}.damaged").exists()
    stores(survey, instance, "After the restore.")


def test_each_damaged_file_is_kept_for_its_owner_alone(backup: Path, instance: Instance, wall: Wall) -> None:
    for number in range(3):
        wall.path.write_bytes(f"harm {number}".encode() * 100)
        brings_back(instance, backup)
        assert wall.path.stat().st_mode & 0o777 == 0o600
    names = [f"{wall.path.name}.damaged{ending}" for ending in ("", "-2", "-3")]
    assert [wall.path.with_name(name).read_bytes()[:6] for name in names] == [b"harm 0", b"harm 1", b"harm 2"]
    assert {path.name for path in wall.path.parent.iterdir()} == {wall.path.name, *names}


@pytest.mark.parametrize("command", ["gunicorn", "app.py", "flask run"])
def test_nothing_is_restored_under_a_server(
    backup: Path, survey: Survey, instance: Instance, wall: Wall, tmp_path: Path, command: str
) -> None:
    """Whatever serves; one that was killed leaves no lock behind."""
    if command == "gunicorn":
        server = start_server(tmp_path)
    else:
        words = ("-m", "flask", "--app", "app", "run") if command == "flask run" else ("app.py",)
        server = start_server(tmp_path, command=words)
    try:
        assert server.ask(f"/s/{survey.slug}")[0] == 200
        wall.path.write_bytes(NOISE)
        refused = asks(instance, backup, "--yes")
        assert (refused.returncode, f"http://127.0.0.1:{server.port}" in refused.stderr) == (1, True), refused.stderr
        assert wall.path.read_bytes() == NOISE
    finally:
        server.is_killed()
    while running_server(instance):
        sleep(0.05)  # its workers are on their way
    assert asks(instance, backup).returncode == 0


def test_no_server_starts_while_a_backup_is_brought_back(instance: Instance) -> None:
    holding = "from surveys.storage import Instance, stopped\nfrom pathlib import Path\nimport sys, time\n" + (
        "with stopped(Instance(Path(sys.argv[1]), Path(sys.argv[2]))):\n print(1, flush=True)\n time.sleep(600)"
    )
    command = [sys.executable, "-c", holding, str(instance.folder), str(instance.sessions)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout.readline() == b"1\n"
            for server in SERVERS.values():
                ended = start(instance, *server)
                assert (ended.returncode, "A backup is being restored" in ended.stderr) == (1, True), ended.stderr
        finally:
            other.kill()


def test_a_full_disk_leaves_everything_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    organiser = organiser_at(small_disk)
    instance, survey = organiser.instance, organiser.opens()
    backup = back_up(instance, tmp_path, today())
    instance.office.write_bytes(NOISE)
    instance.wall_of(survey).path.write_bytes(NOISE)
    plan = plan_restore(instance, backup)
    fill(small_disk)
    before = files(instance)
    with pytest.raises(NotCopied, match="Nothing was changed"):
        restore(instance, plan, today())
    assert files(instance) == before
    (small_disk / "filling").unlink()
    assert len(brings_back(instance, backup)) == 2


def test_killed_at_any_moment_it_leaves_each_file_old_or_new(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    good = {path.name: path.read_bytes() for path in (backup / "office.sqlite", backup / "walls" / wall.path.name)}
    for moment in range(25):
        instance.office.write_bytes(NOISE)
        wall.path.write_bytes(NOISE)
        child = os.fork()
        if not child:
            brings_back(instance, backup)
            os._exit(0)
        sleep(moment * 0.004)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for path in (instance.office, wall.path):
            assert path.read_bytes() in (NOISE, good[path.name]), f"{path.name} at moment {moment}"
        brings_back(instance, backup)
        assert texts(organiser, survey) == {"Before the backup."}
        assert not list(instance.folder.rglob("*.restoring"))


def test_a_damaged_backup_replaces_nothing(backup: Path, instance: Instance, wall: Wall) -> None:
    wall.path.write_bytes(NOISE)
    (backup / "walls" / wall.path.name).write_bytes(b"x" * 9_000)
    done = asks(instance, backup)
    assert (done.returncode, "Use another backup" in done.stderr, wall.path.read_bytes()) == (1, True, NOISE)


def test_an_older_office_learns_from_the_walls_what_happened_since(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    organiser.closes(survey)
    instance.office.write_bytes(NOISE)
    assert f"{survey.slug} was closed after the backup" in asks(instance, backup).stdout
    assert kept(instance, survey).state is State.CLOSED


def test_a_folder_among_the_sessions_stays_and_stops_nothing(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Somebody put a demo where the server's user may write."""
    (instance.sessions / "demo").mkdir()
    (instance.sessions / "half.session").touch()
    organiser.closes(survey)
    instance.office.write_bytes(NOISE)
    assert (done := asks(instance, backup)).returncode == 0, done.stderr
    assert kept(instance, survey).state is State.CLOSED
    assert [path.name for path in instance.sessions.iterdir()] == ["demo"]


def test_an_older_wall_follows_the_office(
    backup: Path, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall
) -> None:
    """Closed is closed, and what was opened has ended: no code of the backup works again."""
    for number in range(5):
        stores(survey, instance, f"After {number}.")
    organiser.closes(survey)
    content = wall.path.read_bytes()
    for opened in (False, True):
        if opened:
            wall.path.write_bytes(content)
            with organiser.unlocks(survey) as unlocked:
                unlocked.release_new_notes()
        wall.path.write_bytes(NOISE)
        brings_back(instance, backup)
        assert (wall.is_closed(), wall.is_ended()) == (True, opened)
        assert kept(instance, survey).state is State.CLOSED


def test_a_wall_of_nobody_is_kept_and_the_backup_with_its_keys_is_named(
    backup: Path, organiser: Organiser, instance: Instance
) -> None:
    """A survey that was made after the backup; a later backup of its office has the keys."""
    later = organiser.opens()
    stores(later, instance, "After the backup.")
    newer = back_up(instance, backup.parent, date(2026, 3, 3))
    instance.office.write_bytes(NOISE)
    done = asks(instance, backup)
    assert f"Left walls/{later.id}.sqlite in place: {later.title}" in done.stdout
    assert str(newer) in done.stdout
    assert asks(instance, newer, "office.sqlite", "--yes").returncode == 0
    assert texts(organiser, later) == {"After the backup."}


def test_an_older_office_signs_everybody_out_and_says_who_may_be_back(
    backup: Path, organiser: Organiser, instance: Instance
) -> None:
    with open_office(instance.office) as office:
        add_facilitator(office, "Juno", organiser.account.key, today=today())
    (instance.sessions / "half.session").touch()
    instance.office.unlink()
    assert "removed since then can sign in again" in asks(instance, backup).stdout
    assert list(instance.sessions.iterdir()) == []
    with open_office(instance.office, read_only=True) as office:
        assert all_facilitators(office) == [organiser.account]
