"""Who works on an instance at this moment. Locks end with their process, come what may.

They lie on folders, which take a lock without being written, on a full disk too, and are there as long as what they
hold. On the instance folder: everybody who works in it shares the lock, and who brings a backup back has it alone. On
the folder of the walls: the processes of one server share it. Where that server listens is written in memory.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path

from surveys.storage.instance import Instance
from surveys.storage.locked import FolderLocked


class ServerRuns(Exception):
    """A server works on the instance already; the message says where."""

    def __init__(self, address: str) -> None:
        where = f" ({address})" if address else ""
        super().__init__(f"a server of this instance runs already{where}: stop it first; nothing was changed")


class CommandRuns(Exception):
    """A command works on the instance at this moment."""

    def __init__(self) -> None:
        super().__init__("another command works on this instance: try again when it has ended; nothing was changed")


class BeingRestored(Exception):
    """A backup is being brought back at this moment."""

    def __init__(self) -> None:
        super().__init__("a backup is being brought back at this moment: try again when that has ended")


@dataclass(frozen=True)
class _Server:
    """The locks of this process and of those that it forks, and where they listen."""

    locks: tuple[int, int]
    listening: str
    address: str


_held: dict[Path, _Server] = {}


def runs_at(instance: Instance, listening: str, address: str) -> None:
    """Let other programs know that this process serves the instance, and at which address.

    Processes that listen at the same place are one server: workers, and the successor of a server that is replaced
    while it runs. Raises ServerRuns for another one, BeingRestored, FolderLocked, OfficeDamaged or OfficeBusy.
    """
    server = _held.get(instance.folder)
    if server is None:
        server = _Server(_take_locks(instance, listening), listening, address)
        _held[instance.folder] = server
    elif _note(instance).exists():  # it goes where somebody tidies the memory
        return
    with _named(instance.sessions):
        instance.sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
        _note(instance).write_text(f"{server.listening}\n{server.address}")


def running_at(instance: Instance) -> str | None:
    """The address of the server that runs on this instance; "" where that is unknown, None where none runs."""
    try:
        walls = os.open(_walls(instance), os.O_RDONLY)
    except OSError:
        return None
    try:
        return None if _takes(walls, LOCK_EX) else _noted(instance)[1]
    finally:
        os.close(walls)


@contextmanager
def at_work(instance: Instance) -> Iterator[None]:
    """No backup is brought back meanwhile. Raises BeingRestored or FolderLocked."""
    folder = _opened(instance.folder)
    try:
        if not _takes(folder, LOCK_SH):
            raise BeingRestored
        yield
    finally:
        os.close(folder)


@contextmanager
def stopped(instance: Instance) -> Iterator[None]:
    """Nobody works on the instance, and nobody begins to meanwhile. Raises ServerRuns, CommandRuns or FolderLocked."""
    folder = _opened(instance.folder)
    try:
        if not _takes(folder, LOCK_EX):
            address = running_at(instance)
            raise CommandRuns if address is None else ServerRuns(address)
        yield
    finally:
        os.close(folder)


def _take_locks(instance: Instance, listening: str) -> tuple[int, int]:
    """Kept open until the process ends."""
    folder = _opened(instance.folder)
    try:
        if not _takes(folder, LOCK_SH):
            raise BeingRestored
        instance.prepare()
        return folder, _take_walls(instance, listening)
    except BaseException:
        os.close(folder)
        raise


def _take_walls(instance: Instance, listening: str) -> int:
    walls = _opened(_walls(instance))
    is_first = _takes(walls, LOCK_EX)
    if (is_first or _noted(instance)[0] == listening) and _takes(walls, LOCK_SH):
        return walls
    os.close(walls)
    raise ServerRuns(_noted(instance)[1])


def _takes(folder: int, kind: int) -> bool:
    try:
        flock(folder, kind | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _opened(folder: Path) -> int:
    with _named(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderLocked(folder, error) from None


def _walls(instance: Instance) -> Path:
    return instance.folder / "walls"


def _note(instance: Instance) -> Path:
    return instance.sessions / "server"


def _noted(instance: Instance) -> tuple[str, str]:
    """Where the server listens and where people open it; two empty texts where nobody knows."""
    with suppress(OSError):
        listening, _, address = _note(instance).read_text().partition("\n")
        return listening, address
    return "", ""
