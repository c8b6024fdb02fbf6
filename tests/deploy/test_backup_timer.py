"""The timer that makes backups: its unit runs our command, and is locked in like the server."""

from configparser import RawConfigParser
from shlex import split

from flask import Flask

from surveys.settings import PROJECT


def unit(name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(PROJECT / "deploy" / name)
    return parser


def test_the_unit_runs_a_command_that_there_is(app: Flask) -> None:
    program, *words = split(unit("unsigned-backup.service")["Service"]["ExecStart"])
    assert program.endswith("/flask")
    assert words[:2] == ["--app", "app"]
    command = app.cli.commands[words[2]]
    assert [parameter.name for parameter in command.params if parameter.required] == ["folder"]
    assert len(words) == 4


def test_its_end_leaves_the_sessions_of_organisers_alone() -> None:
    """systemd removes the runtime folder of a unit that ends."""
    backup, server = unit("unsigned-backup.service")["Service"], unit("unsigned.service")["Service"]
    assert "RuntimeDirectory" in server
    assert "RuntimeDirectory" not in backup
    for name in ("User", "UMask", "WorkingDirectory", "EnvironmentFile", "LimitCORE", "ProtectSystem"):
        assert backup[name] == server[name], name
    assert server["StateDirectory"] in backup["StateDirectory"].split()


def test_it_comes_once_a_week_and_only_where_somebody_wants_it() -> None:
    timer = unit("unsigned-backup.timer")
    assert timer["Timer"]["OnCalendar"].startswith("Sun ")
    assert timer["Install"]["WantedBy"] == "timers.target"
