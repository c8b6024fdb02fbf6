"""Backups: make one, restore from one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from flask import current_app

from surveys import storage
from surveys.operating.backups import NotCopied, back_up, delete_older, is_sound
from surveys.operating.commands.commanding import Command, ask, can_answer, instance_at_work
from surveys.operating.commands.speaking import option
from surveys.operating.commands.surveys import adopt_notes
from surveys.operating.restoring import NoBackup, Plan, Stray, backup_that_knows, plan_restore, restore, strays
from surveys.settings import command_line
from surveys.storage import Instance
from surveys.survey import State, Survey
from surveys.terminal import gettext as _
from surveys.terminal import marked, ngettext


@click.command(
    "backup",
    cls=Command,
    help=marked(
        "Copy the instance into FOLDER while the server runs. Deletes backups there that are older than BACKUP_DAYS."
    ),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    try:
        made = back_up(instance_at_work(), folder, date.today())
        click.echo(_("The backup is in %(folder)s", folder=made))
    except NotCopied as error:
        raise click.ClickException(str(error)) from None
    if days := current_app.config["BACKUP_DAYS"]:  # now that there is a newer one
        for old in delete_older(folder, date.today(), days):
            click.echo(
                ngettext(
                    "Deleted %(folder)s, which was older than %(num)d day.",
                    "Deleted %(folder)s, which was older than %(num)d days.",
                    days,
                    folder=old,
                )
            )


@click.command(
    "restore",
    cls=Command,
    help=marked("Restore what is missing or damaged, or only FILE_NAME, from the backup folder SOURCE."),
)
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("file_name", required=False)
@option("--yes", is_flag=True, help=marked("Do not ask: replace readable files, adopt drafts with notes."))
def restore_backup(source: Path, file_name: str | None, yes: bool) -> None:
    instance: Instance = current_app.extensions["instance"]
    try:
        with storage.stopped(instance):
            plan = plan_restore(instance, source, file_name)
            if not yes:
                _ask_before(instance, plan)
            done = restore(instance, plan, date.today())
            click.echo("\n".join((*done, *plan.left)) or _("There is nothing to restore."))
            _take_up_strays(instance, source, yes)
            click.echo("\n".join(_after_restoring(instance, plan)))
    except NoBackup:
        raise click.ClickException(
            _("This folder is not a backup. Name a folder such as unsigned-2026-11-28.")
        ) from None
    except NotCopied as error:
        raise click.ClickException(str(error)) from None


def _ask_before(instance: Instance, plan: Plan) -> None:
    if not instance.is_made():
        ask(_("There is no instance in %(folder)s. Restore the whole backup there?", folder=instance.folder.absolute()))
    for name in plan.readable:
        ask(_("%(file)s can be read, and may hold newer notes than the backup. Replace it?", file=name))


def _take_up_strays(instance: Instance, source: Path, yes: bool) -> None:
    """Name every wall with notes whose survey is a draft or unknown, and offer to adopt those of drafts."""
    for stray in strays(instance):
        if stray.draft is None:
            click.echo(_about_unknown(stray, source))
            continue
        slug = stray.draft.slug
        click.echo(
            _("%(code)s (%(title)s) has notes, but is a draft in this office.", code=slug, title=stray.draft.title)
        )
        if yes or (can_answer() and click.confirm(_("Adopt it with its notes?"), default=True)):
            adopt_notes(instance, slug)
        else:
            adopt = command_line(f"survey adopt {slug}")
            click.echo(_("Its notes are safe. To adopt it later, run: %(command)s", command=adopt))


def _about_unknown(stray: Stray, source: Path) -> str:
    """Whose survey is not in the office: it stays, and who has its key."""
    knowing = backup_that_knows(stray.path.stem, source.absolute().parent)
    left = {"file": f"walls/{stray.path.name}", "title": stray.title or stray.path.stem, "backup": knowing}
    if knowing:
        return _("Left %(file)s in place: %(title)s is not in this office. The backup %(backup)s has its key.", **left)
    return _(
        "Left %(file)s in place: %(title)s is not in this office. Only a backup made after the survey has its key.",
        **left,
    )


def _after_restoring(instance: Instance, plan: Plan) -> Iterator[str]:
    """What the operator has to know and to pass on, and how each survey is now."""
    if plan.brings_office:
        yield _("Accounts, passphrases, keys, masks and published pages are those of the day of the backup.")
        yield _("Organisers who were removed since then can sign in again, and those who were added cannot.")
        yield _("Published pages that were taken down since then can be read again.")
    if codes := [one.survey.slug for one in plan.replacements if one.survey]:
        yield _(
            "Inform the organisers of %(codes)s: notes written after the backup are missing, and notes taken back "
            "after it are there again.",
            codes=", ".join(codes),
        )
    with storage.open_office(instance.office, read_only=True) as office:
        found = storage.all_surveys(office)
    yield from (_line_of(survey, instance) for survey in found)


def _line_of(survey: Survey, instance: Instance) -> str:
    is_lost = survey.state is not State.DRAFT and not is_sound(instance.wall_of(survey).path)
    line = f"{survey.slug}  {survey.state:6}  {survey.title}"
    return "  ".join((line, _("(its notes are missing or damaged)"))) if is_lost else line
