"""Every setting in one table. Each is read from the environment as UNSIGNED_<NAME>."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from surveys.terminal import gettext as _

# One or more plain segments: "/unsigned", "/a/b". Not "//elsewhere", which browsers read as a host, not "/../x", and no
# backslash, space or percent sign.
PLAIN_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[\w.~-]+)+", re.ASCII)


PROJECT = Path(__file__).resolve().parent.parent
LONGEST_IDLE = 720
_PREFIX = "UNSIGNED_"
LARGEST_BODY = 1024 * 1024
"""The most bytes of one request: many times eight notes of a page each. deploy/nginx.conf has the same number."""
_NEVER_EMPTY = ("INSTANCE", "HOST", "ORGANISATION")
_OWN_PATHS = ("office", "s", "t", "r", "static", "health")

# A host with or without a port, as people type it: "notes.example.org:8443", "[::1]". No user name or password.
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")

# Folders of everybody, which the program must not close to others as it closes its own: "/dev/shm", not "/dev/shm/x".
_SHARED = re.compile(r"/(?:dev|dev/shm|etc|home|opt|root|run|srv|tmp|usr|var|var/lib|var/tmp)?")

# An address to listen on, without brackets or port: "0.0.0.0", "::1", "localhost". Not the address of a page.
_HOST_NAME = re.compile(r"[\w.-]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*")


class UnknownSetting(SystemExit):
    """A variable in the environment starts with UNSIGNED_ but is not a setting; ends the program with a sentence."""


class BadSetting(SystemExit):
    """The value of a setting cannot be used; ends the program with a sentence that says which setting and why."""


@dataclass(frozen=True)
class Setting:
    """One row of the table; the type of `default` is the type of the setting."""

    name: str
    default: str | int | bool
    help: str
    among: range = range(1)
    """The numbers that are allowed."""


SETTINGS = (
    Setting("INSTANCE", str(PROJECT / "instance"), "Folder of the databases and secrets."),
    Setting("SESSIONS", "", "Folder in memory for signed-in organisers; if empty, a folder in /dev/shm."),
    Setting("HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 lets phones in the room connect."),
    Setting("PORT", 8000, "Port to listen on; 1 to 65535.", range(1, 65_536)),
    Setting("WORKERS", 2, "Processes of the server; 1 to 64.", range(1, 65)),
    Setting("THREADS", 32, "Threads of each process; 1 to 1000.", range(1, 1_001)),
    Setting(
        "ADDRESS",
        "",
        "Public address for links and posters, such as https://notes.example.org or https://example.org/unsigned.",
    ),
    Setting(
        "BEHIND_PROXY", False, "Trust X-Forwarded-Proto, -Host and, without ADDRESS, -Prefix from the proxy in front."
    ),
    Setting(
        "IDLE_MINUTES",
        60,
        "Minutes without a request after which an organiser signs in again; 5 to 720.",
        range(5, LONGEST_IDLE + 1),
    ),
    Setting("ORGANISATION", "CMS", "Name of the collaboration."),
    Setting("CONTROLLER", "", "Who is responsible for what participants write; named on every form."),
    Setting("OPERATOR", "", "Who runs this server; named on every form."),
    Setting("CONTACTS", "", "People or offices who can help; the default of new surveys."),
    Setting(
        "BACKUP_DAYS",
        0,
        "Days after which `backup` deletes older backups, as participants can read; 0 keeps them all, 1 to 3650.",
        range(3_651),
    ),
    Setting("CODE_OF_CONDUCT", "", "Address of the code of conduct; the default of new surveys."),
    Setting("ASKED_BY", "", "Who asks, such as CMS Diversity Office; the default of new surveys."),
    Setting("ZONE", "", "Time zone of new surveys, such as Europe/Zurich; if empty, that of this machine."),
)

Settings = Mapping[str, str | int | bool]


def load_settings(environment: Mapping[str, str]) -> dict[str, str | int | bool]:
    """Every setting, with the value from the environment or its default; raises UnknownSetting or BadSetting."""
    known = {setting.name: setting for setting in SETTINGS}
    values: dict[str, str | int | bool] = {setting.name: setting.default for setting in SETTINGS}
    for variable, text in environment.items():
        if variable.startswith(_PREFIX):
            name = variable.removeprefix(_PREFIX)
            if name not in known:
                raise UnknownSetting(
                    _("%(name)s is not a setting of Unsigned; docs/operators.md lists them.", name=variable)
                )
            values[name] = _parse(known[name], text)
    check_address(str(values["ADDRESS"]), f"{_PREFIX}ADDRESS")
    _check_zone(str(values["ZONE"]))
    return values


def command_line(words: str, *, in_full: bool = True) -> str:
    """A command of this program, in full, so that it works in any folder of this machine and for this instance.

    Where the program is installed as a service, this is the short command that `deploy/install.sh` made. Not in full,
    it shows no path of this machine.
    """
    if short := os.environ.get("COMMAND_OF_OPERATOR"):
        return f"{short} {words}"
    if not in_full:
        return f"flask --app app {words}"
    flask = Path(sys.executable).with_name("flask")
    program = str(flask) if flask.exists() else f"{sys.executable} -m flask"
    places = [
        f"{name}={quote(str(Path(os.environ[name]).absolute()))} "
        for name in (f"{_PREFIX}INSTANCE", f"{_PREFIX}SESSIONS")
        if os.environ.get(name)
    ]
    return f"{''.join(places)}{program} --app {quote(str(PROJECT / 'app'))} {words}"


def command_line_with_out(words: str, file_name: str) -> str:
    """A command that writes a file here; a service's user may not write to everybody's folders, but to memory."""
    where = "/dev/shm/" if os.environ.get("COMMAND_OF_OPERATOR") else ""  # noqa: S108  (a new file, for its owner only)
    return command_line(f"{words} --out {where}{file_name}")


def how_to_make_one() -> str:
    """What to do where there is no instance yet: an installed program has no Makefile, and a service starts it."""
    if (PROJECT / "Makefile").exists():
        return _("To make a new one, run: make run")
    return _("To make a new one, start the server.")


def is_open_to_the_room(settings: Mapping[str, object]) -> bool:
    """Whether the server listens on every address of this machine."""
    return settings["HOST"] in ("0.0.0.0", "::")  # noqa: S104  (compared, not bound)


def check_address(address: str, name: str) -> None:
    """Raise BadSetting about what is called `name` if a public address would not work on a poster."""
    if not address:
        return
    parts = urlsplit(address)
    is_whole = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc)
    path = parts.path.rstrip("/")
    if not is_whole or address.partition("://")[2].count("?") or parts.fragment:
        raise BadSetting(_("%(name)s must be a complete address, such as https://notes.example.org", name=name))
    if path and (not PLAIN_PATH.fullmatch(path) or path.split("/")[1] in _OWN_PATHS):
        raise BadSetting(
            _(
                "%(name)s cannot have the path %(path)s. Use letters, digits and hyphens, such as /unsigned, and do "
                "not start with a word that Unsigned uses itself (%(words)s).",
                name=name,
                path=path,
                words=", ".join(_OWN_PATHS),
            )
        )


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting(
            _("%(name)s is not the name of a time zone, such as Europe/Zurich or UTC.", name=f"{_PREFIX}ZONE")
        ) from None


def _parse(setting: Setting, text: str) -> str | int | bool:
    name = f"{_PREFIX}{setting.name}"
    if isinstance(setting.default, bool):
        if text.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise BadSetting(_("%(name)s must be yes or no.", name=name))
        return text.lower() in ("1", "true", "yes")
    if isinstance(setting.default, int):
        least, most = setting.among[0], setting.among[-1]
        if not text.isdecimal() or len(text) > len(str(most)) or int(text) not in setting.among:
            raise BadSetting(
                _("%(name)s must be a whole number from %(least)d to %(most)d.", name=name, least=least, most=most)
            )
        return int(text)
    _check_text(setting.name, name, text)
    return text


def _check_text(setting: str, name: str, text: str) -> None:
    if setting in _NEVER_EMPTY and not text.strip():
        raise BadSetting(_("%(name)s is empty. Give it a value, or remove it.", name=name))
    if setting in ("INSTANCE", "SESSIONS") and text and _SHARED.fullmatch(str(Path(text).resolve())):
        raise BadSetting(
            _(
                "%(name)s cannot be %(folder)s, which other programs use too. Name a folder of its own, such as "
                "%(below)s",
                name=name,
                folder=text,
                below=Path(text).resolve() / "unsigned",
            )
        )
    if setting == "HOST" and not _HOST_NAME.fullmatch(text):
        raise BadSetting(
            _("%(name)s must be an address or name without a port, such as 127.0.0.1 or 0.0.0.0.", name=name)
        )
