"""What the doctor is shown, and how a finding is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surveys.settings import PROJECT, Settings
from surveys.storage import Instance


@dataclass(frozen=True)
class Examined:
    """An instance with its settings, on a machine whose files lie below `root`."""

    instance: Instance
    settings: Settings
    is_debugging: bool = False
    backups: Path | None = None
    manifest: Path | None = None
    root: Path = Path("/")
    program: Path = PROJECT

    def text_of(self, name: str) -> str:
        """A file of the machine, or nothing where a system has none of this name."""
        path = self.root / name
        return path.read_text(errors="replace") if path.exists() else ""


class Hint(str):
    """A finding that somebody has to judge: it may be right as it is, and monitoring stays quiet."""


Check = Callable[[Examined], Iterator[str]]
"""Yields what to do, and nothing where all is well."""


@dataclass(frozen=True)
class Line:
    """What is printed: `mark` is ok, look or do."""

    mark: str
    subject: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.mark:5} {self.subject}" + (f": {self.advice}" if self.advice else "")
