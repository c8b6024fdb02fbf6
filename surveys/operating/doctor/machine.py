"""Checks of the machine: what it could write to a disk or send away, outside the instance folder."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

from surveys.clocks import server_zone
from surveys.operating.doctor.examined import Examined, Hint
from surveys.settings import BadSetting, UnknownSetting, load_settings
from surveys.terminal import gettext as _

# A line of rsyslog with an address after @, or with its forwarding module; the URL of systemd's uploader. No comments.
_SENDS_AWAY = re.compile(r"^[^#\n]*(\s@@?[\w\[(]|omfwd|^\s*URL=)", re.MULTILINE)
_LOGGING = ("etc/rsyslog.conf", "etc/rsyslog.d/*.conf", "etc/systemd/journal-upload.conf")
_COLLECTORS = ("etc/fluent-bit", "etc/filebeat", "etc/vector", "etc/syslog-ng", "etc/promtail", "etc/alloy")


def running_server(examined: Examined) -> Iterator[str]:
    """The server of this instance has the same settings as this command, and is not in debug mode."""
    environment = next((environment for _process, environment in _servers(examined)), None)  # of the server's processes
    if environment is None:
        yield Hint(_("No server of this instance was found. Start it, and run this command as its user."))
        return
    if environment.get("FLASK_DEBUG", "0") not in ("", "0", "false"):
        yield _("It runs with FLASK_DEBUG. Remove that from its environment and start it again.")
    theirs = _settings_of(environment)
    if different := [name for name, value in examined.settings.items() if theirs[name] != value]:
        named = " ".join(f"UNSIGNED_{name}={quote(str(theirs[name]))}" for name in different)
        yield _(
            "It runs with %(settings)s. Run this command with the same environment, or start the server again.",
            settings=named,
        )


def server_log(examined: Examined) -> Iterator[str]:
    """gunicorn logs addresses and paths, unless it has the configuration of the release."""
    for process, _environment in _servers(examined):
        if b"deploy/gunicorn.conf.py" not in (process / "cmdline").read_bytes():
            yield _("It may contain addresses. Start gunicorn with --config deploy/gunicorn.conf.py")
            return


def core_dumps(examined: Examined) -> Iterator[str]:
    """A dump of the memory would contain words that were being sent."""
    for process, _environment in _servers(examined):
        limit = re.search(r"^Max core file size\s+(\S+)", (process / "limits").read_text(), re.MULTILINE)
        if limit and limit[1] != "0":
            yield _("A crash could leave one. Start it with deploy/gunicorn.conf.py, or set LimitCORE=0 in its unit.")
            return


def swap(examined: Examined) -> Iterator[str]:
    """Swap writes memory to a disk, unless it is compressed memory (zram)."""
    swaps = [line.split()[0] for line in examined.text_of("proc/swaps").splitlines()[1:]]
    if on_disk := [name for name in swaps if "/zram" not in name]:
        names = ", ".join(on_disk)
        yield Hint(_("The machine may write memory to %(names)s. Switch swap off, or encrypt it.", names=names))


def disk_encryption(examined: Examined) -> Iterator[str]:
    """The file system of the instance is on an encrypted device."""
    folder = next(path for path in (examined.instance.folder, *examined.instance.folder.parents) if path.exists())
    number = folder.stat().st_dev
    device = examined.root / f"sys/dev/block/{os.major(number)}:{os.minor(number)}"
    if not _is_encrypted(device):
        yield Hint(
            _(
                "None was found for %(folder)s. Move it to an encrypted disk, or ask the owner of the machine.",
                folder=folder,
            )
        )


def central_logging(examined: Examined) -> Iterator[str]:
    """Unsigned logs no names, but other programs may log addresses and times."""
    files = (path for pattern in _LOGGING for path in sorted(examined.root.glob(pattern)))
    sending = [path for path in files if _SENDS_AWAY.search(path.read_text(errors="replace"))]
    sending += [path for name in _COLLECTORS if (path := examined.root / name).exists()]
    for path in sending:
        yield Hint(
            _("%(file)s sends logs elsewhere. Check that lines of a proxy or firewall do not go with them.", file=path)
        )


def _servers(examined: Examined) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """The gunicorn processes of this instance, with their environment. Only their owner and root can see them."""
    for process in sorted((examined.root / "proc").glob("[0-9]*")):
        try:
            if b"gunicorn" not in (process / "cmdline").read_bytes():
                continue
            pairs = (process / "environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:  # the process has ended, or belongs to another user
            continue
        environment = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
        if _settings_of(environment).get("INSTANCE") == str(examined.instance.folder):
            yield process, environment


def _settings_of(environment: Mapping[str, str]) -> Mapping[str, str | int | bool]:
    try:
        settings = dict(load_settings(environment))
    except (UnknownSetting, BadSetting):
        return {}
    settings["ZONE"] = settings["ZONE"] or server_zone()  # as the app does when it starts
    return settings


def _is_encrypted(device: Path) -> bool:
    """Whether the device, or every device below it, is encrypted with dm-crypt."""
    uuid = device / "dm/uuid"
    if uuid.exists() and uuid.read_text().startswith("CRYPT-"):
        return True
    below = list((device / "slaves").glob("*"))
    return bool(below) and all(map(_is_encrypted, below))
