"""The folder of a demo has a list of what the demo made. The next demo replaces only what is on it and unchanged."""

import shutil
from hashlib import sha256
from pathlib import Path

from surveys.storage import Instance, running_server
from surveys.terminal import gettext as _

_MARK = "made-by-demo.sha256"
"""The name of the list, which has the form of sha256sum."""


class NotADemosFolder(Exception):
    """The folder holds files that no demo made, or is in use; the message says which folder, and what to do."""


def empty(folder: Path, instance: Instance) -> None:
    """Remove what an earlier demo made, if there is nothing else and no server uses it. Raises NotADemosFolder."""
    found = _contents(folder)
    if running_server(instance) is not None:
        raise NotADemosFolder(
            _("A server is running on %(folder)s. Stop it, or name another folder.", folder=instance.folder)
        )
    if not found.items() <= _listed(folder).items():
        raise NotADemosFolder(
            _(
                "Nothing was changed: %(folder)s holds files that no demo made, or that changed since. "
                "Name another folder.",
                folder=folder,
            )
        )
    remove_all(folder)


def list_files(folder: Path) -> None:
    """List everything in the folder as made by the demo."""
    lines = [f"{digest}  {name}\n" for name, digest in sorted(_contents(folder).items())]
    (folder / _MARK).write_text("".join(lines), encoding="utf-8")


def remove_all(folder: Path) -> None:
    """Remove everything from a folder that holds only what a demo made."""
    for path in list(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _listed(folder: Path) -> dict[str, str]:
    mark = folder / _MARK
    lines = mark.read_text(encoding="utf-8").splitlines() if mark.is_file() else []
    return {name: digest for digest, _gap, name in (line.partition("  ") for line in lines)}


def _contents(folder: Path) -> dict[str, str]:
    """The hash of every file below the folder, except the list itself; links and devices have none."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    return {str(path.relative_to(folder)): _hash_of(path) for path in paths if path != folder / _MARK}


def _hash_of(path: Path) -> str:
    is_plain = path.is_file() and not path.is_symlink()
    return sha256(path.read_bytes()).hexdigest() if is_plain else "not a file"
