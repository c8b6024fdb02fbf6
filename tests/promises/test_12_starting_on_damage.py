"""Promise 12 on a bad morning: a start on damaged files, and on a folder that a real other user cannot write.

Each ends in a sentence that names the command that helps, never in a traceback, and loses nothing.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from surveys.operating.backups import back_up
from surveys.operating.starting import welcome
from surveys.settings import PROJECT
from surveys.storage import Instance
from surveys.survey import Survey
from tests.actors import Organiser, brings_back, stores, today
from tests.promises.server import start_server

SERVERS = {"gunicorn": ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "app:app"), "python": ("app.py",)}
LIST = ("-m", "flask", "--app", "app", "survey", "list")
DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(os.urandom(9_000)),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5_000]),
}
NOBODY = (
    *("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
    *("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"),  # to find Python in root's home
)
"""An unprivileged user, who may write nothing that is not his."""


def start(instance: Instance, *command: str, user: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A process that is expected to end by itself."""
    settings = {"INSTANCE": instance.folder, "SESSIONS": instance.sessions, "PORT": 8_979}
    environment = os.environ | {f"UNSIGNED_{name}": str(value) for name, value in settings.items()}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    command = (*user, sys.executable, *command)
    return subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


@pytest.mark.parametrize("kind", DAMAGE)
def test_without_its_office_nothing_starts_and_a_backup_brings_it_back(
    app: Flask, organiser: Organiser, survey: Survey, instance: Instance, tmp_path: Path, kind: str
) -> None:
    stores(survey, instance, "Good coffee.")
    backup = back_up(instance, tmp_path, today())
    DAMAGE[kind](instance.office)
    with pytest.raises(SystemExit, match=r"restore BACKUP office\.sqlite"):
        welcome(app)
    assert brings_back(instance, backup) == ["office.sqlite"]
    assert [note.text for note in organiser.peeks(survey)] == ["Good coffee."]
    assert "Unsigned is running at" in welcome(app)


@pytest.mark.parametrize("command", [*SERVERS.values(), LIST], ids=[*SERVERS, "flask"])
def test_what_the_operator_reads_is_one_sentence(survey: Survey, instance: Instance, command: tuple[str, ...]) -> None:
    DAMAGE["garbage"](instance.office)
    ended = start(instance, *command)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "restore BACKUP office.sqlite" in line


def test_damaged_walls_are_named_and_a_damaged_secret_is_made_anew(
    organiser: Organiser, survey: Survey, instance: Instance, tmp_path: Path
) -> None:
    """The other surveys work on."""
    damaged = {kind: organiser.opens() for kind in DAMAGE}
    for kind, one in damaged.items():
        DAMAGE[kind](instance.wall_of(one).path)
    DAMAGE["garbage"](instance.secret)
    server = start_server(tmp_path)
    assert server.ask(f"/s/{survey.slug}")[0] == 200
    assert {server.ask(f"/s/{one.slug}")[0] for one in damaged.values()} == {503}
    assert server.ask("/office/sign-in")[0] == 200
    server.ends()
    said = server.output.decode()
    assert [f"restore BACKUP {one.id}.sqlite" in said for one in damaged.values()] == [True] * len(damaged)
    assert "Traceback" not in said
    assert len(instance.secret.read_bytes()) == 32


@pytest.fixture
def locked(organiser: Organiser, survey: Survey, instance: Instance) -> Instance:
    """An instance of root's, which nobody else may write."""
    stores(survey, instance, "Before.")
    if os.geteuid() or start(instance, "-c", "import surveys.application", user=NOBODY).returncode:
        pytest.skip("only root can become another user")
    refused = start(instance, "-c", f"open({str(instance.folder / 'x')!r}, 'w')", user=NOBODY)
    assert "PermissionError" in refused.stderr, "the user is real"
    return instance


@pytest.mark.parametrize("command", SERVERS)
def test_on_a_locked_folder_no_server_starts(locked: Instance, command: str) -> None:
    before = {path: path.read_bytes() for path in locked.folder.rglob("*") if path.is_file()}
    ended = start(locked, *SERVERS[command], user=NOBODY)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert f"chown -R USER {locked.folder}" in line
    assert before == {path: path.read_bytes() for path in locked.folder.rglob("*") if path.is_file()}


BECOMES_LOCKED = """
import os, sys
from glob import glob
from pathlib import Path
from surveys import create_app
from surveys.storage import open_office, survey_by_slug
from tests.actors import Participant, hidden_fields
app = create_app()
phone = Participant(app)
with open_office(app.extensions["instance"].office, read_only=True) as office:
    survey = survey_by_slug(office, sys.argv[1])
fields = hidden_fields(phone.checks(survey, "During.")) | {"sharing": "2"}
for parent in Path(sys.argv[2]).parents:  # pytest locks its own folder away
    parent.chmod(parent.stat().st_mode | 0o011)
for path in (sys.argv[2], *glob(sys.argv[2] + "/**", recursive=True)):
    os.chmod(path, 0o755 if os.path.isdir(path) else 0o644)
os.setgroups([]), os.setgid(65534), os.setuid(65534)
page = phone.posts_notes(survey, fields)
print(page.status_code, "During." in page.text)
"""


def test_a_folder_that_becomes_locked_keeps_the_words_on_the_page(
    organiser: Organiser, locked: Instance, survey: Survey
) -> None:
    """From one request to the next, as on a disk that the system has set to read-only."""
    told = start(locked, "-c", BECOMES_LOCKED, survey.slug, str(locked.folder))
    assert told.stdout.split() == ["503", "True"], told.stderr
    assert [note.text for note in organiser.peeks(survey)] == ["Before."]
