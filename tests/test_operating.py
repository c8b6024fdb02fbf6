"""What goes wrong on an operator's first day is a sentence that says what helps. Real processes, a real full disk."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from surveys import create_app
from surveys.operating.backups import back_up
from surveys.settings import PROJECT
from surveys.storage import Instance, Wall, at_work, open_office, running_server, stopped, survey_by_id
from surveys.survey import Survey
from tests.actors import Organiser, organiser_at, stores, today
from tests.places import fill
from tests.promises.server import GUNICORN, Server, free_port, start_server
from tests.promises.test_12_starting_on_damage import SERVERS
from tests.test_adopting import draft, loses_its_office, older, opens  # noqa: F401
from tests.test_commands import flask


def begins(instance: Instance, command: tuple[str, ...], **settings: object) -> subprocess.CompletedProcess[str]:
    """A server that is expected to end by itself; any free port."""
    named = {"INSTANCE": instance.folder, "SESSIONS": instance.sessions, "PORT": free_port()} | settings
    environment = os.environ | {f"UNSIGNED_{name}": str(value) for name, value in named.items()}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return subprocess.run(
        (sys.executable, *command), cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60
    )


def commands(instance: Instance, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    places = {"UNSIGNED_INSTANCE": str(instance.folder), "UNSIGNED_SESSIONS": str(instance.sessions)}
    return flask(*words, text=text, **places)


def refusal(ended: subprocess.CompletedProcess[str]) -> str:
    """The one line in which a process says why it does not go on."""
    assert ended.returncode == 1, ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    return line


@pytest.fixture
def server(instance: Instance, tmp_path: Path) -> Iterator[Server]:
    server = start_server(tmp_path)
    yield server
    server.is_killed()


def test_a_server_starts_on_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    survey = organiser_at(small_disk).opens()
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "instance").symlink_to(small_disk / "instance")
    fill(small_disk)
    server = start_server(tmp_path / "served")
    try:
        assert server.ask(f"/s/{survey.slug}")[0] == 200
    finally:
        server.is_killed()


@pytest.mark.parametrize("command", SERVERS)
def test_a_first_start_on_a_full_disk_is_one_sentence(small_disk: Path, tmp_path: Path, command: str) -> None:
    fill(small_disk)
    refused = refusal(begins(Instance(small_disk / "instance", tmp_path / "sessions"), SERVERS[command]))
    assert "Unsigned did not start" in refused
    assert "full" in refused


@pytest.mark.parametrize("command", SERVERS)
def test_a_second_server_on_one_instance_is_refused_and_leaves_no_address(
    server: Server, instance: Instance, command: str
) -> None:
    address = f"http://127.0.0.1:{server.port}"
    assert address in refusal(begins(instance, SERVERS[command]))
    assert running_server(instance) == address
    assert server.ask("/")[0] == 200


def test_a_server_that_is_replaced_while_it_runs_is_no_second_one(instance: Instance, tmp_path: Path) -> None:
    """HUP starts its workers anew; USR2 starts a successor beside it, which goes on where it listens."""
    program = str(Path(sys.executable).with_name("gunicorn"))  # started as a module it cannot start itself again
    server = start_server(tmp_path, command=(program, *GUNICORN[2:]))
    server.process.send_signal(signal.SIGHUP)
    sleep(1)
    server.process.send_signal(signal.SIGUSR2)
    for _ in range(2_400):
        if server.output.count(b"Unsigned is running at") == 2:
            break
        sleep(0.05)
    server.ends()
    assert server.output.count(b"Unsigned is running at") == 2, server.output
    assert server.ask("/")[0] == 200
    assert running_server(instance) == f"http://127.0.0.1:{server.port}"
    os.killpg(server.process.pid, signal.SIGKILL)


def test_an_address_of_the_one_before_is_of_no_importance(instance: Instance, tmp_path: Path) -> None:
    """Killed, it leaves its address behind; the next one may be elsewhere."""
    start_server(tmp_path).is_killed()
    while running_server(instance) is not None:
        sleep(0.05)
    server = start_server(tmp_path)
    assert running_server(instance) == f"http://127.0.0.1:{server.port}"
    server.is_killed()


def test_nothing_that_can_be_removed_lets_a_backup_in_under_a_server(
    server: Server, organiser: Organiser, survey: Survey, instance: Instance, wall: Wall, tmp_path: Path
) -> None:
    backup = back_up(instance, tmp_path / "backups", today())
    databases = {instance.office, wall.path}
    for path in [*instance.folder.rglob("*"), *instance.sessions.rglob("*")]:
        if path.is_file() and path not in databases:
            path.unlink()
    wall.path.write_bytes(b"noise" * 1_000)
    assert "a server is using" in refusal(commands(instance, "restore", str(backup), "--yes"))
    assert wall.path.read_bytes() == b"noise" * 1_000


@pytest.mark.parametrize("command", SERVERS)
def test_a_port_that_is_taken_is_one_sentence(instance: Instance, command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = refusal(begins(instance, SERVERS[command], PORT=port))
    assert f"listening on 127.0.0.1:{port}" in refused
    assert "make run PORT=8001" in refused


@pytest.mark.parametrize("command", SERVERS)
def test_a_place_where_nobody_can_listen_is_one_sentence(instance: Instance, command: str) -> None:
    assert "UNSIGNED_HOST" in refusal(begins(instance, SERVERS[command], HOST="192.0.2.7"))


def test_the_address_is_where_the_server_really_listens(instance: Instance, tmp_path: Path) -> None:
    """Also where gunicorn's own option overrules the setting."""
    port = free_port()
    server = start_server(tmp_path, "--bind", f"127.0.0.1:{port}", port=port, setting=free_port())
    try:
        assert f"Unsigned is running at http://127.0.0.1:{port}\n" in server.output.decode()
        assert commands(instance, "facilitator", "add", "--out", str(tmp_path / "link")).returncode == 0
        assert (tmp_path / "link").read_text().startswith(f"http://127.0.0.1:{port}/office/invitation/")
    finally:
        server.is_killed()


