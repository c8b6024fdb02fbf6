"""Checks of the disk under the instance: what kind it is, how much room it has, whether it can be written."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from surveys.operating.doctor.examined import Examined, Hint
from surveys.operating.faults import words_about
from surveys.storage import FolderLocked
from surveys.terminal import gettext as _

_LEAST_ROOM = 300 * 1024 * 1024
"""Bytes: a survey for 10,000 people takes 272 MB."""
_LOCAL = {"ext4", "ext3", "xfs", "btrfs", "zfs", "f2fs"}
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "fuse.glusterfs", "fuse.sshfs"}
_CONTAINERS = (".dockerenv", "run/.containerenv", "run/secrets/kubernetes.io", "var/run/secrets/kubernetes.io")


def file_system(examined: Examined) -> Iterator[str]:
    """The instance is on a disk of this machine: over a network SQLite can lose notes, and locks do not hold."""
    folder = examined.instance.folder
    kind = kind_of_mount(folder.resolve(), examined)
    if kind in _NETWORK:
        yield _(
            "%(folder)s is on a network file system (%(kind)s). Move it to a disk of this machine.",
            folder=folder,
            kind=kind,
        )
    elif kind in ("tmpfs", "ramfs"):
        yield _(
            "%(folder)s is in memory (%(kind)s) and ends with the machine. Move it to a disk.", folder=folder, kind=kind
        )
    elif kind == "overlay":
        yield _("%(folder)s is inside a container and ends with it. Mount a disk there.", folder=folder)
    elif not kind:
        yield Hint(_("The file system of %(folder)s was not found. Is it on a local disk?", folder=folder))
    elif kind not in _LOCAL:
        yield Hint(_("%(folder)s is on %(kind)s. Is that a local disk?", folder=folder, kind=kind))


def free_room(examined: Examined) -> Iterator[str]:
    """There is room for one more large survey. On a full disk notes are refused."""
    folder = next(path for path in (examined.instance.folder, *examined.instance.folder.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    if free < _LEAST_ROOM:
        yield _(
            "The disk of %(folder)s has %(number)d MB left. Make room, or notes will be refused.",
            folder=folder,
            number=free // 1_000_000,
        )


def writing(examined: Examined) -> Iterator[str]:
    """A small file can be written where the journals of notes are, and reaches the disk."""
    folder = examined.instance.folder / "walls"
    if not folder.is_dir():
        return  # before the first start
    probe = folder / f".doctor-{secrets.token_hex(8)}"
    with _times_kept(folder):
        try:
            with os.fdopen(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(bytes(4_096))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            yield words_about(FolderLocked(folder, error))
        finally:
            with suppress(OSError):
                probe.unlink()


def container(examined: Examined) -> Iterator[str]:
    """From inside a container only its own files can be seen."""
    if any((examined.root / sign).exists() for sign in _CONTAINERS):
        yield Hint(
            _(
                "The doctor sees only this container. On its host, check swap, core dumps, disk encryption, the log of "
                "what is in front, and that it sets no cookie (deploy/kubernetes.yaml)."
            )
        )


def kind_of_mount(folder: Path, examined: Examined) -> str:
    """The file system on which a folder is, such as ext4; empty if that is unknown."""
    lines = (line.split() for line in examined.text_of("proc/self/mounts").splitlines())
    kinds = {Path(words[1].replace("\\040", " ")): words[2] for words in lines}
    return next((kinds[place] for place in (folder, *folder.parents) if place in kinds), "")


@contextmanager
def _times_kept(folder: Path) -> Iterator[None]:
    """The folder of the walls does not tell when it was last written to, and not by the doctor either."""
    before = folder.stat()
    try:
        yield
    finally:
        with suppress(OSError):
            os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
