"""Checks of the instance folder: who can read it, what is missing or damaged, how it is backed up."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from surveys.operating.backups import is_sound
from surveys.operating.deletion_days import ABOUT_WAITING
from surveys.operating.doctor.disk import kind_of_mount
from surveys.operating.doctor.examined import Examined, Hint
from surveys.operating.restoring import Stray, about_damaged_wall, backup_that_knows, strays
from surveys.settings import command_line, how_to_make_one
from surveys.storage import FolderLocked, OfficeBusy, OfficeDamaged, all_surveys, expect_readable, open_office
from surveys.survey import State

_MOST_BACKUPS = 5
_BACKUP_DAYS = 31


def permissions(examined: Examined) -> Iterator[str]:
    """Only the server's user can read the folders and files."""
    instance = examined.instance
    if not instance.folder.is_dir():
        yield f"{instance.folder} does not exist. Start the server once, or set UNSIGNED_INSTANCE as the server has it."
        return
    if not os.access(instance.folder, os.R_OK | os.X_OK):
        yield "The instance folder cannot be read. Run this command as the server's user."
    for path in (instance.folder, instance.sessions, *_below(instance.folder)):
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"Other users can read {path}. Run: chmod go= {path}"
        if path.exists() and path.stat().st_uid not in (os.getuid(), instance.folder.stat().st_uid):
            yield f"{path} does not belong to the owner of its folder. Change its owner with chown."


def databases(examined: Examined) -> Iterator[str]:
    """The office, the secret, and the wall of every survey that was opened are there and readable."""
    instance = examined.instance
    if not instance.folder.is_dir():
        yield "There are none yet. The server makes them when it starts for the first time."
        return
    try:
        expect_readable(instance.office)
    except FolderLocked as error:
        yield str(error)
        return
    if not instance.is_made():
        yield f"There is no instance in {instance.folder}. Is this the right folder? {how_to_make_one()}"
        return
    if not is_sound(instance.office):
        yield _about_damaged_office(instance.office)
        return
    yield from _secret_and_walls(examined)


def _secret_and_walls(examined: Examined) -> Iterator[str]:
    instance = examined.instance
    if not instance.secret.is_file() or instance.secret.stat().st_size != 32:
        yield f"{instance.secret} is missing or damaged. Delete it if it is there, and start the server again."
    try:
        with open_office(instance.office, read_only=True) as office:
            begun = [survey for survey in all_surveys(office) if survey.state != State.DRAFT]
    except OfficeDamaged:
        yield _about_damaged_office(instance.office)
        return
    walls = {survey.slug: instance.wall_of(survey).path for survey in begun}
    yield from (about_damaged_wall(wall, slug) for slug, wall in walls.items() if not is_sound(wall))
    yield from (_about_stray(stray, examined) for stray in strays(instance))


def saved_by_restoring(examined: Examined) -> Iterator[str]:
    """A restore or an upgrade saves the files that it replaces, until somebody has seen that all is well."""
    for pattern in ("*.damaged*", "*.replaced*"):
        for path in sorted(examined.instance.folder.rglob(pattern)):
            yield Hint(f"A restore saved {path}. Once all is well, run: shred -u {path}")
    for path in examined.instance.folder.glob("*.before-upgrade"):
        yield Hint(
            f"An upgrade saved {path}, with keys that were deleted since. Once all is well, run: shred -u {path}"
        )


def clock(examined: Examined) -> Iterator[str]:
    """A wrong clock would delete surveys too early, and they could not be restored."""
    try:
        with open_office(examined.instance.office, read_only=True) as office:
            due = [survey.slug for survey in all_surveys(office) if survey.is_due(date.today())]
    except (FolderLocked, OfficeDamaged, OfficeBusy):
        return  # the check of the databases says so
    if due:
        yield f"The deletion day of {', '.join(due)} has come. {ABOUT_WAITING.format(today=date.today())}"


def sessions_in_memory(examined: Examined) -> Iterator[str]:
    """Sessions hold half of a signed-in organiser's key, which must never reach a disk or a backup."""
    folder = examined.instance.sessions.resolve()
    if kind_of_mount(folder, examined) not in ("tmpfs", "ramfs"):
        yield f"{folder} is not in memory. Set UNSIGNED_SESSIONS to a folder below /run or /dev/shm."


def backups(examined: Examined) -> Iterator[str]:
    """Backups are few, not too old, private, and outside the instance."""
    for office in examined.instance.folder.rglob("*/office.sqlite"):
        yield f"{office.parent} is inside the instance and would be lost with it. Move it to another disk."
    if examined.backups is None:
        yield Hint("The doctor does not know where they are. To have them checked, add --backups FOLDER")
        return
    made = sorted(examined.backups.glob("unsigned-*"))
    if not made or made[-1].name < f"unsigned-{date.today() - timedelta(days=_BACKUP_DAYS)}":
        yield f"There is none from the last {_BACKUP_DAYS} days. Run: {command_line(f'backup {examined.backups}')}"
    if days := int(examined.settings["BACKUP_DAYS"]):
        for old in (one for one in made if one.name < f"unsigned-{date.today() - timedelta(days=days)}"):
            yield f"{old} is older than {days} days, and participants read that it no longer exists. Delete it."
    elif len(made) > _MOST_BACKUPS:
        yield Hint(f"There are {len(made)}, and each still has what was deleted since. Delete the oldest.")
    yield from (f"Other users can read {path}. Run: chmod go= {path}" for path in made if path.stat().st_mode & 0o077)


def _about_stray(stray: Stray, examined: Examined) -> str:
    if stray.draft:
        adopt = command_line(f"survey adopt {stray.draft.slug}")
        return f"{stray.draft.slug} has notes, but a restore made it a draft. To adopt it with them, run: {adopt}"
    knowing = examined.backups and backup_that_knows(stray.path.stem, examined.backups)
    keys = f"{knowing} has" if knowing else "A backup made after the survey may have"
    return f"{stray.path} has notes of a survey that is not in the office. Do not delete it. {keys} the keys."


def _below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.name != "README.md"]


def _about_damaged_office(path: Path) -> str:
    return f"{path} is missing or damaged. Stop the server, then run: {command_line(f'restore BACKUP {path.name}')}"
