"""The command line, as it is used from outside: real processes, fixed words, fixed exit statuses."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from surveys.documents.editions import make_edition
from surveys.lifecycle import NoGrant, remember_draft
from surveys.operating.faults import words_about
from surveys.settings import PROJECT
from surveys.storage import Instance, UnknownEdition, UnknownFacilitator, UnknownSurvey
from surveys.survey import Survey
from tests.actors import PASSPHRASE, Organiser, stores, today

Run = Callable[..., Result]
SECRET_TEXT = "Prof. Olga Petrova (olga@cern.ch) is kind."


def flask(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "app", *arguments]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment
    return subprocess.run(
        command, cwd=PROJECT, env=environment, input=text, capture_output=True, encoding="utf-8", check=False
    )


def test_strip_prints_the_text_stripped() -> None:
    done = flask("strip", text=SECRET_TEXT)
    assert (done.returncode, done.stdout) == (0, "[a person] ([an e-mail address]) is kind.\n")


def test_strip_as_json_gives_offsets_into_its_input() -> None:
    text = f"  “Curly” \r\n\tand\u00a0then: {SECRET_TEXT} At ETH in March 2021."
    printed = json.loads(flask("strip", "--json", text=text).stdout)
    assert set(printed) == {"text", "findings"}
    assert "[a person] ([an e-mail address]) is kind." in printed["text"]
    found = {text[finding["start"] : finding["end"]]: finding for finding in printed["findings"]}
    assert found["olga@cern.ch"] == {
        "start": text.index("olga@"),
        "end": text.index(") is kind"),
        "kind": "EMAIL",
        "direct": True,
        "certainty": "certain",
        "replacement": "[an e-mail address]",
    }
    assert "ETH" in found
    assert found["ETH"]["direct"] is False
    assert found["ETH"]["certainty"] == "hint"
    assert {finding["certainty"] for finding in printed["findings"]} <= {"certain", "likely", "hint"}


def test_strip_takes_every_line_as_a_text_of_its_own() -> None:
    text = f"One line.\n{SECRET_TEXT}\n\nLast."
    assert flask("strip", "--lines", text=text).stdout.split("\n") == [
        "One line.",
        "[a person] ([an e-mail address]) is kind.",
        "",
        "Last.",
        "",
    ]
    lines = flask("strip", "--lines", "--json", text=text).stdout.splitlines()
    assert [len(json.loads(line)["findings"]) for line in lines] == [0, 2, 0, 0]


@pytest.mark.parametrize("text", ["one", "one\n", "one\r\n", "one\u2028still\x0bone\x85line\n", "\n", "a\n\nb\n\n"])
def test_strip_prints_one_line_for_each_line(text: str) -> None:
    """Only a line end ends a line: whoever evaluates must be able to match line to line."""
    lines = text.removesuffix("\n").count("\n") + 1
    assert flask("strip", "--lines", text=text).stdout.count("\n") == lines
    assert flask("strip", "--lines", "--json", text=text).stdout.count("\n") == lines


def test_an_invitation_is_printed_to_a_terminal_only(instance: Instance) -> None:
    done = flask("facilitator", "add", UNSIGNED_INSTANCE=str(instance.folder))
    assert done.returncode == 1
    assert "terminal" in done.stderr
    assert "invitation/" not in done.stdout + done.stderr


def test_removing_the_only_one_who_can_unlock_notes_is_refused(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Unless it is said in so many words; and without grants nothing is left to hold back."""
    remove = ("facilitator", "remove", "Ines")
    refused = flask(*remove, UNSIGNED_INSTANCE=str(instance.folder))
    assert refused.returncode == 1
    assert f"Only Ines can unlock the notes of {survey.slug}" in refused.stderr
    assert organiser.key_of(survey)
    done = flask(*remove, "--lose-notes", UNSIGNED_INSTANCE=str(instance.folder))
    assert (done.returncode, flask("facilitator", "list", UNSIGNED_INSTANCE=str(instance.folder)).stdout) == (0, "")
    with pytest.raises(NoGrant):
        organiser.key_of(survey)


def test_an_unknown_setting_stops_the_start(tmp_path: Path) -> None:
    done = flask("survey", "list", UNSIGNED_INSTANCE=str(tmp_path / "i"), UNSIGNED_KEEP_ADDRESSES="yes")
    assert done.returncode != 0
    assert "UNSIGNED_KEEP_ADDRESSES is not a setting" in done.stderr + done.stdout


def test_a_folder_without_a_backup_is_said(tmp_path: Path) -> None:
    done = flask("restore", str(tmp_path), UNSIGNED_INSTANCE=str(tmp_path / "instance"))
    assert done.returncode == 1
    assert "not a backup" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def run(app: Flask) -> Iterator[Run]:
    """A command on the instance, without a process of its own."""
    with app.app_context():
        yield lambda *arguments, text="": app.test_cli_runner().invoke(args=arguments, input=text)


