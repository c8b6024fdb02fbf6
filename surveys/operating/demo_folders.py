"""The folder of a demo bears a list of what the demo made, and only what is on that list, unchanged, is made anew."""

import shutil
from hashlib import sha256
from pathlib import Path

from surveys.storage import Instance, running_at

_MARK = "made-by-demo.sha256"
"""In the form of sha256sum."""


class NotADemosFolder(Exception):
    """Somebody's own files lie there; the message says which folder, and what to do."""


def empty(folder: Path, instance: Instance) -> None:
    """Remove what an earlier demo made, if there is nothing else and nobody works with it. Raises NotADemosFolder."""
    found = _contents(folder)
    if running_at(instance) is not None:
        raise NotADemosFolder(f"a server runs on {instance.folder}: stop it, or name another folder")
    if not found.items() <= _listed(folder).items():
        raise NotADemosFolder(
            f"{folder} holds files that no demo made, or changed since, and stays as it is: name another folder"
        )
    remove_all(folder)


def sign(folder: Path) -> None:
    """List everything in the folder as made by the demo."""
    lines = [f"{digest}  {name}\n" for name, digest in sorted(_contents(folder).items())]
    (folder / _MARK).write_text("".join(lines), encoding="utf-8")


def remove_all(folder: Path) -> None:
    """Empty a folder that holds nothing but a demo's."""
    for path in list(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _listed(folder: Path) -> dict[str, str]:
    mark = folder / _MARK
    lines = mark.read_text(encoding="utf-8").splitlines() if mark.is_file() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _contents(folder: Path) -> dict[str, str]:
    """Every file below, with its hash, except the list itself; whatever is neither file nor folder has none."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    return {str(path.relative_to(folder)): _hash_of(path) for path in paths if path != folder / _MARK}


def _hash_of(path: Path) -> str:
    is_plain = path.is_file() and not path.is_symlink()
    return sha256(path.read_bytes()).hexdigest() if is_plain else "not a file"
