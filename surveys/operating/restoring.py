"""How a backup is restored: check it, write copies beside the files that are there, then rename each in one step.

No readable file is replaced without asking, no file is thrown away, and what somebody deleted stays deleted.
"""

import os
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from surveys import storage
from surveys.lifecycle import OPERATOR
from surveys.operating.backups import NotCopied, can_be_read, databases_in, is_sound
from surveys.settings import command_line
from surveys.storage import Instance, OfficeDamaged, Wall, WallBusy, WallDamaged
from surveys.survey import State, Survey
from surveys.terminal import gettext as _


class NoBackup(Exception):
    """The folder holds no backup of an instance."""


@dataclass(frozen=True)
class Replacement:
    """One file of the backup and the file that it replaces."""

    copy: Path
    target: Path
    is_sound_now: bool
    survey: Survey | None = None
    """The survey whose wall it is; None for the office."""

    @property
    def name(self) -> str:
        """The name that operators use for the file."""
        return f"walls/{self.target.name}" if self.survey else self.target.name

    @property
    def beside(self) -> Path:
        """Where the copy is written before it is renamed."""
        return self.target.with_name(f"{self.target.name}.restoring")


@dataclass(frozen=True)
class Plan:
    """What a restore will replace, and why it leaves some files of the backup out."""

    replacements: tuple[Replacement, ...]
    left: tuple[str, ...]

    @property
    def brings_office(self) -> bool:
        """Whether accounts, passphrases and the list of surveys become those of an earlier day."""
        return any(one.survey is None for one in self.replacements)

    @property
    def readable(self) -> list[str]:
        """Files that would be replaced and can be read, even if a damaged place was met in them."""
        return [one.name for one in self.replacements if can_be_read(one.target)]


@dataclass(frozen=True)
class Stray:
    """A wall with notes that the office does not know: its survey is a draft, or is not in the office."""

    path: Path
    title: str
    draft: Survey | None


def plan_restore(instance: Instance, source: Path, file_name: str | None = None) -> Plan:
    """Choose the named file, or every file that is missing or damaged; a wall only if the office has its survey.

    Raises NoBackup, OfficeDamaged, and NotCopied if the backup has no sound copy of the file.
    """
    if not (source / "office.sqlite").exists():
        raise NoBackup
    named = Path(file_name).name if file_name else None
    copies = databases_in(source)
    if named and named not in {copy.name for copy in copies}:
        has = ", ".join(str(copy.relative_to(source)) for copy in copies)
        raise NotCopied(_("This backup has no such file; it has %(files)s.", files=has))
    places = [instance.folder / copy.relative_to(source) for copy in copies]
    office, *walls = (Replacement(copy, at, is_sound(at)) for copy, at in zip(copies, places, strict=True))
    brought = [office] if named == office.copy.name or not (named or office.is_sound_now) else []
    if not brought and not office.is_sound_now:
        raise OfficeDamaged(instance.office)  # a wall is of no use without its office
    wanted = [wall for wall in walls if (wall.copy.name == named if named else not wall.is_sound_now)]
    known = surveys_in(office.copy if brought else instance.office)
    reasons = {wall: _reason_to_leave(instance, wall.target, known) for wall in wanted}
    brought += [replace(wall, survey=known[wall.target.stem]) for wall in wanted if not reasons[wall]]
    if unsound := [one.copy for one in brought if not is_sound(one.copy)]:
        raise NotCopied(_("Nothing was changed, because %(file)s is damaged too. Use another backup.", file=unsound[0]))
    return Plan(tuple(brought), tuple(filter(None, reasons.values())))


def restore(instance: Instance, plan: Plan, today: date) -> list[str]:
    """Carry out the plan and return a sentence for each step; on a full disk nothing changes. Raises NotCopied.

    If it is killed, each file is either old or new, and it can be run again.
    """
    try:
        _make_ready(instance, plan)
    except (OSError, WallBusy) as error:
        for path in [path for one in plan.replacements for path in one.beside.parent.glob(f"{one.beside.name}*")]:
            path.unlink()
        why = getattr(error, "strerror", None) or ", ".join(map(str, error.args))
        raise NotCopied(
            _("Nothing was changed, because the backup cannot be copied (%(reason)s).", reason=why)
        ) from None
    done = [put_in_place(one) for one in plan.replacements]
    instance.prepare()
    if plan.brings_office:
        # whoever signed in with a later passphrase signs in again
        for path in filter(Path.is_file, instance.sessions.iterdir()):
            path.unlink()
    with storage.open_office(instance.office) as office:
        done += [
            words for survey in storage.all_surveys(office) for words in _follow_wall(survey, instance, office, today)
        ]
    return done


def strays(instance: Instance) -> list[Stray]:
    """Walls with notes whose survey is a draft, or unknown, because an older office was restored.

    Raises OfficeDamaged or OfficeBusy.
    """
    known = surveys_in(instance.office)
    begun = {survey.id for survey in known.values() if survey.state is not State.DRAFT}
    walls = [
        Wall(path, date.min) for path in sorted((instance.folder / "walls").glob("*.sqlite")) if path.stem not in begun
    ]
    return [Stray(wall.path, _title_of(wall), known.get(wall.path.stem)) for wall in walls if wall.holds_notes()]


def backup_that_knows(survey_id: str, folder: Path) -> Path | None:
    """The newest backup in the folder that has this survey, and with it the keys of its notes."""
    for made in sorted(folder.glob("unsigned-*"), reverse=True):
        office = made / "office.sqlite"
        if is_sound(office) and survey_id in surveys_in(office):
            return made
    return None


