"""Surveys: list, delete, adopt."""

from datetime import date

import click

from surveys import storage
from surveys.lifecycle import NotPossibleNow, adopt_wall, destroy_survey
from surveys.operating.commands.commanding import Commands, ask, instance_at_work
from surveys.settings import command_line
from surveys.storage import Instance, UnknownSurvey, WallBusy, WallDamaged
from surveys.survey import State, Survey

surveys = Commands("survey", help="List, delete and adopt surveys.")


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
