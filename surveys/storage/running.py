"""Which processes use an instance at this moment. A lock always ends with its process.

The locks are on folders, because a folder can be locked without writing, even on a full disk. All processes that use
the instance share the lock on its folder; a restore holds it alone. The processes of one server share the lock on the
folder of the walls. The address at which that server listens is written in memory.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path

from surveys.storage.instance import Instance
from surveys.storage.locked import FolderLocked


class ServerRuns(Exception):
    """A server is already using the instance; carries its address, which may be unknown: ""."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class CommandRuns(Exception):
    """A command is using the instance at this moment."""


class BeingRestored(Exception):
    """A backup is being restored at this moment."""


_announced: dict[Path, str] = {}
"""The instance folders that this process and those that it forks serve, each with what its address file says."""
_locks = ExitStack()
"""The locks on these folders: never closed, so that they end with the process."""


def announce_server(instance: Instance, listening: str, address: str) -> None:
    """Let other programs know that this process serves the instance, and at which address.

    Processes that listen at the same place are one server: its workers, and a new server that takes over from a running
    one. Raises ServerRuns for any other server, BeingRestored, FolderLocked, OfficeDamaged or OfficeBusy.
    """
    if instance.folder not in _announced:
        _take_locks(instance, listening)
        _announced[instance.folder] = f"{listening}\n{address}"
    elif _address_file(instance).exists():  # somebody may tidy up the memory
        return
    with _faults_named(instance.sessions):
        instance.sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
        _address_file(instance).write_text(_announced[instance.folder])


def running_server(instance: Instance) -> str | None:
    """The address of the server that uses this instance; "" if the address is unknown, None if no server runs."""
    if _folder_of_walls(instance).is_dir():
        with suppress(FolderLocked), _opened(_folder_of_walls(instance)) as walls:
            return None if _try_lock(walls, LOCK_EX) else _where_it_listens(instance)[1]
    return None


@contextmanager
def at_work(instance: Instance) -> Iterator[None]:
    """Until this ends, no backup can be restored. Raises BeingRestored or FolderLocked."""
    with _opened(instance.folder) as folder:
        if not _try_lock(folder, LOCK_SH):
            raise BeingRestored
        yield


@contextmanager
def stopped(instance: Instance) -> Iterator[None]:
    """Until this ends, no other process can use the instance. Raises ServerRuns, CommandRuns or FolderLocked."""
    with _opened(instance.folder) as folder:
        if not _try_lock(folder, LOCK_EX):
            address = running_server(instance)
            raise CommandRuns if address is None else ServerRuns(address)
        yield


def _take_locks(instance: Instance, listening: str) -> None:
    """Lock both folders until the process ends."""
    with ExitStack() as opened:
        opened.enter_context(at_work(instance))
        instance.prepare()
        walls = opened.enter_context(_opened(_folder_of_walls(instance)))
        is_first = _try_lock(walls, LOCK_EX)
        if not (is_first or _where_it_listens(instance)[0] == listening) or not _try_lock(walls, LOCK_SH):
            raise ServerRuns(_where_it_listens(instance)[1])
        _locks.push(opened.pop_all())


def _try_lock(folder: int, kind: int) -> bool:
    try:
        flock(folder, kind | LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """Whoever locks what this opens has the lock until this ends. Raises FolderLocked."""
    with _faults_named(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _faults_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderLocked(folder, error) from None


def _folder_of_walls(instance: Instance) -> Path:
    return instance.folder / "walls"


def _address_file(instance: Instance) -> Path:
    return instance.sessions / "server"


def _where_it_listens(instance: Instance) -> tuple[str, str]:
    """Where the server listens, and the address that people open; two empty texts if that is unknown."""
    with suppress(OSError):
        listening, _, address = _address_file(instance).read_text().partition("\n")
        return listening, address
    return "", ""