def surveys_in(office: Path) -> dict[str, Survey]:
    """The surveys in an office file, by id. Raises OfficeDamaged or OfficeBusy."""
    with storage.open_office(office, read_only=True) as database:
        return {survey.id: survey for survey in storage.all_surveys(database)}


def _reason_to_leave(instance: Instance, target: Path, known: dict[str, Survey]) -> str:
    name = f"walls/{target.name}"
    if target.stem not in known:
        return _(
            "Left out %(file)s: its survey is not in the office. It was deleted, or is newer than this office.",
            file=name,
        )
    if instance.wall_of(known[target.stem]).was_destroyed() and not target.exists():
        return _(
            "Left out %(file)s: %(code)s was deleted after the backup, and stays deleted.",
            file=name,
            code=known[target.stem].slug,
        )
    return ""


def _make_ready(instance: Instance, plan: Plan) -> None:
    """Write every copy beside the file that it replaces, closed or open as its office says."""
    office_file = next((one.copy for one in plan.replacements if one.survey is None), instance.office)
    with storage.open_office(office_file, read_only=True) as office:
        ids = [one.survey.id for one in plan.replacements if one.survey]
        opened = {survey_id for survey_id in ids if storage.sealed_document(office, survey_id, "released")[1]}
    for one in plan.replacements:
        one.target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        one.beside.unlink(missing_ok=True)
        file = os.open(one.beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as beside, one.copy.open("rb") as copy:
            shutil.copyfileobj(copy, beside)
            beside.flush()
            os.fsync(beside.fileno())
        if one.survey and one.survey.state is not State.DRAFT:
            follow_office(
                replace(instance.wall_of(one.survey), path=one.beside), one.survey, is_opened=one.survey.id in opened
            )
        times = one.copy.stat()
        os.utime(one.beside, (times.st_atime, times.st_mtime))


def follow_office(wall: Wall, survey: Survey, *, is_opened: bool) -> None:
    """Close or end an older wall as its survey was, so that its take-back codes do not work again."""
    if survey.state is State.CLOSED:
        (wall.end if is_opened else wall.close)()
    elif wall.is_closed() and not wall.is_ended():
        wall.reopen()


def about_damaged_wall(wall: Path, slug: str) -> str:
    """What the operator reads wherever a wall turns out to be missing or damaged."""
    restore, salvage = command_line(f"restore BACKUP {wall.name}"), command_line(f"survey salvage {slug}")
    return _(
        "The notes in %(file)s are missing or damaged; other surveys still work. Stop the server. To restore them from "
        "the backup folder BACKUP, run: %(restore)s To save what can be read instead, run: %(salvage)s",
        file=wall,
        restore=restore,
        salvage=salvage,
    )


def about_draft_with_notes(slug: str) -> str:
    """What the operator reads about a survey that an older office has as a draft."""
    return _(
        "%(code)s has notes, but a restore made it a draft. To adopt it with them, run: %(command)s",
        code=slug,
        command=command_line(f"survey adopt {slug}"),
    )


def put_in_place(one: Replacement) -> str:
    """Rename the old file and its journal, which SQLite would apply to the new file, then rename the copy."""
    journal = one.target.with_name(f"{one.target.name}-journal")
    kept = _free_name(one)
    if one.target.exists():
        os.link(one.target, kept)
    if journal.exists():
        journal.rename(kept.with_name(f"{kept.name}-journal"))
    one.beside.rename(one.target)
    storage.mark_of_damage(one.target).unlink(missing_ok=True)
    storage.make_durable(one.target)
    if kept.exists():
        return _("Restored %(file)s. The old file is now %(saved)s.", file=one.name, saved=kept.name)
    return _("Restored %(file)s.", file=one.name)


def _free_name(one: Replacement) -> Path:
    name = f"{one.target.name}.{'replaced' if one.is_sound_now else 'damaged'}"
    number, kept = 1, one.target.with_name(name)
    while kept.exists():
        number += 1
        kept = one.target.with_name(f"{name}-{number}")
    return kept


def _follow_wall(survey: Survey, instance: Instance, office: Database, today: date) -> list[str]:
    """If the office is older than the wall, correct it: the survey was deleted, closed or reopened after the backup."""
    wall = instance.wall_of(survey)
    if wall.was_destroyed() and not wall.path.exists():
        storage.delete_survey(office, survey.id)
        return [_("%(code)s was deleted after the backup, and stays deleted.", code=survey.slug)]
    if survey.state is State.DRAFT:
        return []
    try:
        state = State.CLOSED if wall.is_closed() else State.OPEN
    except (WallDamaged, WallBusy):
        return []
    if survey.state is state:
        return []
    closed_on = today if state is State.CLOSED else survey.closed_on
    storage.save_survey(office, replace(survey, state=state, paused=False, closed_on=closed_on))
    act = storage.Deed.CLOSED if state is State.CLOSED else storage.Deed.REOPENED
    storage.record_act(office, day=today, facilitator=OPERATOR, survey_id=survey.id, act=act)
    if state is State.CLOSED:
        return [_("%(code)s was closed after the backup, and is closed again.", code=survey.slug)]
    return [_("%(code)s was reopened after the backup, and is open again.", code=survey.slug)]


def _title_of(wall: Wall) -> str:
    try:
        promise = wall.promise()
    except WallDamaged:
        return ""
    return storage.survey_from_document(promise).title if promise else ""
