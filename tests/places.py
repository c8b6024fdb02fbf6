"""Where the folders of tests are: in memory where there is room for them, and on a disk where the disk matters.

Most of what a test waits for is a disk that confirms what it has. In memory it need not wait, and nearly
every test asks what is in a file, not when it got there. A process that is killed is caught in the middle of
a transaction far more often where the disk takes its time: tests that kill are marked `on_disk`.
"""

import os
import shutil
from pathlib import Path
from tempfile import gettempdir

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30  # what is there at once is less than half of it; containers often have 64 MiB


def _is_fit() -> bool:
    """Whether there is room, and programs that a test puts there may run."""
    if not os.access(_MEMORY, os.W_OK) or os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(_MEMORY).free >= _ROOM


QUICK = str(_MEMORY) if _is_fit() else gettempdir()


def work_in_memory() -> None:
    """Where pytest makes the folders of this run, unless somebody named another place."""
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", QUICK)


def speak_english() -> None:
    """Tests read what commands say in English, whatever language the terminal of the person who runs them speaks."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"


def fill(folder: Path) -> None:
    """Write until nothing more goes on its disk."""
    with (folder / "filling").open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(bytes(4_096))
        except OSError:
            return
