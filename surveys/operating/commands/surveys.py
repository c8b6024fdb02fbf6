"""Surveys: list, delete, adopt, salvage."""

from collections.abc import Iterator
from datetime import date

import click
from flask import current_app

from surveys import storage
from surveys.lifecycle import NotPossibleNow, adopt_wall, destroy_survey
from surveys.operating.backups import NotCopied, is_sound
from surveys.operating.commands.commanding import Commands, ask, instance_at_work
from surveys.operating.commands.speaking import option
from surveys.operating.faults import words_about
from surveys.operating.salvaging import Salvaged, salvage
from surveys.settings import command_line
from surveys.storage import Instance, UnknownSurvey, WallBusy, WallDamaged
from surveys.survey import State, Survey
from surveys.terminal import gettext as _
from surveys.terminal import marked, ngettext

surveys = Commands("survey", help=marked("List, delete, adopt and salvage surveys."))


@surveys.command("list", help=marked("Print each survey: code, state, title, and the organisers who can unlock it."))
def list_surveys() -> None:
    with storage.open_office(instance_at_work().office, read_only=True) as office:
        for survey in storage.all_surveys(office):
            names = ", ".join(holder.name for holder in storage.holders_of(office, survey.id))
            click.echo(f"{survey.slug}  {survey.state:6}  {survey.title}  ({names})")


@surveys.command(
    "adopt",
    help=marked("Open or close again, with its notes, a survey that became a draft when an older backup was restored."),
)
@click.argument("slug")
def adopt(slug: str) -> None:
    adopt_notes(instance_at_work(), slug)


def adopt_notes(instance: Instance, slug: str) -> None:
    """Make a draft its survey again, or say why it cannot be done."""
    try:
        with storage.open_office(instance.office) as office:
            draft = storage.survey_by_slug(office, slug)
            survey = adopt_wall(draft, instance=instance, office=office, today=date.today())
    except UnknownSurvey:
        raise _no_survey(slug) from None
    except NotPossibleNow:
        raise click.ClickException(
            _("%(code)s is not a draft with notes, so there is nothing to adopt.", code=slug)
        ) from None
    except (WallDamaged, WallBusy) as error:
        cannot = _("The notes of %(code)s cannot be read.", code=slug)
        raise click.ClickException(" ".join((cannot, words_about(error)))) from None
    if survey.state is State.CLOSED:
        click.echo(_("%(code)s is closed again, with its notes. Please inform its organisers.", code=slug))
    else:
        click.echo(_("%(code)s is open again, with its notes. Please inform its organisers.", code=slug))


def _no_survey(slug: str) -> click.ClickException:
    return click.ClickException(_("There is no survey with the code %(code)s.", code=repr(slug)))


@surveys.command(
    "salvage",
    help=marked("Save what can be read of the damaged file of a survey, place by place. Stop the server first."),
)
@click.argument("slug")
@option("--yes", is_flag=True, help=marked("Do not ask, even if the file can be read."))
def salvage_survey(slug: str, yes: bool) -> None:
    instance: Instance = current_app.extensions["instance"]
    try:
        with storage.stopped(instance):
            with storage.open_office(instance.office, read_only=True) as office:
                survey = storage.survey_by_slug(office, slug)
            wall = instance.wall_of(survey)
            if not yes and is_sound(wall.path):
                ask(_("The file can be read. Did organisers see that something in it cannot be unlocked? Salvage it?"))
            found = salvage(survey, instance, date.today())
    except UnknownSurvey:
        raise _no_survey(slug) from None
    except NotCopied as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(_about_salvaged(found)))


def _about_salvaged(found: Salvaged) -> Iterator[str]:
    yield found.saved
    yield ngettext("Saved %(num)d place with a note.", "Saved %(num)d places with notes.", found.notes)
    yield ngettext(
        "%(num)d place could not be read; it was empty or had a note.",
        "%(num)d places could not be read; each was empty or had a note.",
        found.unreadable,
    )
    if found.lost_tickets:
        yield ngettext(
            "%(num)d place for a ticket could not be read. If it had one, that ticket opens nothing any more.",
            "%(num)d places for tickets could not be read. If they had any, those tickets open nothing any more.",
            found.lost_tickets,
        )
    yield _("Please inform the organisers: the survey's page says how many there are.")
    if found.without_code:
        yield ngettext(
            "%(num)d note cannot be taken back any more, because its code could not be read.",
            "%(num)d notes cannot be taken back any more, because their codes could not be read.",
            found.without_code,
        )


@surveys.command("delete", help=marked("Delete a survey and overwrite its notes."))
@click.argument("slug")
@option("--yes", is_flag=True, help=marked("Delete without asking."))
def delete(slug: str, yes: bool) -> None:
    instance = instance_at_work()
    try:
        with storage.open_office(instance.office, read_only=True) as office:
            survey = storage.survey_by_slug(office, slug)
        if not yes:
            ask("\n".join(_before_deleting(survey, instance)))
        with storage.open_office(instance.office) as office:
            destroy_survey(storage.survey_by_id(office, survey.id), instance=instance, office=office)
    except UnknownSurvey:
        raise _no_survey(slug) from None
    except WallBusy:
        raise click.ClickException(
            _(
                "Nothing was deleted, because the file with the notes of %(code)s is in use. Try again. "
                "To find out more, run: %(command)s",
                code=slug,
                command=command_line("doctor"),
            )
        ) from None


def _before_deleting(survey: Survey, instance: Instance) -> Iterator[str]:
    """What somebody reads before they agree."""
    yield survey.title
    if survey.state is State.DRAFT and instance.wall_of(survey).holds_notes():
        yield _(
            "This draft has notes: it was open before an older backup was restored. To keep them, run: %(command)s",
            command=command_line(f"survey adopt {survey.slug}"),
        )
    if survey.delete_on:
        yield _("Days to its deletion day: %(number)d", number=(survey.delete_on - date.today()).days)
    else:
        yield _("Days to its deletion day: not set")
    yield _("This overwrites all notes now, for good. Delete the survey?")
