"""Surveys: list, delete, adopt, salvage."""

from datetime import date

import click
from flask import current_app

from surveys import storage
from surveys.lifecycle import NotPossibleNow, adopt_wall, destroy_survey
from surveys.operating.backups import NotCopied, is_sound
from surveys.operating.commands.commanding import Commands, ask, instance_at_work
from surveys.operating.salvaging import salvage
from surveys.settings import command_line
from surveys.storage import Instance, UnknownSurvey, WallBusy, WallDamaged
from surveys.survey import State, Survey

surveys = Commands("survey", help="List, delete, adopt and salvage surveys.")


@surveys.command("list")
def list_surveys() -> None:
    """Print each survey: code, state, title, and the organisers who can unlock it."""
    with storage.open_office(instance_at_work().office, read_only=True) as office:
        for survey in storage.all_surveys(office):
            names = ", ".join(holder.name for holder in storage.holders_of(office, survey.id))
            click.echo(f"{survey.slug}  {survey.state:6}  {survey.title}  ({names})")


@surveys.command("adopt")
@click.argument("slug")
def adopt(slug: str) -> None:
    """Open or close again, with its notes, a survey that became a draft when an older backup was restored."""
    adopt_notes(instance_at_work(), slug)


def adopt_notes(instance: Instance, slug: str) -> None:
    """Make a draft its survey again, or say why it cannot be done."""
    try:
        with storage.open_office(instance.office) as office:
            draft = storage.survey_by_slug(office, slug)
            survey = adopt_wall(draft, instance=instance, office=office, today=date.today())
    except UnknownSurvey:
        raise click.ClickException(f"There is no survey with the code {slug!r}.") from None
    except NotPossibleNow:
        raise click.ClickException(f"{slug} is not a draft with notes, so there is nothing to adopt.") from None
    except (WallDamaged, WallBusy) as error:
        raise click.ClickException(f"The notes of {slug} cannot be read. {error.__doc__}") from None
    click.echo(f"{survey.slug} is {survey.state} again, with its notes. Please inform its organisers.")


@surveys.command("salvage")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask, even if the file can be read.")
def salvage_survey(slug: str, yes: bool) -> None:
    """Save what can be read of the damaged file of a survey, place by place. Stop the server first."""
    instance: Instance = current_app.extensions["instance"]
    try:
        with storage.stopped(instance):
            with storage.open_office(instance.office, read_only=True) as office:
                survey = storage.survey_by_slug(office, slug)
            wall = instance.wall_of(survey)
            if not yes and is_sound(wall.path):
                ask("The file can be read. Did organisers see that something in it cannot be unlocked? Salvage it?")
            found = salvage(survey, instance, date.today())
    except UnknownSurvey:
        raise click.ClickException(f"There is no survey with the code {slug!r}.") from None
    except NotCopied as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"{found.saved}\nSaved {found.notes} places with notes. {found.unreadable} places could not be read; each was"
    )
    click.echo("empty or had a note. Please inform the organisers: the survey's page says how many there are.")
    if found.without_code:
        click.echo(f"{found.without_code} notes cannot be taken back any more, because their codes could not be read.")


@surveys.command("delete")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Delete without asking.")
def delete(slug: str, yes: bool) -> None:
    """Delete a survey and overwrite its notes."""
    instance = instance_at_work()
    try:
        with storage.open_office(instance.office, read_only=True) as office:
            survey = storage.survey_by_slug(office, slug)
        days = (survey.delete_on - date.today()).days if survey.delete_on else "not set"
        if not yes:
            ask(
                f"{survey.title}\n{_about_notes_of_draft(survey, instance)}Days to its deletion day: {days}\n"
                "This overwrites all notes now, for good. Delete the survey?"
            )
        with storage.open_office(instance.office) as office:
            destroy_survey(storage.survey_by_id(office, survey.id), instance=instance, office=office)
    except UnknownSurvey:
        raise click.ClickException(f"There is no survey with the code {slug!r}.") from None
    except WallBusy:
        raise click.ClickException(
            f"Nothing was deleted, because the file with the notes of {slug} is in use. Try again. "
            f"To find out more, run: {command_line('doctor')}"
        ) from None


def _about_notes_of_draft(survey: Survey, instance: Instance) -> str:
    if survey.state is not State.DRAFT or not instance.wall_of(survey).holds_notes():
        return ""
    adopt = command_line(f"survey adopt {survey.slug}")
    return f"This draft has notes: it was open before an older backup was restored. To keep them, run: {adopt}\n"
