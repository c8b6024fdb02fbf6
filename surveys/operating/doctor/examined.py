"""What the doctor examines, and how a finding is printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surveys.settings import PROJECT, Settings
from surveys.storage import Instance
from surveys.terminal import gettext as _


@dataclass(frozen=True)
class Examined:
    """An instance with its settings, on a machine whose files are below `root`."""

    instance: Instance
    settings: Settings
    is_debugging: bool = False
    backups: Path | None = None
    manifest: Path | None = None
    root: Path = Path("/")
    program: Path = PROJECT

    def text_of(self, name: str) -> str:
        """The text of a file of the machine; empty if there is no such file."""
        path = self.root / name
        return path.read_text(errors="replace") if path.exists() else ""


class Hint(str):
    """A finding that a person has to judge, because it may be right as it is. Monitoring stays quiet."""


Check = Callable[[Examined], Iterator[str]]
"""Yields what is wrong and what to do; nothing if all is well."""


@dataclass(frozen=True)
class Line:
    """One printed line; `mark` is ok, look or do in every language, because scripts look for it."""

    mark: str
    subject: str
    advice: str = ""

    def __str__(self) -> str:
        subject = _(self.subject)
        return f"{self.mark:5} {subject}: {self.advice}" if self.advice else f"{self.mark:5} {subject}"
