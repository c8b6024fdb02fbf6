"""A folder or file that this user cannot use: who owns it, and what to do."""

import errno
import os
from pathlib import Path
from pwd import getpwuid

from surveys.settings import command_line


class FolderLocked(Exception):
    """The user who runs this cannot use the instance folder or the folder of the sessions; has its path."""

    def __init__(self, path: Path, error: OSError | None = None) -> None:
        super().__init__(_what_helps(path, error))
        self.path = path


def expect_readable(path: Path) -> None:
    """Raise FolderLocked if the file is there but belongs to another user: a restore would not help."""
    try:
        path.stat()
    except PermissionError as error:
        raise FolderLocked(path, error) from None
    except OSError:
        return
    if not os.access(path, os.R_OK):
        raise FolderLocked(path)


def _what_helps(path: Path, error: OSError | None) -> str:
    number = error.errno if error else errno.EACCES
    if error is None and os.access(path, os.F_OK) and os.statvfs(path).f_flag & os.ST_RDONLY:
        number = errno.EROFS
    if number in (errno.ENOSPC, errno.EDQUOT):
        return f"{path} cannot be written, because its disk is full. Make room on it and try again."
    if number == errno.EROFS:
        return f"{path} cannot be written, because its disk is read-only. Mount it for writing and try again."
    if number in (errno.ENOTDIR, errno.EEXIST):
        return f"{path} cannot be made, because a file is in its place. Name another folder in the settings."
    if number == errno.EPERM and os.access(path, os.W_OK | os.X_OK):  # the root of a mount: ours to write, not to close
        return (
            f"Others may use {path}, and only {_owner_of(path)} can change that. In the settings, name a new folder in "
            f"it, such as {path / 'unsigned'}"
        )
    if number in (errno.EACCES, errno.EPERM):
        owner, me = _owner_of(path), _name_of(os.geteuid())
        return (
            f"{path} belongs to {owner}, and {me} may not use it. Run this as {owner}, for example with "
            f"`sudo -u {owner} {command_line('COMMAND')}`, or give the folder to the user who should run this: "
            f"`chown -R USER {path}`"
        )
    return f"{path} cannot be used: {error.strerror if error else 'the reason is unknown'}."


def _owner_of(path: Path) -> str:
    """The owner of the path, or of the nearest folder above it that can be examined."""
    nearest = next(one for one in (path, *path.absolute().parents) if os.access(one, os.F_OK))
    return _name_of(nearest.stat().st_uid)


def _name_of(user: int) -> str:
    try:
        return getpwuid(user).pw_name
    except KeyError:
        return f"user number {user}"
