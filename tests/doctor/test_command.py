"""flask doctor as monitoring runs it: real processes, one line each, a status."""

import hashlib
from pathlib import Path

import pytest

from surveys.settings import PROJECT
from tests.actors import organiser_at
from tests.test_commands import flask

WELL = {
    "UNSIGNED_ADDRESS": "https://notes.example.org",
    "UNSIGNED_BEHIND_PROXY": "yes",
    "UNSIGNED_CONTROLLER": "the Diversity Office",
    "UNSIGNED_OPERATOR": "the computing group",
    "UNSIGNED_SESSIONS": "/dev/shm/unsigned-doctor-test",
}


@pytest.mark.on_disk
def test_the_status_tells_monitoring_whether_something_is_to_be_done(tmp_path: Path) -> None:
    organiser = organiser_at(tmp_path)
    environment = WELL | {"UNSIGNED_INSTANCE": str(organiser.instance.folder)}
    well = flask("doctor", **environment)
    assert (well.returncode, "\ndo " in f"\n{well.stdout}") == (0, False), well.stdout
    assert "ok    databases and secret" in well.stdout

    organiser.instance.folder.chmod(0o777)
    ill = flask("doctor", **environment, FLASK_DEBUG="1")
    assert ill.returncode == 1
    assert f"chmod go= {organiser.instance.folder}" in ill.stdout
    assert "do    debug off" in ill.stdout


def test_the_doctor_changes_nothing(tmp_path: Path) -> None:
    nowhere = tmp_path / "instance"
    flask("doctor", **WELL, UNSIGNED_INSTANCE=str(nowhere))
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_is_one_that_sha256sum_reads() -> None:
    listed = (line.split("  ") for line in flask("doctor", "--manifest").stdout.splitlines())
    lines = {name: digest for digest, name in listed}
    assert lines["app.py"] == hashlib.sha256((PROJECT / "app.py").read_bytes()).hexdigest()
    assert {"deploy/nginx.conf", "surveys/collecting.py", "templates/base.html"} <= lines.keys()
    assert not [name for name in lines if "__pycache__" in name or name.startswith("instance")]


def test_what_is_installed_is_compared_with_a_release(tmp_path: Path) -> None:
    release = tmp_path / "manifest"
    release.write_text(flask("doctor", "--manifest").stdout)
    assert "ok    installed files" in flask("doctor", "--against", str(release), **WELL).stdout
    release.write_text(release.read_text().replace("  app.py", "0  app.py"))
    changed = flask("doctor", "--against", str(release), **WELL)
    assert "do    installed files: app.py is changed" in changed.stdout
    assert changed.returncode == 1
