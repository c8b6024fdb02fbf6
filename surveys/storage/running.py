"""Whether a server runs on an instance: it holds a lock in the folder, which ends with the process, come what may."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path

from surveys.storage.instance import FolderLocked, Instance

_held: dict[Path, int] = {}
"""The locks of this process, and of those that it forks."""


class ServerRuns(Exception):
    """A server has the files open that are to be replaced; the message says where it runs."""

    def __init__(self, address: str) -> None:
        super().__init__(f"the server of this instance runs ({address}): stop it first, nothing was changed")


class BeingRestored(Exception):
    """A backup is being brought back at this moment."""

    def __init__(self) -> None:
        super().__init__("a backup is being brought back at this moment: start again when that has ended")


def runs_at(instance: Instance, address: str) -> None:
    """Let other programs know that this process serves the instance, and where.

    Raises BeingRestored or FolderLocked.
    """
    if instance.folder in _held:
        return
    file = _opened(instance)
    try:
        flock(file, LOCK_SH | LOCK_NB)  # shared: the processes of one server each may hold it
    except BlockingIOError:
        os.close(file)
        raise BeingRestored from None
    os.truncate(file, 0)
    os.write(file, address.encode())
    _held[instance.folder] = file


def running_at(instance: Instance) -> str | None:
    """The address of the server that runs on this instance, or None."""
    try:
        with stopped(instance):
            return None
    except ServerRuns:
        return _lock(instance).read_text()
    except FolderLocked:
        return None


@contextmanager
def stopped(instance: Instance) -> Iterator[None]:
    """No server runs on the instance, and none starts meanwhile. Raises ServerRuns or FolderLocked."""
    file = _opened(instance)
    try:
        _lock_alone(file, instance)
        yield
    finally:
        os.close(file)


def _lock_alone(file: int, instance: Instance) -> None:
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        raise ServerRuns(_lock(instance).read_text()) from None


def _lock(instance: Instance) -> Path:
    return instance.folder / "running"


def _opened(instance: Instance) -> int:
    try:
        instance.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(_lock(instance), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise FolderLocked(instance.folder) from None