def test_what_cannot_be_copied_is_said_in_a_sentence(run: Run, survey: Survey, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder, said in (("file/below", "cannot be made: Not a directory"), ("instance", "lies in the instance")):
        done = run("backup", str(tmp_path / folder))
        assert (done.exit_code, said in done.output) == (1, True), done.output
    assert run("backup", str(tmp_path / "kept")).exit_code == 0
    assert "is there already" in run("backup", str(tmp_path / "kept")).output
    (kept,) = (tmp_path / "kept").iterdir()
    done = run("restore", str(kept), "nofile")
    assert (done.exit_code, f"it has office.sqlite, walls/{survey.id}.sqlite" in done.output) == (1, True)


def test_without_the_office_one_wall_is_not_brought_back_in_silence(
    run: Run, survey: Survey, instance: Instance, tmp_path: Path
) -> None:
    run("backup", str(tmp_path / "kept"))
    (kept,) = (tmp_path / "kept").iterdir()
    instance.office.unlink()
    done = run("restore", str(kept), f"{survey.id}.sqlite")
    assert (done.exit_code, "restore BACKUP office.sqlite" in done.output) == (1, True)


def test_deleting_looks_first_and_then_asks_with_title_and_days(run: Run, survey: Survey, instance: Instance) -> None:
    unknown = run("survey", "delete", "nope", text="y\n")
    assert (unknown.exit_code, "'nope'" in unknown.output) == (1, True)
    asked = run("survey", "delete", survey.slug, text="n\n")
    assert f"{survey.title}\nDays to its deletion day: 90\n" in asked.output
    assert (asked.exit_code, instance.wall_of(survey).path.exists()) == (1, True)
    assert run("survey", "delete", survey.slug, text="y\n").exit_code == 0
    assert not instance.wall_of(survey).path.exists()


def test_deleting_a_busy_survey_is_refused_in_a_sentence(
    run: Run, organiser: Organiser, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft whose file somebody else holds: nobody can see whether people have written on it."""
    draft = organiser.drafts()
    wall = instance.wall_of(draft)
    wall.build(10)
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real(*args, **options | {"timeout": 0.1}))
    with closing(sqlite3.connect(wall.path, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        done = run("survey", "delete", draft.slug, text="y\n")
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert done.output.startswith("Error: Nothing was deleted")
    assert wall.path.exists()


def test_deleting_can_be_told_not_to_ask(run: Run, organiser: Organiser, instance: Instance) -> None:
    """Of a draft, what it was before its changes goes as well."""
    draft = organiser.drafts(delete_on=None)
    assert remember_draft(instance, draft)
    assert "Days to its deletion day: not set" in run("survey", "delete", draft.slug, text="n\n").output
    done = run("survey", "delete", draft.slug, "--yes")
    assert (done.exit_code, done.output) == (0, "")
    assert list(instance.sessions.glob("*.drafts*")) == []


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [("nope", "Ines", UnknownSurvey), (None, "Marmalade", UnknownFacilitator), (None, "Ines", UnknownEdition)],
)
def test_a_sheet_asks_for_no_passphrase_in_vain(
    run: Run, survey: Survey, code: str | None, name: str, said: type[Exception]
) -> None:
    done = run("sheet", code or survey.slug, "--facilitator", name, "--format", "markdown", text="x\n")
    assert (done.exit_code, done.output) == (1, f"Error: {words_about(said())}\n")


def test_a_sheet_is_printed_to_who_has_the_passphrase(run: Run, organiser: Organiser, survey: Survey) -> None:
    """The newest version, or the one that is named; no other passphrase and no other version will do."""
    for number in range(5):
        stores(survey, organiser.instance, f"Good coffee, wish {number}.")
    organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        parts: dict[str, Any] = {"survey": unlocked.survey, "audience": survey.audience, "today": today()}
        unlocked.save_edition(edition := make_edition(unlocked.notes(), unlocked.curation(), **parts))
    sheet = ("sheet", survey.slug, "--facilitator", "Ines", "--format", "markdown")
    for arguments in ((), ("--edition", edition.code)):
        assert "wish 3" in run(*sheet, *arguments, text=f"{PASSPHRASE}\n").output
    assert "wish" not in run(*sheet, text="another\n").output
    assert run(*sheet, "--edition", "NOPE", text="").output == f"Error: {words_about(UnknownEdition())}\n"


def test_importing_writes_nothing_even_where_it_could(tmp_path: Path) -> None:
    """Importing `app`, as an operator's tools do, makes neither instance nor cache nor session."""
    instance, sessions = tmp_path / "instance", tmp_path / "sessions"
    before = {path: path.stat().st_mtime_ns for path in PROJECT.rglob("*") if _is_ours(path)}
    environment = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "1",
        "UNSIGNED_INSTANCE": str(instance),
        "UNSIGNED_SESSIONS": str(sessions),
    }
    done = subprocess.run(
        [sys.executable, "-c", "import app; assert app.app"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert list(tmp_path.iterdir()) == []


def _is_ours(path: Path) -> bool:
    top = path.relative_to(PROJECT).parts[0]
    return top in ("surveys", "templates", "static", "instance", "app.py") and "__pycache__" not in path.parts
