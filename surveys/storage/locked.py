"""A folder or file that this user cannot use; operating/faults.py says who owns it, and what to do."""

import os
from pathlib import Path


class FolderLocked(Exception):
    """The user who runs this cannot use the instance folder or the folder of the sessions; has its path, and why."""

    def __init__(self, path: Path, error: OSError | None = None) -> None:
        super().__init__(path)
        self.path, self.error = path, error


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
