"""Every setting in one table. Each is read from the environment as UNSIGNED_<NAME>."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from urllib.parse import urlsplit

from surveys.behind_a_path import PLAIN_PATH

PROJECT = Path(__file__).resolve().parent.parent
LONGEST_IDLE = 720
_PREFIX = "UNSIGNED_"
LARGEST_BODY = 1024 * 1024
"""Bytes of one request: eight notes of one page each, many times over. deploy/nginx.conf has the same number."""
_OWN_PATHS = ("office", "s", "r", "static")

# A host as people type it, with or without a port: "notes.example.org:8443", "[::1]". No name, no passphrase before it.
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


class UnknownSetting(SystemExit):
    """A variable in the environment starts with UNSIGNED_ but names no setting; ends the start with its sentence."""


class BadSetting(SystemExit):
    """The value of a setting cannot be used; ends the start with a sentence that says which and why."""


@dataclass(frozen=True)
class Setting:
    """One row of the table; the type of `default` is the type of the setting."""

    name: str
    default: str | int | bool
    help: str


SETTINGS = (
    Setting("INSTANCE", str(PROJECT / "instance"), "Folder of the databases and secrets."),
    Setting("SESSIONS", "", "Folder in memory for signed-in facilitators; empty: /dev/shm where there is one."),
    Setting("HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 lets phones in the room in."),
    Setting("PORT", 8000, "Port to listen on."),
    Setting("WORKERS", 2, "Processes of the server."),
    Setting("THREADS", 32, "Threads of each process; a phone that stalls on bad Wi-Fi holds one."),
    Setting(
        "ADDRESS",
        "",
        "Public address for links and posters, such as https://notes.example.org; a path behind it is kept.",
    ),
    Setting(
        "BEHIND_PROXY", False, "Trust X-Forwarded-Proto, -Host and, without ADDRESS, -Prefix of the proxy in front."
    ),
    Setting("IDLE_MINUTES", 60, "Minutes without a request after which an organiser signs in again; 5 to 720."),
    Setting("ORGANISATION", "CMS", "Name of the collaboration."),
    Setting("CONTROLLER", "", "Who is responsible for what participants write; named on every form."),
    Setting("OPERATOR", "", "Who runs this server; named on every form."),
    Setting("CONTACTS", "", "Persons or offices to turn to; the default of new surveys."),
    Setting("CODE_OF_CONDUCT", "", "Address of the code of conduct; the default of new surveys."),
)

Settings = Mapping[str, str | int | bool]


def load_settings(environment: Mapping[str, str]) -> dict[str, str | int | bool]:
    """The table with the values of the environment; raises UnknownSetting or BadSetting."""
    known = {setting.name: setting for setting in SETTINGS}
    values: dict[str, str | int | bool] = {setting.name: setting.default for setting in SETTINGS}
    for variable, text in environment.items():
        if variable.startswith(_PREFIX):
            name = variable.removeprefix(_PREFIX)
            if name not in known:
                raise UnknownSetting(f"{variable} is not a setting of Unsigned")
            values[name] = _parse(known[name], text)
    _check_address(str(values["ADDRESS"]))
    if not 5 <= int(values["IDLE_MINUTES"]) <= LONGEST_IDLE:
        raise BadSetting(f"{_PREFIX}IDLE_MINUTES must be 5 to {LONGEST_IDLE} minutes")
    return values


def command_line(words: str) -> str:
    """A command of this program as it can be typed in any folder of this machine, for this instance."""
    flask = Path(sys.executable).with_name("flask")
    program = str(flask) if flask.exists() else f"{sys.executable} -m flask"
    places = [
        f"{name}={quote(os.environ[name])} "
        for name in (f"{_PREFIX}INSTANCE", f"{_PREFIX}SESSIONS")
        if name in os.environ
    ]
    return f"{''.join(places)}{program} --app {quote(str(PROJECT / 'app'))} {words}"


def is_open_to_the_room(settings: Mapping[str, object]) -> bool:
    """Whether the server listens on every address of this machine."""
    return settings["HOST"] in ("0.0.0.0", "::")  # noqa: S104  (compared, not bound)


def _check_address(address: str) -> None:
    """People have to reach the pages at what stands on the poster."""
    if not address:
        return
    parts = urlsplit(address)
    is_whole = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc)
    path = parts.path.rstrip("/")
    if not is_whole or address.partition("://")[2].count("?") or parts.fragment:
        raise BadSetting(f"{_PREFIX}ADDRESS must be a whole address, such as https://notes.example.org")
    if path and (not PLAIN_PATH.fullmatch(path) or path.split("/")[1] in _OWN_PATHS):
        raise BadSetting(
            f"{_PREFIX}ADDRESS: the path {path} cannot be used; choose letters, digits and hyphens, such as /unsigned, "
            f"and no word of Unsigned's own ({', '.join(_OWN_PATHS)})"
        )


def _parse(setting: Setting, text: str) -> str | int | bool:
    if isinstance(setting.default, bool):
        if text.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise BadSetting(f"{_PREFIX}{setting.name} must be yes or no")
        return text.lower() in ("1", "true", "yes")
    if isinstance(setting.default, int):
        if not text.isdecimal():
            raise BadSetting(f"{_PREFIX}{setting.name} must be a whole number")
        return int(text)
    return text
