"""Settings: one table, read from the environment, unknown ones refused, each documented."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from surveys import settings as program
from surveys.settings import (
    PROJECT,
    SETTINGS,
    BadSetting,
    Setting,
    UnknownSetting,
    command_line,
    command_line_with_out,
    how_to_make_one,
    load_settings,
)


def test_without_an_environment_there_are_the_defaults() -> None:
    assert load_settings({"PATH": "/bin"}) == {setting.name: setting.default for setting in SETTINGS}


def test_values_have_the_type_of_their_default() -> None:
    values = load_settings({"UNSIGNED_PORT": "8123", "UNSIGNED_BEHIND_PROXY": "Yes", "UNSIGNED_HOST": "::1"})
    assert (values["PORT"], values["BEHIND_PROXY"], values["HOST"]) == (8_123, True, "::1")
    assert load_settings({"UNSIGNED_BEHIND_PROXY": "0"})["BEHIND_PROXY"] is False


@pytest.mark.parametrize("name", ["UNSIGNED_PRT", "UNSIGNED_", "UNSIGNED_port"])
def test_an_unknown_setting_is_named_and_refused(name: str) -> None:
    with pytest.raises(UnknownSetting, match=name):
        load_settings({name: "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", ""),
        ("PORT", "0"),
        ("PORT", "99999"),
        ("PORT", "9" * 5_000),
        ("WORKERS", "0"),
        ("WORKERS", "1000"),
        ("THREADS", "0"),
        ("THREADS", "1e3"),
        ("BEHIND_PROXY", "maybe"),
        ("BEHIND_PROXY", ""),
        ("IDLE_MINUTES", "0"),
        ("INSTANCE", ""),
        ("HOST", " "),
        ("HOST", "http://127.0.0.1"),
        ("HOST", "127.0.0.1:8000"),
        ("ORGANISATION", ""),
        ("ADDRESS", "notanaddress"),
        ("INSTANCE", "/var/lib"),
        ("SESSIONS", "/dev/shm"),
        ("SESSIONS", "/run/"),
        ("SESSIONS", "/dev/../tmp"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        load_settings({f"UNSIGNED_{name}": value})


def test_a_folder_of_its_own_among_those_of_others_is_taken() -> None:
    """The program closes its folders to everyone else, which /dev/shm itself would not survive."""
    assert load_settings({"UNSIGNED_SESSIONS": "/dev/shm/unsigned"})["SESSIONS"] == "/dev/shm/unsigned"
    with pytest.raises(BadSetting, match="such as /dev/shm/unsigned"):
        load_settings({"UNSIGNED_SESSIONS": "/dev/shm"})


@pytest.mark.parametrize("setting", [one for one in SETTINGS if type(one.default) is int], ids=lambda one: one.name)
def test_a_number_that_is_refused_is_told_the_range(setting: Setting) -> None:
    assert setting.default in setting.among
    for value in (setting.among[0] - 1, setting.among[-1] + 1):
        with pytest.raises(BadSetting, match=f"{setting.name}.* {setting.among[0]} to {setting.among[-1]}"):
            load_settings({f"UNSIGNED_{setting.name}": str(value)})


@pytest.mark.parametrize(
    "address",
    ["https://notes.example.org", "https://notes.example.org:8443/", "http://[::1]:8000", "https://example.org/a/b-c"],
)
def test_an_address_with_port_and_path_is_taken(address: str) -> None:
    assert load_settings({"UNSIGNED_ADDRESS": address})["ADDRESS"] == address


@pytest.mark.parametrize(
    "address",
    [
        "notes.example.org",
        "ftp://notes.example.org",
        "https://",
        "https://me:secret@notes.example.org",
        "https://notes.example.org?x",
        "https://notes.example.org/#x",
        "https://notes.example.org//elsewhere",
        "https://notes.example.org/../x",
        "https://notes.example.org/a b",
        "https://notes.example.org/office",
        "https://notes.example.org/s/x",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(BadSetting, match="UNSIGNED_ADDRESS"):
        load_settings({"UNSIGNED_ADDRESS": address})


@pytest.mark.parametrize("program", [["app.py"], ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "app:app"]])
def test_a_setting_that_cannot_be_used_ends_the_start_with_one_sentence(program: list[str]) -> None:
    environment = os.environ | {"UNSIGNED_ADDRESS": "notes.example.org"}
    done = subprocess.run([sys.executable, *program], cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "UNSIGNED_ADDRESS must be a complete address" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_documented_for_operators(setting: Any) -> None:
    assert setting.help.endswith(".")
    assert f"| {setting.name} |" in (PROJECT / "docs/operators.md").read_text()


def test_where_a_service_runs_it_operators_read_the_command_that_was_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The long one would run as whoever pastes it, and root would leave files that the server may not read."""
    monkeypatch.delenv("COMMAND_OF_OPERATOR", raising=False)
    assert command_line("doctor").endswith(" doctor")
    assert "make run" in how_to_make_one()
    monkeypatch.setenv("COMMAND_OF_OPERATOR", "unsigned --forum imposter")
    monkeypatch.setattr(program, "PROJECT", tmp_path)
    (file,) = re.findall(r"add --out (\S+)$", command_line_with_out("facilitator add", "invitation.txt"))
    assert Path(file).is_absolute(), "its user may not write where somebody types the command"
    assert Path(file).parent.stat().st_mode & 0o7777 == 0o1777
    assert command_line("doctor") == "unsigned --forum imposter doctor"
    assert "make run" not in how_to_make_one()


@pytest.mark.parametrize(
    "file", ["unsigned.service", "unsigned@.service", "unsigned-backup.service", "unsigned-command.sh"]
)
def test_the_server_and_the_command_know_what_operators_type(file: str) -> None:
    assert "COMMAND_OF_OPERATOR" in (PROJECT / "deploy" / file).read_text()
