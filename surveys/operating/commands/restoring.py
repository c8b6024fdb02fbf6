"""Backups: make one, restore from one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from flask import current_app

from surveys import storage
from surveys.operating.backups import NotCopied, back_up, delete_older, is_sound
from surveys.operating.commands.commanding import Command, ask, can_answer, instance_at_work
from surveys.operating.commands.surveys import adopt_notes
from surveys.operating.restoring import NoBackup, Plan, backup_that_knows, plan_restore, restore, strays
from surveys.settings import command_line
from surveys.storage import Instance
from surveys.survey import State


@click.command("backup", cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Copy the instance into FOLDER while the server runs. Deletes backups there that are older than BACKUP_DAYS."""
    try:
        click.echo(f"The backup is in {back_up(instance_at_work(), folder, date.today())}")
    except NotCopied as error:
        raise click.ClickException(str(error)) from None
    if days := current_app.config["BACKUP_DAYS"]:  # now that there is a newer one
        for old in delete_older(folder, date.today(), days):
            click.echo(f"Deleted {old}, which was older than {days} days.")


@click.command("restore", cls=Command)
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("file_name", required=False)
@click.option("--yes", is_flag=True, help="Do not ask: replace readable files, adopt drafts with notes.")
def restore_backup(source: Path, file_name: str | None, yes: bool) -> None:
    """Restore what is missing or damaged, or only FILE_NAME, from the backup folder SOURCE."""
    instance: Instance = current_app.extensions["instance"]
    try:
        with storage.stopped(instance):
            plan = plan_restore(instance, source, file_name)
            if not (yes or instance.is_made()):
                ask(f"There is no instance in {instance.folder.absolute()}. Restore the whole backup there?")
            for name in [] if yes else plan.readable:
                ask(f"{name} can be read, and may hold newer notes than the backup. Replace it?")
            done = restore(instance, plan, date.today())
            click.echo("\n".join((*done, *plan.left)) or "There is nothing to restore.")
            _take_up_strays(instance, source, yes)
            click.echo("\n".join(_after_restoring(instance, plan)))
    except NoBackup:
        raise click.ClickException("This folder is not a backup. Name a folder such as unsigned-2026-11-28.") from None
    except NotCopied as error:
        raise click.ClickException(str(error)) from None


def _take_up_strays(instance: Instance, source: Path, yes: bool) -> None:
    """Name every wall with notes whose survey is a draft or unknown, and offer to adopt those of drafts."""
    for stray in strays(instance):
        if stray.draft is None:
            knowing = backup_that_knows(stray.path.stem, source.absolute().parent)
            keys = f"The backup {knowing} has" if knowing else "Only a backup made after the survey has"
            title = stray.title or "its survey"
            click.echo(f"Left walls/{stray.path.name} in place: {title} is not in this office. {keys} its key.")
            continue
        slug = stray.draft.slug
        click.echo(f"{slug} ({stray.draft.title}) has notes, but is a draft in this office.")
        if yes or (can_answer() and click.confirm("Adopt it with its notes?", default=True)):
            adopt_notes(instance, slug)
        else:
            click.echo(f"Its notes are safe. To adopt it later, run: {command_line(f'survey adopt {slug}')}")


def _after_restoring(instance: Instance, plan: Plan) -> Iterator[str]:
    """What the operator has to know and to pass on, and how each survey is now."""
    if plan.brings_office:
        yield "Accounts, passphrases, keys, masks and published pages are those of the day of the backup. Organisers"
        yield "who were removed since then can sign in again, and those who were added cannot. Published pages that"
        yield "were taken back since then can be read again."
    if codes := [one.survey.slug for one in plan.replacements if one.survey]:
        yield f"Inform the organisers of {', '.join(codes)}: notes written after the backup are missing, and notes"
        yield "taken back after it are there again."
    with storage.open_office(instance.office, read_only=True) as office:
        found = storage.all_surveys(office)
    for survey in found:
        is_lost = survey.state is not State.DRAFT and not is_sound(instance.wall_of(survey).path)
        yield f"{survey.slug}  {survey.state:6}  {survey.title}" + (
            "  (its notes are missing or damaged)" if is_lost else ""
        )
