"""Checks of the program: whether its packages and files are those of the release."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from surveys.operating.doctor.examined import Examined, Hint

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
            found = f"{package} {installed}" if installed else f"{package} is not installed"
            yield f"{found}, but was tested with {wanted}. Run: pip install -r requirements.txt"


def manifest(program: Path) -> Iterator[str]:
    """The hash and name of every file that runs or is shown, in the form of sha256sum."""
    for part in _PARTS:
        for path in sorted(path for path in (program / part, *(program / part).rglob("*")) if path.is_file()):
            if "__pycache__" not in path.parts:
                yield f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(program).as_posix()}"


def installed_files(examined: Examined) -> Iterator[str]:
    """The installed files are those of the release: none is changed, missing or added."""
    if examined.manifest is None:
        yield Hint("They were not compared. To compare them with the manifest of the release, add --against FILE")
        return
    here = _by_name(manifest(examined.program))
    released = _by_name(examined.manifest.read_text().splitlines())
    for name in sorted(here.keys() | released.keys()):
        if here.get(name) != released.get(name):
            what = "missing" if name not in here else "not in the release" if name not in released else "changed"
            yield f"{name} is {what}. Install the release again, and find out who changed it."


def _by_name(lines: Iterator[str] | list[str]) -> dict[str, str]:
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines if line.strip())}


def _pinned(path: Path) -> dict[str, str]:
    pins = (line.strip().lower().split("==") for line in path.read_text().splitlines() if "==" in line)
    return {package: pinned for package, pinned in pins if not package.startswith("#")}
