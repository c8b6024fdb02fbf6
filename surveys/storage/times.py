"""The times of files: reads leave no trace, and writes show only what may be known."""

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

_NO_READ = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1e9)
"""A time of the last access that lies ahead: with `relatime`, as Linux mounts disks, reads leave it alone."""


def set_times(path: Path, day: date) -> None:
    """Let a file or folder look as if it was last written at the beginning of a day, and never read."""
    os.utime(path, ns=(_NO_READ, int(datetime.combine(day, time(), UTC).timestamp() * 1e9)))


def hide_reads(path: Path) -> None:
    """Let a file or folder look as if it was never read; when it was written stays."""
    os.utime(path, ns=(_NO_READ, path.stat().st_mtime_ns))
