"""The office: made once, brought up to date, changed in whole transactions."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from surveys.lifecycle import destroy_survey
from surveys.operating.faults import words_about
from surveys.storage import (
    Instance,
    OfficeBusy,
    OfficeDamaged,
    OfficeNewer,
    holders_of,
    open_office,
    prepare_office,
    sealed_document,
    survey_by_id,
)
from surveys.storage.migrations import office_migrations
from surveys.survey import State, Survey
from tests.actors import Organiser

TABLES = {"facilitators", "invitations", "surveys", "grants", "sealed_documents", "editions", "audit_trail"}
TABLES |= {"publications", "round_counts", "waiting", "logos"}


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    path = tmp_path / "office.sqlite"
    prepare_office(path)
    return path


def tables_of(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in names if not name.startswith(("_", "sqlite_"))}


def test_a_new_office_has_its_tables_and_none_for_participants(office_file: Path) -> None:
    assert tables_of(office_file) == TABLES
    assert office_file.stat().st_mode & 0o777 == 0o600


def test_preparing_again_changes_nothing(office_file: Path) -> None:
    before = office_file.read_bytes()
    prepare_office(office_file)
    assert office_file.read_bytes() == before


def test_an_office_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """Made with the first change alone, as the first release did; what is in it stays."""
    path = tmp_path / "office.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        database = Database(connection)
        first = office_migrations.pending(database)[0]
        office_migrations.apply(database, stop_before=office_migrations.pending(database)[1].name)
        assert first.name not in [one.name for one in office_migrations.pending(database)]
        connection.execute("INSERT INTO audit_trail VALUES ('2026-01-01', 'Ines', '', 'invited an organiser')")
    prepare_office(path)
    with closing(sqlite3.connect(path)) as connection:
        assert not office_migrations.pending(Database(connection))
        assert connection.execute("SELECT count(*) FROM audit_trail").fetchone() == (1,)
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert ("what_writers_were_told_is_frozen",) in triggers


def test_a_survey_opened_before_there_were_questions_about_writers_goes_on(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Its document has no word of them; the trigger that freezes them must not take that for a change."""
    with closing(sqlite3.connect(instance.office)) as connection, connection:
        connection.execute("DROP TRIGGER what_writers_are_asked_about_themselves_is_frozen")
        connection.execute("UPDATE surveys SET document = json_remove(document, '$.about_you')")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'about_you'")
        connection.execute("INSERT INTO sealed_documents VALUES (?, 'curation', 3, x'00')", [survey.id])
    prepare_office(instance.office)
    with open_office(instance.office, read_only=True) as office:
        earlier = survey_by_id(office, survey.id)
        assert sealed_document(office, survey.id, "curation") == (3, b"\0")
    assert earlier == survey
    assert organiser.closes(earlier).state is State.CLOSED


def test_a_change_may_rebuild_a_table_without_what_refers_to_it(
    organiser: Organiser, survey: Survey, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SQLite advises: a new table, the old one's rows, drop, rename. The grants stay."""
    monkeypatch.setattr(office_migrations, "_migrations", [*office_migrations._migrations])

    @office_migrations()
    def rebuild_surveys(office: Database) -> None:
        office.execute("CREATE TABLE rebuilt (id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, document TEXT NOT NULL)")
        office.execute("INSERT INTO rebuilt SELECT * FROM surveys")
        office.execute("DROP TABLE surveys")
        office.execute("ALTER TABLE rebuilt RENAME TO surveys")

    prepare_office(instance.office)
    assert organiser.closes(survey).state is State.CLOSED
    with open_office(instance.office, read_only=True) as office:
        assert [holder.id for holder in holders_of(office, survey.id)] == [organiser.account.id]


def test_what_fails_half_way_leaves_nothing(office_file: Path) -> None:
    half = "INSERT INTO audit_trail VALUES ('2026-01-01', 'Ines', '', 'half')"
    with pytest.raises(OfficeDamaged), open_office(office_file) as office:
        office.execute(half).connection.execute("SELECT * FROM nowhere")
    with open_office(office_file, read_only=True) as office:
        assert office.execute("SELECT count(*) FROM audit_trail").fetchone() == (0,)


def test_who_only_reads_cannot_write(office_file: Path) -> None:
    with pytest.raises(OfficeBusy), open_office(office_file, read_only=True) as office:
        office.execute("INSERT INTO audit_trail VALUES ('2026-01-01', 'Ines', '', 'x')")


@pytest.mark.parametrize("content", [None, b"", b"noise" * 2_000], ids=["missing", "empty", "noise"])
def test_a_damaged_office_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "office.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OfficeDamaged) as caught, open_office(path) as office:
        office.execute("SELECT * FROM surveys")
    assert caught.value.path == path


def test_the_instance_is_for_its_owner_alone(instance: Instance) -> None:
    folders = [instance.folder, instance.folder / "walls", instance.sessions]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}
    files = [path for path in instance.folder.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_preparing_keeps_the_secret(instance: Instance) -> None:
    before = instance.secret.read_bytes()
    instance.prepare()
    assert instance.secret.read_bytes() == before
    assert len(before) == 32


def test_sessions_lie_in_memory_unless_told_otherwise(tmp_path: Path) -> None:
    """Two instances on one machine have two folders."""
    one, other = Instance.at(tmp_path / "one"), Instance.at(tmp_path / "other")
    assert one.sessions != other.sessions
    assert tmp_path not in one.sessions.parents
    assert str(one.sessions).startswith("/dev/shm/") == Path("/dev/shm").is_dir()
    assert Instance.at(tmp_path, "/somewhere").sessions == Path("/somewhere")


def test_deleting_a_survey_takes_everything_beside_it_away(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    with open_office(instance.office) as office:
        destroy_survey(survey, instance=instance, office=office)
    with open_office(instance.office, read_only=True) as office:
        for table in ("surveys", "grants", "sealed_documents", "editions"):
            assert office.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert survey.public_key.hex().encode() not in instance.office.read_bytes(), "secure_delete overwrites"
    assert not instance.wall_of(survey).path.exists()


def test_a_missing_office_beside_walls_is_said_and_not_replaced(instance: Instance, survey: Survey) -> None:
    instance.office.unlink()
    with pytest.raises(OfficeDamaged):
        instance.prepare()
    assert not instance.office.exists()


def test_an_office_of_a_newer_version_is_refused_with_a_sentence_and_not_touched(office_file: Path) -> None:
    with closing(sqlite3.connect(office_file)) as database:
        database.execute("UPDATE _sqlite_migrations SET name = 'of_tomorrow' WHERE name = 'waiting'")
        database.commit()
    before = office_file.read_bytes()
    with pytest.raises(OfficeNewer) as caught:
        prepare_office(office_file)
    assert re.search(r"newer version of Unsigned.* Install that version again", words_about(caught.value))
    assert office_file.read_bytes() == before
    assert list(office_file.parent.iterdir()) == [office_file]


def test_an_older_office_is_saved_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "office.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        office_migrations.apply(Database(connection), stop_before="publications")
    older = tables_of(path)
    prepare_office(path)
    copy = tmp_path / "office.sqlite.before-upgrade"
    assert tables_of(copy) == older < tables_of(path) == TABLES
    assert copy.stat().st_mode & 0o777 == 0o600
    copy.unlink()
    prepare_office(path)
    assert not copy.exists(), "nothing was to be done"
