"""Checks of the instance folder: who can read it, what is missing or damaged, how it is backed up."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from surveys.operating.backups import is_sound
from surveys.operating.deletion_days import about_waiting
from surveys.operating.doctor.disk import kind_of_mount
from surveys.operating.doctor.examined import Examined, Hint
from surveys.operating.faults import words_about
from surveys.operating.restoring import Stray, about_damaged_wall, about_draft_with_notes, backup_that_knows, strays
from surveys.settings import command_line, how_to_make_one
from surveys.storage import FolderLocked, OfficeBusy, OfficeDamaged, all_surveys, expect_readable, open_office
from surveys.survey import State
from surveys.terminal import gettext as _
from surveys.terminal import ngettext

_MOST_BACKUPS = 5
_BACKUP_DAYS = 31


def permissions(examined: Examined) -> Iterator[str]:
    """Only the server's user can read the folders and files."""
    instance = examined.instance
    if not instance.folder.is_dir():
        yield _(
            "%(folder)s does not exist. Start the server once, or set UNSIGNED_INSTANCE as the server has it.",
            folder=instance.folder,
        )
        return
    if not os.access(instance.folder, os.R_OK | os.X_OK):
        yield _("The instance folder cannot be read. Run this command as the server's user.")
    for path in (instance.folder, instance.sessions, *_below(instance.folder)):
        if path.exists() and path.stat().st_mode & 0o077:
            yield _about_others(path)
        if path.exists() and path.stat().st_uid not in (os.getuid(), instance.folder.stat().st_uid):
            yield _("%(path)s does not belong to the owner of its folder. Change its owner with chown.", path=path)


def databases(examined: Examined) -> Iterator[str]:
    """The office, the secret, and the wall of every survey that was opened are there and readable."""
    instance = examined.instance
    if not instance.folder.is_dir():
        yield _("There are none yet. The server makes them when it starts for the first time.")
        return
    try:
        expect_readable(instance.office)
    except FolderLocked as error:
        yield words_about(error)
        return
    if not instance.is_made():
        yield " ".join(
            (
                _("There is no instance in %(folder)s. Is this the right folder?", folder=instance.folder),
                how_to_make_one(),
            )
        )
        return
    if not is_sound(instance.office):
        yield _about_damaged_office(instance.office)
        return
    yield from _secret_and_walls(examined)


def _secret_and_walls(examined: Examined) -> Iterator[str]:
    instance = examined.instance
    if not instance.secret.is_file() or instance.secret.stat().st_size != 32:
        yield _(
            "%(file)s is missing or damaged. Delete it if it is there, and start the server again.",
            file=instance.secret,
        )
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
            yield Hint(_("A restore saved %(path)s. Once all is well, run: shred -u %(path)s", path=path))
    for path in examined.instance.folder.glob("*.before-upgrade"):
        yield Hint(
            _(
                "An upgrade saved %(path)s, with keys that were deleted since. Once all is well, run: "
                "shred -u %(path)s",
                path=path,
            )
        )


def clock(examined: Examined) -> Iterator[str]:
    """A wrong clock would delete surveys too early, and they could not be restored."""
    try:
        with open_office(examined.instance.office, read_only=True) as office:
            due = [survey.slug for survey in all_surveys(office) if survey.is_due(date.today())]
    except (FolderLocked, OfficeDamaged, OfficeBusy):
        return  # the check of the databases says so
    if due:
        has_come = _("The deletion day of %(codes)s has come.", codes=", ".join(due))
        yield " ".join((has_come, about_waiting(date.today())))


def sessions_in_memory(examined: Examined) -> Iterator[str]:
    """Sessions hold half of a signed-in organiser's key, which must never reach a disk or a backup."""
    folder = examined.instance.sessions.resolve()
    if kind_of_mount(folder, examined) not in ("tmpfs", "ramfs"):
        yield _("%(folder)s is not in memory. Set UNSIGNED_SESSIONS to a folder below /run or /dev/shm.", folder=folder)


def backups(examined: Examined) -> Iterator[str]:
    """Backups are few, not too old, private, and outside the instance."""
    for office in examined.instance.folder.rglob("*/office.sqlite"):
        yield _(
            "%(folder)s is inside the instance and would be lost with it. Move it to another disk.",
            folder=office.parent,
        )
    if examined.backups is None:
        yield Hint(_("The doctor does not know where they are. To have them checked, add --backups FOLDER"))
        return
    made = sorted(examined.backups.glob("unsigned-*"))
    if not made or made[-1].name < f"unsigned-{date.today() - timedelta(days=_BACKUP_DAYS)}":
        yield ngettext(
            "There is none from the last %(num)d day. Run: %(command)s",
            "There is none from the last %(num)d days. Run: %(command)s",
            _BACKUP_DAYS,
            command=command_line(f"backup {examined.backups}"),
        )
    yield from _too_many(made, int(examined.settings["BACKUP_DAYS"]))
    yield from (_about_others(path) for path in made if path.stat().st_mode & 0o077)


def _too_many(made: list[Path], days: int) -> Iterator[str]:
    """Backups that are older than participants read, or more than are needed where no number of days was said."""
    if days:
        for old in (one for one in made if one.name < f"unsigned-{date.today() - timedelta(days=days)}"):
            yield ngettext(
                "%(folder)s is older than %(num)d day, and participants read that it no longer exists. Delete it.",
                "%(folder)s is older than %(num)d days, and participants read that it no longer exists. Delete it.",
                days,
                folder=old,
            )
    elif len(made) > _MOST_BACKUPS:
        yield Hint(
            ngettext(
                "There is %(num)d, which still has what was deleted since. Delete the oldest.",
                "There are %(num)d, and each still has what was deleted since. Delete the oldest.",
                len(made),
            )
        )


def _about_others(path: Path) -> str:
    return _("Other users can read %(path)s. Run: chmod go= %(path)s", path=path)


def _about_stray(stray: Stray, examined: Examined) -> str:
    if stray.draft:
        return about_draft_with_notes(stray.draft.slug)
    if knowing := examined.backups and backup_that_knows(stray.path.stem, examined.backups):
        return _(
            "%(file)s has notes of a survey that is not in the office. Do not delete it. %(backup)s has the keys.",
            file=stray.path,
            backup=knowing,
        )
    return _(
        "%(file)s has notes of a survey that is not in the office. Do not delete it. A backup made after the survey "
        "may have the keys.",
        file=stray.path,
    )


def _below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.name != "README.md"]


def _about_damaged_office(path: Path) -> str:
    return _(
        "%(file)s is missing or damaged. Stop the server, then run: %(command)s",
        file=path,
        command=command_line(f"restore BACKUP {path.name}"),
    )