AS_NOBODY = """
import os, sys
from surveys import create_app
app = create_app()
runner = app.test_cli_runner()
os.setgroups([]), os.setgid(65534), os.setuid(65534)
with app.app_context():
    done = runner.invoke(args=sys.argv[1:])
print(done.exit_code, done.output, repr(done.exception))
"""


@pytest.mark.parametrize(
    "words", ["survey list", "facilitator list", "backup /tmp/x", "doctor", "survey delete x --yes"]
)
@pytest.mark.parametrize("hidden", ["the folder", "the files"])
def test_another_user_is_told_whose_instance_it_is(instance: Instance, words: str, hidden: str) -> None:
    """Not that it is damaged: it is well, and somebody would bring an old backup back."""
    if os.geteuid():
        pytest.skip("only root can become another user")
    for folder in (*instance.folder.parents, *([instance.folder] if hidden == "the files" else [])):
        folder.chmod(folder.stat().st_mode | 0o011)
    done = begins(instance, ("-c", AS_NOBODY, *words.split()))
    assert done.stdout.startswith(("1 ", "True ")), done.stdout + done.stderr
    assert "sudo -u root" in done.stdout
    assert "missing or damaged" not in done.stdout


ON_AN_INSTANCE = (
    "facilitator add",
    "facilitator list",
    "facilitator remove Ines",
    "survey list",
    "survey delete x --yes",
    "survey adopt x",
    "sheet x --format markdown --facilitator Ines",
    "backup FOLDER",
)


@pytest.mark.parametrize("words", ON_AN_INSTANCE)
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_an_instance_is_named_and_stays_without(tmp_path: Path, words: str, there: bool) -> None:
    nowhere = Instance(tmp_path / "instanc", tmp_path / "sessions")
    if there:
        nowhere.folder.mkdir()
    app = create_app(INSTANCE=str(nowhere.folder), SESSIONS=str(nowhere.sessions))
    with app.app_context():
        done = app.test_cli_runner().invoke(args=words.replace("FOLDER", str(tmp_path / "kept")).split())
    assert done.exit_code == 1
    assert f"no instance in {nowhere.folder}" in done.output
    assert "restore" not in done.output
    assert {path.name for path in tmp_path.rglob("*")} == ({"instanc"} if there else set())


