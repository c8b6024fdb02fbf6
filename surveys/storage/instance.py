"""The instance folder, which has everything that is not code."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from time import time

from surveys.sealing import seal_json
from surveys.storage.connecting import make_durable
from surveys.storage.locked import FolderLocked
from surveys.storage.office import OfficeDamaged, open_office, prepare_office
from surveys.storage.surveys import all_surveys
from surveys.storage.times import hide_reads
from surveys.storage.turns import Turns
from surveys.storage.walls import Wall
from surveys.survey import Survey

_MEMORY = Path("/dev/shm")  # noqa: S108  (tmpfs is the point: a session must never reach a disk)
_SECRET_SIZE = 32
BEFORE_OPENING = date(2000, 1, 1)
"""The day that the file of a wall shows if nobody knows when its survey opened."""


@dataclass(frozen=True)
class Instance:
    """Paths below one folder, and one in memory for sessions; `prepare` makes them."""

    folder: Path
    sessions: Path
    clock: Callable[[], float] = time
    """By which the tallies are counted."""

    @property
    def office(self) -> Path:
        """The file of the office database."""
        return self.folder / "office.sqlite"

    @property
    def secret(self) -> Path:
        """The file of the key that signs the office's form tokens; 32 bytes."""
        return self.folder / "secret"

    @classmethod
    def at(cls, folder: Path, sessions: str = "") -> "Instance":
        """The instance in a folder; where no folder for sessions is named, one in memory belongs to it."""
        name = f"unsigned-{sha256(str(folder.absolute()).encode()).hexdigest()[:16]}"
        memory = _MEMORY if _MEMORY.is_dir() else Path(gettempdir())
        return cls(folder, Path(sessions) if sessions else memory / name)

    def wall_of(self, survey: Survey) -> Wall:
        """The wall of a survey, whether it is built or not."""
        seal = partial(seal_json, public_key=survey.public_key, purpose="turn", survey_id=survey.id)
        turns = Turns(self.sessions / f"{survey.id}.turn", lambda bits: seal(bits.hex()), self.clock)
        return Wall(self.folder / "walls" / f"{survey.id}.sqlite", survey.opened_on or BEFORE_OPENING, turns)

    def prepare(self) -> None:
        """Make what is missing, for the owner alone (0700), and set the walls' times back.

        Raises FolderLocked, OfficeDamaged or OfficeBusy.
        """
        try:
            self._prepare()
        except OSError as error:  # not allowed, read-only, full
            raise FolderLocked(Path(error.filename or self.folder), error) from None

    def is_made(self) -> bool:
        """Whether there is anything of an instance in the folder."""
        return self.office.exists() or self.has_lost_its_office()

    def has_lost_its_office(self) -> bool:
        """Whether walls or the secret are there, which is made after the office, and the office is not."""
        is_there = self.office.exists() and self.office.stat().st_size > 0
        return not is_there and (self.secret.exists() or any((self.folder / "walls").glob("*")))

    def _prepare(self) -> None:
        for folder in (self.folder, self.folder / "walls", self.sessions):
            _make_private(folder)
        if self.has_lost_its_office():
            raise OfficeDamaged(self.office)  # an empty new file would hide that the old one is gone
        prepare_office(self.office)
        self._make_secret()
        for path in (self.folder, self.office, self.secret):
            hide_reads(path)
        with open_office(self.office, read_only=True) as office:
            for survey in all_surveys(office):
                if survey.opened_on:  # the day on the wall of a draft is all that is known of its opening
                    self.wall_of(survey).reset_times()

    def _make_secret(self) -> None:
        """Make a secret, or replace a damaged one: only forms that are open at this moment depend on it."""
        if self.secret.is_file() and self.secret.stat().st_size != _SECRET_SIZE:
            self.secret.unlink()
        with suppress(FileExistsError):
            with open(self.secret, "xb", opener=partial(os.open, mode=0o600)) as secret:
                secret.write(secrets.token_bytes(_SECRET_SIZE))
            make_durable(self.secret)


def _make_private(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_durable(folder)
    if folder.stat().st_mode & 0o777 != 0o700:
        folder.chmod(0o700)
    if not os.access(folder, os.W_OK | os.X_OK):  # a disk that is read-only
        raise FolderLocked(folder)
