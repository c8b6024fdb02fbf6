"""Checks of the program: whether its packages and files are those of the release."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from surveys.operating.doctor.examined import Examined, Hint
from surveys.terminal import gettext as _

_PARTS = ("app.py", "requirements.txt", "deploy", "static", "surveys", "templates")


def versions(examined: Examined) -> Iterator[str]:
    """Every installed package has the version that was tested, and none that we need is missing."""
    needed = _pinned(examined.program / "requirements.txt")
    for package, wanted in (_pinned(examined.program / "deploy/constraints.txt") | needed).items():
        try:
            installed = version(package)
        except PackageNotFoundError:
            installed = ""
        if installed != wanted and (installed or package in needed):
            yield _about_version(package, installed, wanted)


def _about_version(package: str, installed: str, wanted: str) -> str:
    named = {"package": package, "wanted": wanted, "command": "pip install -r requirements.txt"}
    if installed:
        return _(
            "%(package)s %(installed)s, but was tested with %(wanted)s. Run: %(command)s", installed=installed, **named
        )
    return _("%(package)s is not installed, but was tested with %(wanted)s. Run: %(command)s", **named)


def manifest(program: Path) -> Iterator[str]:
    """The hash and name of every file that runs or is shown, in the form of sha256sum."""
    for part in _PARTS:
        for path in sorted(path for path in (program / part, *(program / part).rglob("*")) if path.is_file()):
            if "__pycache__" not in path.parts:
                yield f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(program).as_posix()}"


def installed_files(examined: Examined) -> Iterator[str]:
    """The installed files are those of the release: none is changed, missing or added."""
    if examined.manifest is None:
        yield Hint(_("They were not compared. To compare them with the manifest of the release, add --against FILE"))
        return
    here = _by_name(manifest(examined.program))
    released = _by_name(examined.manifest.read_text().splitlines())
    for name in sorted(here.keys() | released.keys()):
        if here.get(name) != released.get(name):
            yield _about_file(name, is_here=name in here, is_released=name in released)


def _about_file(name: str, *, is_here: bool, is_released: bool) -> str:
    if not is_here:
        return _("%(file)s is missing. Install the release again, and find out who changed it.", file=name)
    if not is_released:
        return _("%(file)s is not in the release. Install the release again, and find out who changed it.", file=name)
    return _("%(file)s is changed. Install the release again, and find out who changed it.", file=name)


def _by_name(lines: Iterator[str] | list[str]) -> dict[str, str]:
    return {name: digest for digest, _gap, name in (line.partition("  ") for line in lines if line.strip())}


def _pinned(path: Path) -> dict[str, str]:
    pins = (line.strip().lower().split("==") for line in path.read_text().splitlines() if "==" in line)
    return {package: pinned for package, pinned in pins if not package.startswith("#")}
