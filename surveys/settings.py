"""Every setting in one table. Each is read from the environment as UNSIGNED_<NAME>."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_PREFIX = "UNSIGNED_"


class UnknownSetting(Exception):
    """A variable in the environment starts with UNSIGNED_ but names no setting."""


class BadSetting(Exception):
    """The value of a setting cannot be used; the message says which and why."""


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
    Setting("ADDRESS", "", "Public address for links and posters, such as https://notes.example.org."),
    Setting("BEHIND_PROXY", False, "Trust X-Forwarded-Proto and X-Forwarded-Host of one proxy in front."),
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
    return values


def is_open_to_the_room(settings: Mapping[str, object]) -> bool:
    """Whether the server listens on every address of this machine."""
    return settings["HOST"] in ("0.0.0.0", "::")  # noqa: S104  (compared, not bound)


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
