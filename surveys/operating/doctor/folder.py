"""The instance folder: who may read it, what is missing or damaged, how it is backed up."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from surveys.operating.backups import is_sound
from surveys.operating.deletion_days import ABOUT_WAITING
from surveys.operating.doctor.examined import Examined, Hint
from surveys.operating.restoring import Stray, backup_that_knows, strays
from surveys.settings import command_line
from surveys.storage import FolderLocked, OfficeBusy, OfficeDamaged, all_surveys, expect_readable, open_office
from surveys.survey import State

_MOST_BACKUPS = 5
_BACKUP_DAYS = 31


def permissions(examined: Examined) -> Iterator[str]:
    """Folders and files are for the server's user alone."""
    instance = examined.instance
    if not instance.folder.is_dir():
        yield f"{instance.folder} does not exist: start the server once, or set UNSIGNED_INSTANCE as the server has it"
        return
    if not os.access(instance.folder, os.R_OK | os.X_OK):
        yield "run this command as the user that the server has"
    for path in (instance.folder, instance.sessions, *_below(instance.folder)):
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"others may look into {path}: chmod go= {path}"
        if path.exists() and path.stat().st_uid not in (os.getuid(), instance.folder.stat().st_uid):
            yield f"{path} belongs to another user than its folder: chown it"


def databases(examined: Examined) -> Iterator[str]:
    """The office, the secret and the wall of every survey that was opened are there and can be read."""
    instance = examined.instance
    if not instance.folder.is_dir():
        yield "there are none yet"
        return
    try:
        expect_readable(instance.office)
    except FolderLocked as error:
        yield str(error)
        return
    if not instance.is_made():
        yield f"there is no instance in {instance.folder}: is this the folder you meant? `make run` makes one"
        return
    if not is_sound(instance.office):
        yield _restore(instance.office)
        return
    yield from _secret_and_walls(examined)


def _secret_and_walls(examined: Examined) -> Iterator[str]:
    instance = examined.instance
    if not instance.secret.is_file() or instance.secret.stat().st_size != 32:
        yield f"{instance.secret} is missing or damaged: remove what is left of it and start the server again"
    try:
        with open_office(instance.office, read_only=True) as office:
            walls = [instance.wall_of(survey).path for survey in all_surveys(office) if survey.state != State.DRAFT]
    except OfficeDamaged:
        yield _restore(instance.office)
        return
    yield from (_restore(wall) for wall in walls if not is_sound(wall))
    yield from (_say_stray(stray, examined) for stray in strays(instance))


def kept_by_restoring(examined: Examined) -> Iterator[str]:
    """What a restore replaced is kept beside it, until somebody has seen that all is well."""
    for pattern in ("*.damaged*", "*.replaced*"):
        for path in sorted(examined.instance.folder.rglob(pattern)):
            yield Hint(f"{path} was kept by a restore: once all is well, shred -u {path}")


def clock(examined: Examined) -> Iterator[str]:
    """Where the clock is wrong, surveys are destroyed too early; that cannot be mended."""
    try:
        with open_office(examined.instance.office, read_only=True) as office:
            due = [survey.slug for survey in all_surveys(office) if survey.is_due(date.today())]
    except (FolderLocked, OfficeDamaged, OfficeBusy):
        return  # the line of the databases says so
    if due:
        yield f"the deletion day of {', '.join(due)} has come. {ABOUT_WAITING.format(today=date.today())}"


def sessions_in_memory(examined: Examined) -> Iterator[str]:
    """Half of a signed-in organiser's key lies there: it must never reach a disk or a backup."""
    kinds = {Path(line.split()[1]): line.split()[2] for line in examined.text_of("proc/self/mounts").splitlines()}
    folder = examined.instance.sessions.resolve()
    mount = next((place for place in (folder, *folder.parents) if place in kinds), None)
    if mount is None or kinds[mount] not in ("tmpfs", "ramfs"):
        yield f"{folder} is not in memory: set UNSIGNED_SESSIONS to a folder below /run or /dev/shm"


def backups(examined: Examined) -> Iterator[str]:
    """Few, locked away, deleted in time; where there is something to lose, not too old either."""
    for office in examined.instance.folder.rglob("*/office.sqlite"):
        yield f"{office.parent} lies in the instance and would be lost with it: move it to another disk"
    if examined.backups is None:
        yield Hint("name their folder with --backups FOLDER, and they are looked at")
        return
    made = sorted(examined.backups.glob("unsigned-*"))
    if not made or made[-1].name < f"unsigned-{date.today() - timedelta(days=_BACKUP_DAYS)}":
        yield f"none of the last {_BACKUP_DAYS} days: {command_line(f'backup {examined.backups}')}"
    if len(made) > _MOST_BACKUPS:
        yield Hint(f"there are {len(made)}, and each keeps what was deleted: delete the oldest")
    yield from (f"others may look into {path}: chmod go= {path}" for path in made if path.stat().st_mode & 0o077)


def _say_stray(stray: Stray, examined: Examined) -> str:
    if stray.draft:
        adopt = command_line(f"survey adopt {stray.draft.slug}")
        return f"people have written on {stray.draft.slug}, which an older office takes for a draft: {adopt}"
    knowing = examined.backups and backup_that_knows(stray.path.stem, examined.backups)
    help_ = f"{knowing} has" if knowing else "a backup from after its survey was made may have"
    return f"{stray.path} holds notes of a survey that the office does not know: keep it; {help_} the keys"


def _below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.name != "README.md"]


def _restore(path: Path) -> str:
    return f"{path} is missing or damaged: stop the server, then {command_line(f'restore BACKUP {path.name}')}"
