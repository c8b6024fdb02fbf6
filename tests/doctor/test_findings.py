"""The doctor: on a healthy instance every line is ok; each thing that is broken is found, with what to do."""

import os
import re
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from surveys.operating.backups import back_up
from surveys.operating.doctor import CHECKS, examine, manifest
from surveys.settings import command_line
from surveys.storage import Instance, mark_of_damage
from surveys.survey import Survey
from tests.actors import Organiser, today

from .conftest import LIMITS, NGINX, Patient


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small release, to change."""
    for name in ("app.py", "requirements.txt", "deploy/constraints.txt", "surveys/collecting.py"):
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("flask==3.1.3\n" if name.endswith(".txt") else "pass\n")
    return tmp_path / "program"


@pytest.fixture
def released(program: Path, tmp_path: Path) -> Path:
    path = tmp_path / "manifest"
    path.write_text("\n".join(manifest(program)))
    return path


def test_on_a_healthy_instance_every_line_is_ok(patient: Patient, program: Path, released: Path) -> None:
    lines = list(examine(replace(patient.examined, program=program, manifest=released)))
    assert [str(line) for line in lines] == [f"ok    {subject}" for subject, _check in CHECKS]


@pytest.mark.parametrize("mode", [0o750, 0o705])
@pytest.mark.parametrize("name", ["", "office.sqlite", "secret", "walls", "sessions"])
def test_what_others_may_read_is_named(patient: Patient, name: str, mode: int) -> None:
    instance = patient.examined.instance
    path = instance.sessions if name == "sessions" else instance.folder / name
    path.chmod(mode)
    assert patient.found()["permissions"] == [f"do Other users can read {path}. Run: chmod go= {path}"]


def test_what_belongs_to_another_user_is_named(patient: Patient) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file away")
    secret = patient.examined.instance.secret
    os.chown(secret, 65_534, 65_534)
    (finding,) = patient.found()["permissions"]
    assert finding.startswith(f"do {secret} does not belong to the owner of its folder")


def test_an_instance_that_was_never_made(patient: Patient, tmp_path: Path) -> None:
    nowhere = replace(patient.examined.instance, folder=tmp_path / "nowhere")
    found = patient.found(instance=nowhere)
    assert "Start the server once" in found["permissions"][0]
    assert found["databases and secret"] == [
        "do There are none yet. The server makes them when it starts for the first time."
    ]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"x" * 9_000)], ids=["gone", "garbage"])
def test_a_damaged_database_names_the_command_that_helps(patient: Patient, survey: Survey, harm: Any) -> None:
    instance = patient.examined.instance
    wall = instance.wall_of(survey).path
    harm(wall)
    (found,) = patient.found()["databases and secret"]
    assert found.startswith(f"do The notes in {wall} ")
    assert command_line(f"restore BACKUP {wall.name}") in found
    harm(instance.office)
    assert "restore BACKUP office.sqlite" in patient.found()["databases and secret"][0]


def test_a_draft_has_no_wall_yet(patient: Patient, organiser: Organiser) -> None:
    organiser.drafts()
    assert "databases and secret" not in patient.found()


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_secret_that_is_missing_or_cut_off(patient: Patient, content: bytes | None) -> None:
    secret = patient.examined.instance.secret
    secret.unlink() if content is None else secret.write_bytes(content)
    assert "start the server again" in patient.found()["databases and secret"][0]


def test_sessions_on_a_disk(patient: Patient) -> None:
    patient.has("proc/self/mounts", "/dev/vda / ext4 rw 0 0\n")
    assert "Set UNSIGNED_SESSIONS" in patient.found()["sessions in memory"][0]


@pytest.mark.parametrize(
    ("mount", "said"),
    [
        ("server:/notes {} nfs4", "do {} is on a network file system (nfs4)"),
        ("//server/notes {} cifs", "do {} is on a network file system (cifs)"),
        ("tmpfs {} tmpfs", "do {} is in memory"),
        ("overlay {} overlay", "do {} is inside a container"),
        ("mine {} fuse.mine", "look {} is on fuse.mine"),
    ],
)
def test_what_is_no_local_disk_is_named(patient: Patient, mount: str, said: str) -> None:
    folder = patient.examined.instance.folder.resolve()
    patient.has("proc/self/mounts", f"/dev/vda / ext4 rw 0 0\n{mount.format(folder)} rw 0 0\n")
    assert patient.found()["file system"][0].startswith(said.format(folder))


def test_a_small_disk_that_is_full_is_named(patient: Patient, tmp_path: Path) -> None:
    folder = patient.examined.instance.folder / "walls"
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        (folder / "filling").write_bytes(bytes(64 * 1024))
        assert "its disk is full" in patient.found()["writing"][0]
        elsewhere = replace(patient.examined.instance, folder=folder)
        assert "Make room" in patient.found(instance=elsewhere)["free room"][0]
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_writing_leaves_nothing_and_tells_no_time(patient: Patient) -> None:
    folder = patient.examined.instance.folder / "walls"
    before = [(path.name, path.stat().st_mtime_ns, path.stat().st_atime_ns) for path in (folder, *folder.iterdir())]
    assert "writing" not in patient.found()
    assert before == [
        (path.name, path.stat().st_mtime_ns, path.stat().st_atime_ns) for path in (folder, *folder.iterdir())
    ]


def test_in_a_container_the_host_has_to_be_looked_at(patient: Patient) -> None:
    patient.has("run/.containerenv", "")
    assert patient.found()["container"][0].startswith("look ")


def test_debug_mode_here_or_in_the_server(patient: Patient) -> None:
    assert "Unset FLASK_DEBUG" in patient.found(is_debugging=True)["debug off"][0]
    environment = patient.examined.root / "proc/4711/environ"
    environment.write_text(environment.read_text() + "\0FLASK_DEBUG=1")
    assert "FLASK_DEBUG" in patient.found()["running server"][0]


@pytest.mark.parametrize(
    ("name", "value", "subject"),
    [
        ("ADDRESS", "", "TLS in front"),
        ("ADDRESS", "http://notes.example.org", "TLS in front"),
        ("BEHIND_PROXY", False, "TLS in front"),
        ("HOST", "0.0.0.0", "TLS in front"),
        ("CONTROLLER", "", "who is named on the form"),
        ("OPERATOR", "", "who is named on the form"),
    ],
)
def test_a_setting_that_is_missing_is_named(patient: Patient, name: str, value: Any, subject: str) -> None:
    found = patient.found(settings={**patient.examined.settings, name: value})
    assert f"UNSIGNED_{name}" in found[subject][0]
    theirs = shlex.quote(str(patient.examined.settings[name]))
    told = (
        f"do It runs with UNSIGNED_{name}={theirs}. Run this command with the same environment, "
        "or start the server again."
    )
    assert found["running server"] == [told]


def test_a_zone_that_nobody_set_is_that_of_the_machine(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Zurich")
    as_the_app_has_them = {**patient.examined.settings, "ZONE": "Europe/Zurich"}
    assert "running server" not in patient.found(settings=as_the_app_has_them)


@pytest.mark.parametrize(
    ("text", "harm", "said"),
    [
        ("access_log off;", "", "access_log off;"),
        ("access_log off;", "# access_log off;", "access_log off;"),
        ("access_log off;", "access_log /var/log/nginx/access.log;", "access_log off;"),
        ("error_log /dev/null crit;", "", "error_log /dev/null"),
    ],
)
def test_a_proxy_that_writes_down_who_came(patient: Patient, text: str, harm: str, said: str) -> None:
    path = patient.examined.root / "etc/nginx/sites-enabled/unsigned"
    path.write_text(path.read_text().replace(text, harm))
    (finding,) = patient.found()["log of the proxy"]
    assert finding.startswith(f"do {path}")
    assert said in finding


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("access_log off;", ""),
        ("access_log off;", "access_log /var/log/nginx/access.log; access_log off;"),
        ("error_log /dev/null crit;", ""),
    ],
)
def test_each_server_of_a_proxy_is_looked_at(patient: Patient, text: str, harm: str) -> None:
    path = patient.examined.root / "etc/nginx/sites-enabled/unsigned"
    path.write_text(path.read_text().replace(text, harm, 1))
    (finding,) = patient.found()["log of the proxy"]
    assert finding.startswith(f"do {path}")
    assert text in finding


STOCK = "server { listen 80 default_server; listen [::]:80 default_server; root /var/www/html; server_name _; }"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sites-enabled/default", STOCK),
        ("sites-enabled/default", "server { listen [::]:80; server_name _; }"),
        ("conf.d/000.conf", "server { listen 443 ssl default_server; access_log off; error_log syslog:server=x; }"),
        ("conf.d/000.conf", "server { server_name other; } # no port is port 80"),
        ("conf.d/000.conf", "include /etc/nginx/more/*;"),
    ],
)
def test_another_site_that_writes_down_who_types_the_number_of_the_machine(
    patient: Patient, name: str, text: str
) -> None:
    ours = patient.examined.root / "etc/nginx/sites-enabled/unsigned"
    ours.write_text(re.sub(r" default_server|.*listen \[::\].*", "", ours.read_text()))
    patient.has("etc/nginx/more/one", STOCK)
    path = patient.has(f"etc/nginx/{name}", text)
    (finding,) = patient.found()["log of the proxy"]
    assert finding.startswith("do ")
    assert "number of this machine" in finding
    assert (str(path) in finding) is ("include" not in text)


def test_another_site_with_its_own_name_is_to_be_looked_at(patient: Patient) -> None:
    path = patient.has("etc/nginx/sites-enabled/wiki", "server { listen 80; server_name wiki.example.org; }")
    (finding,) = patient.found()["log of the proxy"]
    assert finding.startswith(f"look {path}")


def test_what_nginx_logs_by_default_is_known(patient: Patient) -> None:
    """The frame that Debian gives it logs everybody; a site that logs nothing itself is not safe by that."""
    ours = patient.examined.root / "etc/nginx/sites-enabled/unsigned"
    ours.write_text(re.sub("(access|error)_log.*", "", ours.read_text()))
    assert len(patient.found()["log of the proxy"]) == 2
    patient.has("etc/nginx/nginx.conf", NGINX.replace("/var/log/nginx/access.log", "off"))
    assert len(patient.found()["log of the proxy"]) == 1


def test_a_log_of_one_location_is_found(patient: Patient) -> None:
    ours = patient.examined.root / "etc/nginx/sites-enabled/unsigned"
    ours.write_text(ours.read_text().replace("location / {", "location / { access_log /tmp/who;", 1))
    assert patient.found()["log of the proxy"][0].startswith(f"do {ours}")


def test_the_configuration_of_the_running_nginx_is_the_one_that_is_read(patient: Patient) -> None:
    patient.has("proc/99/cmdline", "nginx: master process /usr/sbin/nginx -c /srv/nginx.conf")
    patient.has(
        "srv/nginx.conf", "http { include /etc/nginx/sites-enabled/unsigned; " + STOCK.replace("80", "443") + "}"
    )
    assert "srv/nginx.conf" in patient.found()["log of the proxy"][0]


def test_a_configuration_that_includes_itself_does_not_keep_the_doctor(patient: Patient) -> None:
    patient.has("etc/nginx/sites-enabled/round", "include sites-enabled/round;")
    assert "cannot be read" in patient.found()["log of the proxy"][0]


def test_a_server_that_may_write_down_who_came(patient: Patient) -> None:
    patient.has("proc/4711/cmdline", "gunicorn\0--access-logfile\0-\0app:app\0")
    assert "deploy/gunicorn.conf.py" in patient.found()["log of the server"][0]


def test_a_proxy_that_cannot_be_seen_is_to_be_looked_at(patient: Patient) -> None:
    patient.has("etc/nginx/sites-enabled/unsigned", "server { proxy_pass http://127.0.0.1:9999; }")
    assert patient.found()["log of the proxy"][0].startswith("look ")


def test_a_server_that_may_leave_a_core_dump(patient: Patient) -> None:
    patient.has("proc/4711/limits", LIMITS.format("unlimited"))
    assert "LimitCORE=0" in patient.found()["core dumps"][0]


def test_a_server_that_does_not_run_is_to_be_looked_at(patient: Patient) -> None:
    patient.has("proc/4711/cmdline", "vi\0")
    assert patient.found()["running server"][0].startswith("look ")


def test_the_server_of_another_instance_is_left_in_peace(patient: Patient) -> None:
    """It may log what it likes; whether ours runs is not said by it."""
    patient.has("proc/4711/cmdline", "gunicorn\0--access-logfile\0-\0app:app\0")
    patient.has("proc/4711/environ", "UNSIGNED_INSTANCE=/srv/elsewhere\0FLASK_DEBUG=1")
    found = patient.found()
    assert found["running server"][0].startswith("look ")
    assert "log of the server" not in found


@pytest.mark.parametrize(
    ("name", "text", "subject"),
    [
        ("proc/swaps", "Filename Type\n/dev/sda2 partition\n", "swap"),
        ("etc/rsyslog.d/60-all.conf", "*.* @@logs.example.org:514\n", "central logging"),
        ("etc/systemd/journal-upload.conf", "[Upload]\nURL=https://logs.example.org\n", "central logging"),
        ("etc/filebeat/filebeat.yml", "", "central logging"),
    ],
)
def test_what_may_be_right_as_it_is_has_to_be_looked_at(patient: Patient, name: str, text: str, subject: str) -> None:
    patient.has(name, text)
    (finding,) = patient.found()[subject]
    assert finding.startswith("look ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("proc/swaps", "Filename Type\n/dev/zram0 partition\n"),
        ("etc/rsyslog.conf", "# *.* @@logs.example.org\nmail.* -/var/log/mail.log\n"),
        ("etc/systemd/journal-upload.conf", "[Upload]\n# URL=\n"),
    ],
)
def test_what_only_looks_like_it_is_left_in_peace(patient: Patient, name: str, text: str) -> None:
    patient.has(name, text)
    assert patient.found().keys() & {"swap", "central logging"} == set()


def test_a_disk_is_encrypted_where_all_below_it_is(patient: Patient) -> None:
    number = patient.examined.instance.folder.stat().st_dev
    device = f"sys/dev/block/{os.major(number)}:{os.minor(number)}"
    patient.has(f"{device}/dm/uuid", "LVM-abc")
    assert patient.found()["disk encryption"][0].startswith("look ")
    patient.has(f"{device}/slaves/dm-1/dm/uuid", "CRYPT-LUKS2-1")
    assert "disk encryption" not in patient.found()
    patient.has(f"{device}/slaves/sda3/size", "1")
    assert "disk encryption" in patient.found()


def test_backups_that_are_open_old_or_many(patient: Patient, tmp_path: Path) -> None:
    kept = patient.examined.backups / "unsigned-9999-01-01"
    kept.chmod(0o755)
    assert patient.found()["backups"] == [f"do Other users can read {kept}. Run: chmod go= {kept}"]
    kept.rename(kept.with_name("unsigned-2001-01-01")).chmod(0o700)
    assert "do There is none from the last 31 days" in patient.found()["backups"][0]
    kept.with_name("unsigned-2001-01-01").rmdir()
    assert "do There is none from the last 31 days" in patient.found()["backups"][0]
    for day in range(10, 17):
        (patient.examined.backups / f"unsigned-9999-01-{day}").mkdir(mode=0o700)
    assert patient.found()["backups"][0].startswith("look There are 7")


def test_a_backup_inside_the_instance_is_found_without_being_named(patient: Patient) -> None:
    instance = patient.examined.instance
    inside = back_up(instance, patient.examined.root, today()).rename(instance.folder / "kept")
    assert patient.found()["backups"] == [
        f"do {inside} is inside the instance and would be lost with it. Move it to another disk."
    ]
    assert len(patient.found(backups=None)["backups"]) == 2


def test_a_package_that_is_missing_or_of_another_version(patient: Patient, program: Path) -> None:
    (program / "requirements.txt").write_text("flask==2.0.0\nno-such-package==1.0\n")
    found = patient.found(program=program)["versions of packages"]
    assert len(found) == 2
    assert "tested with 2.0.0" in found[0]
    assert "no-such-package is not installed" in found[1]


def test_files_that_are_not_those_of_the_release(patient: Patient, program: Path, released: Path) -> None:
    (program / "surveys/collecting.py").write_text("print('hello')\n")
    (program / "surveys/added.py").write_text("pass\n")
    (program / "app.py").unlink()
    found = patient.found(program=program, manifest=released)["installed files"]
    assert [finding.split(". ")[0] for finding in found] == [
        "do app.py is missing",
        "do surveys/added.py is not in the release",
        "do surveys/collecting.py is changed",
    ]


def test_a_backup_that_is_older_than_participants_read(patient: Patient) -> None:
    old = patient.examined.backups / "unsigned-2026-01-01"
    old.mkdir(mode=0o700)
    assert "backups" not in patient.found()
    (found,) = patient.found(settings={**patient.examined.settings, "BACKUP_DAYS": 30})["backups"]
    assert found.startswith(f"do {old}")


def test_a_wall_that_takes_no_more_notes(patient: Patient, instance: Instance, survey: Survey) -> None:
    mark_of_damage(instance.wall_of(survey).path).touch(mode=0o600)
    (found,) = patient.found()["databases and secret"]
    assert found.startswith("do ")
    assert found.endswith(f" survey salvage {survey.slug}")
