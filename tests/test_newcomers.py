"""The first organiser where there is no terminal: under a service manager, in CI, with nohup. Real processes."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from surveys.settings import PROJECT
from surveys.storage import Instance
from tests.promises.server import start_server
from tests.test_commands import flask


def invites(instance: Instance, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"UNSIGNED_INSTANCE": str(instance.folder), "UNSIGNED_SESSIONS": str(instance.sessions)}
    return flask("facilitator", "add", *words, **places)


def test_the_command_that_the_server_prints_leads_the_first_organiser_in(tmp_path: Path) -> None:
    """Typed in another folder, by a shell that knows nothing of the server or its port."""
    server = start_server(tmp_path)
    try:
        (tmp_path / "elsewhere").mkdir()
        printed = re.search(r"`([^`]*facilitator add[^`]*)`", server.output.decode())[1]
        plain = {"PATH": os.defpath, "HOME": str(tmp_path)}
        done = subprocess.run(
            printed, shell=True, cwd=tmp_path / "elsewhere", env=plain, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        (file,) = (tmp_path / "elsewhere").iterdir()
        link = file.read_text().strip()
        assert file.stat().st_mode & 0o777 == 0o600
        assert link not in done.stdout + done.stderr
        assert link.startswith(f"http://127.0.0.1:{server.port}/office/invitation/")
        assert server.ask(link.removeprefix(f"http://127.0.0.1:{server.port}"))[0] == 200
    finally:
        server.is_killed()


def test_no_file_is_written_over(instance: Instance, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    for path in (kept, tmp_path / "link"):
        refused = invites(instance, "--out", str(path))
        assert (refused.returncode, "is there already" in refused.stderr) == (1, True)
    assert (kept.read_text(), (tmp_path / "target").exists()) == ("mine", False)


@pytest.mark.parametrize("place", [PROJECT / "static" / "invitation.txt", Path("/dev/nowhere/invitation.txt")])
def test_no_invitation_is_left_where_it_cannot_be_private(instance: Instance, place: Path) -> None:
    refused = invites(instance, "--out", str(place))
    assert (refused.returncode, "Traceback" in refused.stderr, place.exists()) == (1, False, False)


def test_without_a_server_it_says_so(instance: Instance, tmp_path: Path) -> None:
    assert "No server is running" in invites(instance, "--out", str(tmp_path / "invitation")).stdout