def test_a_backup_goes_to_a_folder_without_an_instance_only_after_a_yes(
    instance: Instance, survey: Survey, tmp_path: Path
) -> None:
    backup = back_up(instance, tmp_path / "backups", today())
    elsewhere = Instance(tmp_path / "elsewhere", tmp_path / "other-sessions")
    asked = commands(elsewhere, "restore", str(backup))
    assert (asked.returncode, "--yes" in asked.stderr, elsewhere.is_made()) == (1, True, False)
    assert commands(elsewhere, "restore", str(backup), "--yes").returncode == 0
    with open_office(elsewhere.office, read_only=True) as office:
        assert survey_by_id(office, survey.id) == survey


@pytest.mark.parametrize("command", SERVERS)
def test_an_office_that_is_lost_is_not_made_anew(instance: Instance, command: str) -> None:
    """No wall was there yet, but accounts were."""
    instance.office.unlink()
    assert "restore BACKUP office.sqlite" in refusal(begins(instance, SERVERS[command]))
    assert not instance.office.exists()


@pytest.mark.parametrize("stdin", ["empty", "closed"])
def test_where_nobody_can_answer_the_option_is_named(
    instance: Instance, survey: Survey, wall: Wall, tmp_path: Path, stdin: str
) -> None:
    backup = back_up(instance, tmp_path / "backups", today())
    before = wall.path.read_bytes()
    flask_ = (sys.executable, "-m", "flask", "--app", "app")
    for words in (("survey", "delete", survey.slug), ("restore", str(backup), wall.path.name)):
        command = [*flask_, *words] if stdin == "empty" else ["sh", "-c", 'exec "$@" <&-', "sh", *flask_, *words]
        environment = os.environ | {"UNSIGNED_INSTANCE": str(instance.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, "add --yes" in done.stderr) == (1, True), done.stderr
    assert wall.path.read_bytes() == before


@pytest.mark.parametrize("place", ["walls/x", "x", "walls/deeper/x"])
def test_no_invitation_is_written_into_an_instance(instance: Instance, place: str) -> None:
    (instance.folder / "walls" / "deeper").mkdir()
    refused = commands(instance, "facilitator", "add", "--out", str(instance.folder / place))
    assert "lies in an instance" in refusal(refused)
    assert not (instance.folder / place).exists()


def test_deleting_a_draft_that_people_have_written_on_says_so(
    organiser: Organiser,
    draft: Survey,  # noqa: F811
    older: Path,  # noqa: F811
    instance: Instance,
) -> None:
    stores(opens(organiser, draft), instance, "Good coffee.")
    loses_its_office(instance, older)
    asked = commands(instance, "survey", "delete", draft.slug, text="n\n")
    assert f"survey adopt {draft.slug}" in asked.stdout
    assert [note.text for note in organiser.peeks(draft)] == ["Good coffee."]


@pytest.mark.parametrize("words", ON_AN_INSTANCE)
def test_no_command_works_while_a_backup_is_brought_back(
    instance: Instance, organiser: Organiser, survey: Survey, wall: Wall, tmp_path: Path, words: str
) -> None:
    with stopped(instance):
        words = words.replace(" x", f" {survey.slug}").replace("FOLDER", str(tmp_path / "kept"))
        assert "being restored" in refusal(commands(instance, *words.split()))
    assert wall.path.exists()
    assert not (tmp_path / "kept").exists()


def test_no_backup_is_brought_back_while_a_command_works(instance: Instance, survey: Survey, tmp_path: Path) -> None:
    backup = back_up(instance, tmp_path / "backups", today())
    with at_work(instance):
        assert "another command" in refusal(commands(instance, "restore", str(backup)))
    assert commands(instance, "restore", str(backup)).returncode == 0
