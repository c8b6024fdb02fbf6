"""What an operator reads about a fault, in the language of the terminal: what is the case, and what to do."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from pwd import getpwuid
from typing import Any

from surveys.lifecycle import NoGrant
from surveys.sealing import WrongPassphrase
from surveys.settings import command_line
from surveys.storage import (
    BeingRestored,
    CommandRuns,
    FolderLocked,
    OfficeBusy,
    OfficeDamaged,
    OfficeNewer,
    ServerRuns,
    UnknownEdition,
    UnknownFacilitator,
    UnknownSurvey,
    WallBusy,
    WallDamaged,
    copy_of,
)
from surveys.terminal import gettext as _
from surveys.terminal import marked

FAULTS = (BeingRestored, CommandRuns, FolderLocked, OfficeBusy, OfficeDamaged, ServerRuns)
"""With one of these nothing can be served, and no command can work."""
REFUSALS = (UnknownSurvey, UnknownFacilitator, UnknownEdition, WrongPassphrase, NoGrant)
"""What is asked for is not there, or not for whoever asks."""
_SENTENCES: dict[type[Exception], str] = {
    CommandRuns: marked("Nothing was changed: another command is using this instance. Try again when it has ended."),
    BeingRestored: marked("A backup is being restored at this moment. Try again when that has ended."),
    OfficeBusy: marked(
        "The office cannot be written at this moment: the disk is full, read-only, or another process holds the file."
    ),
    WallDamaged: marked("The file is missing or damaged."),
    WallBusy: marked("The file cannot be used at this moment: the disk is full, or another process holds the file."),
    UnknownSurvey: marked("No survey has this code."),
    UnknownFacilitator: marked("There is no organiser with this name."),
    UnknownEdition: marked("The survey has no version of its sheet with this code."),
    WrongPassphrase: marked("This is not the passphrase of this organiser."),
    NoGrant: marked("This organiser does not have the key of the survey."),
}


def words_about(error: Exception) -> str:
    """The sentences about one of FAULTS or REFUSALS, or about a wall."""
    if say := _WITH_VALUES.get(type(error)):
        return say(error)
    return _(_SENTENCES[type(error)])


def _about_server(error: ServerRuns) -> str:
    if not error.address:
        return _("Nothing was changed, because a server is using this instance. Stop it first.")
    return _(
        "Nothing was changed, because a server is using this instance (%(address)s). Stop it first.",
        address=error.address,
    )


def _about_damaged_office(error: OfficeDamaged) -> str:
    return _(
        "%(path)s is missing or damaged. To restore it from the backup folder BACKUP, stop the server and run "
        "`%(command)s`. To start again without it, set UNSIGNED_INSTANCE to an empty folder.",
        path=error.path,
        command=command_line(f"restore BACKUP {error.path.name}"),
    )


def _about_newer_office(error: OfficeNewer) -> str:
    return _(
        "%(path)s was changed by a newer version of Unsigned, and nothing was touched. Install that version again. "
        "To go back for good, stop the server, restore a backup made before the upgrade, or use %(copy)s.",
        path=error.path,
        copy=copy_of(error.path),
    )


def _about_folder(fault: FolderLocked) -> str:
    path, number = fault.path, _number_of(fault)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return _("%(path)s cannot be written, because its disk is full. Make room on it and try again.", path=path)
    if number == errno.EROFS:
        return _(
            "%(path)s cannot be written, because its disk is read-only. Mount it for writing and try again.", path=path
        )
    if number in (errno.ENOTDIR, errno.EEXIST):
        return _(
            "%(path)s cannot be made, because a file is in its place. Name another folder in the settings.", path=path
        )
    if number == errno.EPERM and os.access(path, os.W_OK | os.X_OK):  # the root of a mount: ours to write, not to close
        return _(
            "Others may use %(path)s, and only %(owner)s can change that. In the settings, name a new folder in it, "
            "such as %(below)s",
            path=path,
            owner=_owner_of(path),
            below=path / "unsigned",
        )
    return _about_owner(path) if number in (errno.EACCES, errno.EPERM) else _about_reason(fault)


def _number_of(fault: FolderLocked) -> int | None:
    """The system's number for the fault; without one, it is what the disk or the permissions say."""
    if fault.error:
        return fault.error.errno
    is_read_only = os.access(fault.path, os.F_OK) and os.statvfs(fault.path).f_flag & os.ST_RDONLY
    return errno.EROFS if is_read_only else errno.EACCES


def _about_owner(path: Path) -> str:
    return _(
        "%(path)s belongs to %(owner)s, and %(user)s may not use it. Run this as %(owner)s, for example with "
        "`sudo -u %(owner)s %(command)s`, or give the folder to the user who should run this: `chown -R USER %(path)s`",
        path=path,
        owner=_owner_of(path),
        user=_name_of(os.geteuid()),
        command=command_line("COMMAND"),
    )


def _about_reason(fault: FolderLocked) -> str:
    if fault.error is None or not fault.error.strerror:
        return _("%(path)s cannot be used, and the reason is unknown.", path=fault.path)
    return _("%(path)s cannot be used: %(reason)s.", path=fault.path, reason=fault.error.strerror)


def _owner_of(path: Path) -> str:
    """The owner of the path, or of the nearest folder above it that can be examined."""
    nearest = next(one for one in (path, *path.absolute().parents) if os.access(one, os.F_OK))
    return _name_of(nearest.stat().st_uid)


def _name_of(user: int) -> str:
    try:
        return getpwuid(user).pw_name
    except KeyError:
        return _("user number %(number)d", number=user)


_WITH_VALUES: dict[type[Exception], Callable[[Any], str]] = {
    ServerRuns: _about_server,
    OfficeDamaged: _about_damaged_office,
    OfficeNewer: _about_newer_office,
    FolderLocked: _about_folder,
}
