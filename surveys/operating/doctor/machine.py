"""The machine: what it would write to a disk, or send away, beside the instance folder."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

from surveys.operating.doctor.examined import Examined, Hint
from surveys.settings import BadSetting, UnknownSetting, load_settings

# A line of rsyslog that begins an address with @, or names its forwarding module; the URL of systemd's uploader.
_SENDS_AWAY = re.compile(r"^[^#\n]*(\s@@?[\w\[(]|omfwd|^\s*URL=)", re.MULTILINE)
_LOGGING = ("etc/rsyslog.conf", "etc/rsyslog.d/*.conf", "etc/systemd/journal-upload.conf")
_COLLECTORS = ("etc/fluent-bit", "etc/filebeat", "etc/vector", "etc/syslog-ng", "etc/promtail", "etc/alloy")


def running_server(examined: Examined) -> Iterator[str]:
    """The server of this instance runs with the settings that were looked at, and not in debug mode."""
    environment = next((environment for _process, environment in _servers(examined)), None)  # its workers have the same
    if environment is None:
        yield Hint("none of this instance is seen from here: start it, and run this command as its user")
        return
    if environment.get("FLASK_DEBUG", "0") not in ("", "0", "false"):
        yield "it runs with FLASK_DEBUG: take that out of its environment and start it again"
    theirs = _settings_of(environment)
    if different := [name for name, value in examined.settings.items() if theirs[name] != value]:
        named = " ".join(f"UNSIGNED_{name}={quote(str(theirs[name]))}" for name in different)
        yield f"it runs with {named}: run this command with its environment"


def server_log(examined: Examined) -> Iterator[str]:
    """gunicorn's own log has addresses and paths; with the configuration of the release it has neither."""
    for process, _environment in _servers(examined):
        if b"deploy/gunicorn.conf.py" not in (process / "cmdline").read_bytes():
            yield "it may hold addresses: start gunicorn with --config deploy/gunicorn.conf.py"
            return


def core_dumps(examined: Examined) -> Iterator[str]:
    """A dump of memory would hold the words that were being sent."""
    for process, _environment in _servers(examined):
        limit = re.search(r"^Max core file size\s+(\S+)", (process / "limits").read_text(), re.MULTILINE)
        if limit and limit[1] != "0":
            yield "the server may leave one: start it with deploy/gunicorn.conf.py, or set LimitCORE=0 in its unit"
            return


def swap(examined: Examined) -> Iterator[str]:
    """Swap writes memory to a disk; in compressed memory (zram) it does not."""
    swaps = [line.split()[0] for line in examined.text_of("proc/swaps").splitlines()[1:]]
    if on_disk := [name for name in swaps if "/zram" not in name]:
        yield Hint(f"memory may be written to {', '.join(on_disk)}: switch it off or encrypt it")


def disk_encryption(examined: Examined) -> Iterator[str]:
    """Whether the file system of the instance lies on an encrypted device."""
    folder = next(path for path in (examined.instance.folder, *examined.instance.folder.parents) if path.exists())
    number = folder.stat().st_dev
    device = examined.root / f"sys/dev/block/{os.major(number)}:{os.minor(number)}"
    if not _is_encrypted(device):
        yield Hint(f"none seen below {folder}: keep it on an encrypted disk, or ask who owns the machine")


def central_logging(examined: Examined) -> Iterator[str]:
    """Unsigned writes no names, but other programs may, with addresses and times."""
    files = (path for pattern in _LOGGING for path in sorted(examined.root.glob(pattern)))
    sending = [path for path in files if _SENDS_AWAY.search(path.read_text(errors="replace"))]
    sending += [path for name in _COLLECTORS if (path := examined.root / name).exists()]
    for path in sending:
        yield Hint(f"{path} sends logs elsewhere: see that no line of a proxy or firewall in front goes with them")


def _servers(examined: Examined) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Processes of gunicorn on this instance, with their environment; only the owner's and root's can be seen."""
    for process in sorted((examined.root / "proc").glob("[0-9]*")):
        try:
            if b"gunicorn" not in (process / "cmdline").read_bytes():
                continue
            pairs = (process / "environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:  # gone meanwhile, or somebody else's
            continue
        environment = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
        if _settings_of(environment).get("INSTANCE") == str(examined.instance.folder):
            yield process, environment


def _settings_of(environment: Mapping[str, str]) -> Mapping[str, str | int | bool]:
    try:
        return load_settings(environment)
    except (UnknownSetting, BadSetting):
        return {}


def _is_encrypted(device: Path) -> bool:
    """A device is encrypted where it, or all that it lies on, is dm-crypt's."""
    uuid = device / "dm/uuid"
    if uuid.exists() and uuid.read_text().startswith("CRYPT-"):
        return True
    below = list((device / "slaves").glob("*"))
    return bool(below) and all(map(_is_encrypted, below))
