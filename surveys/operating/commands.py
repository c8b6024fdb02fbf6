"""The command line: flask --app app …"""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TextIO

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import gettext, ngettext

from surveys import storage
from surveys.catalogue import UnknownSet
from surveys.documents.editions import NothingToShow
from surveys.documents.sheets import SHEETS, render
from surveys.lifecycle import NoGrant, NotPossibleNow, adopt_wall, destroy_survey, survey_key
from surveys.operating.backups import NotCopied, back_up, delete_older, is_sound
from surveys.operating.demo import BadNotesFile, NoteRefused, TooFewNotes, run_demo
from surveys.operating.demo_folders import NotADemosFolder
from surveys.operating.doctor import Examined, examine, manifest
from surveys.operating.restoring import NoBackup, Plan, backup_that_knows, plan_restore, restore, strays
from surveys.operating.starting import FAULTS, invitation_link
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import WrongPassphrase, unwrap_by_passphrase
from surveys.settings import PROJECT, SETTINGS, command_line
from surveys.storage import (
    Facilitator,
    FolderLocked,
    Instance,
    UnknownEdition,
    UnknownFacilitator,
    UnknownSurvey,
    WallBusy,
    WallDamaged,
)
from surveys.stripping import clean, find, strip
from surveys.survey import State, Survey


class Command(click.Command):
    """A command that says in a sentence what is wrong with a damaged instance and what to do; never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FAULTS as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # the program that read our output has ended
                raise
            raise click.ClickException(str(FolderLocked(Path(error.filename or "the disk"), error))) from None


class Commands(AppGroup):
    """A group of such commands."""

    command_class = Command


facilitators = Commands("facilitator", help="Add, list and remove organisers.")
REFUSALS = (UnknownSurvey, UnknownFacilitator, UnknownEdition, WrongPassphrase, NoGrant)
surveys = Commands("survey", help="List, delete and adopt surveys.")


def add_commands(app: Flask) -> None:
    """Make each command available as `flask --app app NAME`."""
    for command in (demo, strip_text, facilitators, surveys, sheet, backup, restore_backup, see_doctor):
        app.cli.add_command(command)


@click.command("demo", cls=Command)
@click.option("--set", "set_name", default="sticky-notes", show_default=True, help="A ready-made survey.")
@click.option(
    "--notes", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="JSON lines."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the sheets.")
@with_appcontext
def demo(set_name: str, notes: Path, out: Path) -> None:
    """Send a file of notes through the real pages and make every sheet. Never touches instance/."""
    from surveys import create_app

    _refuse_place(out, current_app.extensions["instance"])
    app = create_app(INSTANCE=str(out / "instance"), SESSIONS=str(out / "instance" / "sessions"))
    try:
        summary = run_demo(app, set_name, notes, out, click.echo)
    except TooFewNotes as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except NothingToShow:
        raise click.ClickException("No sheet was made: every note in the file is for the organisers alone.") from None
    except OSError as error:
        raise click.ClickException(f"The folder {out} cannot be made or written: {error.strerror}.") from None
    except (UnknownSet, BadNotesFile, NoteRefused, NotADemosFolder, *FAULTS) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Version {summary['edition']}: {summary['notes']['shown']} notes. The sheets are in {out}/")


@click.command("strip")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object with the text and what was found.")
@click.option("--lines", is_flag=True, help="Treat every line as a text of its own.")
def strip_text(as_json: bool, lines: bool) -> None:
    """Read text from standard input and print it without identifiers."""
    source = sys.stdin.buffer.read().decode("utf-8", "replace")
    texts = source.removesuffix("\n").split("\n") if lines else [source]  # not splitlines: it knows ten line ends
    for text in texts:
        stripped: str = strip(clean(text)).text
        if as_json:
            findings = [asdict(finding) for finding in find(text)]
            stripped = json.dumps({"text": stripped, "findings": findings}, ensure_ascii=False)
        click.echo(stripped.replace("\n", " ") if lines else stripped)


@facilitators.command("add")
@click.option("--out", type=click.Path(path_type=Path), help="Write the link to a new file that only you can read.")
def add(out: Path | None) -> None:
    """Print an invitation link, which works once and for 24 hours."""
    instance = _instance()
    storage.prepare_office(instance.office)  # not the sessions: their folder may belong to a service that is stopped
    if out:
        _refuse_place(out, instance)
        with _new_private_file(out) as file:
            file.write(invitation_link(current_app.config, instance, invited_by="the operator") + "\n")
        click.echo(f"The invitation is in {out.absolute()}, which only you can read. It works once and for 24 hours.")
        if storage.running_server(instance) is None:
            click.echo("No server is running yet, so the link uses the address in the settings.")
        return
    if not sys.stdout.isatty():
        raise click.ClickException(
            "An invitation is secret: it is printed only to a terminal. Add --out FILE for a file."
        )
    click.echo(invitation_link(current_app.config, instance, invited_by="the operator"))


@contextmanager
def _new_private_file(path: Path) -> Iterator[TextIO]:
    """Open a new file that only its owner can read; where that is not possible, leave none and say so."""
    try:
        file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")
    except FileExistsError:
        raise click.ClickException(f"{path} is there already and was not changed. Name another file.") from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
    with file:
        if os.fstat(file.fileno()).st_mode & 0o077:  # a disk without file owners, such as a USB stick
            path.unlink()
            raise click.ClickException(f"Others could read {path}. Name a file on another disk.")
        yield file


def _refuse_place(path: Path, instance: Instance) -> None:
    """Refuse to write where everybody would see it, or among the files of an instance."""
    place = path.absolute().resolve()
    if place.is_relative_to(PROJECT / "static"):
        raise click.ClickException(f"The server would show {path} to everybody. Name another place.")
    above = {place, *place.parents}
    if instance.folder.resolve() in above or any((folder / "office.sqlite").exists() for folder in above):
        raise click.ClickException(f"{path} lies in an instance, which has only its own files. Name another folder.")


@facilitators.command("list")
def list_facilitators() -> None:
    """Print the names of all organisers."""
    with storage.open_office(_instance().office, read_only=True) as office:
        for facilitator in storage.all_facilitators(office):
            click.echo(facilitator.name)


@facilitators.command("remove")
@click.argument("name")
@click.option("--lose-notes", is_flag=True, help="Remove them even if nobody else can unlock a survey.")
def remove(name: str, lose_notes: bool) -> None:
    """Remove an organiser with their account and keys. Earlier backups still have the keys."""
    with storage.open_office(_instance().office) as office:
        try:
            account = storage.facilitator_by_name(office, name)
        except UnknownFacilitator:
            raise click.ClickException(f"There is no organiser with the name {name!r}.") from None
        granted = storage.surveys_granted_to(office, account.id)
        alone = [survey_id for survey_id in granted if storage.holders_of(office, survey_id) == [account]]
        if alone and not lose_notes:
            codes = ", ".join(storage.survey_by_id(office, survey_id).slug for survey_id in alone)
            raise click.ClickException(
                f"Only {account.name} can unlock the notes of {codes}. Add another organiser first, or add --lose-notes"
            )
        storage.remove_facilitator(office, account.id)
    click.echo(f"{account.name} is removed and signed out. Earlier backups still have their keys.")


@surveys.command("list")
def list_surveys() -> None:
    """Print each survey: code, state, title, and the organisers who can unlock it."""
    with storage.open_office(_instance().office, read_only=True) as office:
        for survey in storage.all_surveys(office):
            names = ", ".join(holder.name for holder in storage.holders_of(office, survey.id))
            click.echo(f"{survey.slug}  {survey.state:6}  {survey.title}  ({names})")


@surveys.command("adopt")
@click.argument("slug")
def adopt(slug: str) -> None:
    """Open or close again, with its notes, a survey that became a draft when an older backup was restored."""
    _adopt(_instance(), slug)


def _adopt(instance: Instance, slug: str) -> None:
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
    instance = _instance()
    try:
        with storage.open_office(instance.office, read_only=True) as office:
            survey = storage.survey_by_slug(office, slug)
        days = (survey.delete_on - date.today()).days if survey.delete_on else "not set"
        if not yes:
            _ask(
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


def _ask(question: str) -> None:
    """End the command without a yes; where nobody can answer, name the option that does."""
    try:
        agreed = click.confirm(question)
    except (click.Abort, RuntimeError):  # the latter where standard input is closed
        if _can_answer():
            raise
        raise click.ClickException(
            "Nothing was changed: nobody can answer here. To agree beforehand, add --yes"
        ) from None
    if not agreed:
        raise click.Abort


def _ask_for_passphrase() -> str:
    try:
        return str(click.prompt("Passphrase", hide_input=True, err=True))
    except (click.Abort, RuntimeError):
        if _can_answer():
            raise
        raise click.ClickException("Nobody can type a passphrase here. Add --passphrase-file FILE") from None


def _can_answer() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


@click.command("sheet", cls=Command)
@click.argument("slug")
@click.option("--format", "format_name", type=click.Choice([one.name for one in SHEETS]), required=True)
@click.option("--facilitator", "name", required=True, help="The organiser whose key unlocks the notes.")
@click.option("--edition", "code", help="Version of the sheet; the newest by default.")
@click.option("--passphrase-file", type=click.File(encoding="utf-8"), help="File with their passphrase.")
def sheet(slug: str, format_name: str, name: str, code: str | None, passphrase_file: TextIO | None) -> None:
    """Print the sheet of a survey to standard output."""
    try:
        survey, facilitator, newest = _find(slug, name, code)
        passphrase = passphrase_file.read() if passphrase_file else _ask_for_passphrase()
        with current_app.test_request_context():
            content = _render(survey, facilitator, format_name, code or newest, passphrase)
    except REFUSALS as error:
        raise click.ClickException(error.__doc__ or "") from None
    sys.stdout.buffer.write(content)


def _find(slug: str, name: str, code: str | None) -> tuple[Survey, Facilitator, str]:
    """The survey, the facilitator and the newest version, before anybody types a passphrase; raises one of REFUSALS."""
    with storage.open_office(_instance().office, read_only=True) as office:
        survey, facilitator = storage.survey_by_slug(office, slug), storage.facilitator_by_name(office, name)
        codes = [edition.code for edition in storage.editions_of(office, survey.id)]
    if not codes or code not in (None, *codes):
        raise UnknownEdition
    return survey, facilitator, codes[0]


def _render(survey: Survey, facilitator: Facilitator, format_name: str, code: str, passphrase: str) -> bytes:
    instance = _instance()
    with storage.open_office(instance.office, read_only=True) as office:
        private_key = unwrap_by_passphrase(facilitator.key.by_passphrase, passphrase)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        unlocked = UnlockedSurvey(survey, key, instance, office)
        collated = unlocked.sheet(code, gettext, ngettext)
    return render(collated, format_name)


@click.command("backup", cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Copy the instance into FOLDER while the server runs. Deletes backups there that are older than BACKUP_DAYS."""
    try:
        click.echo(f"The backup is in {back_up(_instance(), folder, date.today())}")
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
                _ask(f"There is no instance in {instance.folder.absolute()}. Restore the whole backup there?")
            for name in [] if yes else plan.sound:
                _ask(f"{name} can be read, and may hold newer notes than the backup. Replace it?")
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
        if yes or (_can_answer() and click.confirm("Adopt it with its notes?", default=True)):
            _adopt(instance, slug)
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


@click.command("doctor", cls=Command)
@click.option("--backups", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the backups.")
@click.option("--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Manifest of a release.")
@click.option("--manifest", "print_manifest", is_flag=True, help="Only print the hash of every installed file.")
def see_doctor(backups: Path | None, against: Path | None, print_manifest: bool) -> None:
    """Look for what endangers people or notes. The exit status is 1 if there is something to do."""
    if print_manifest:
        click.echo("\n".join(manifest(PROJECT)))
        return
    settings = {setting.name: current_app.config[setting.name] for setting in SETTINGS}
    lines = list(examine(Examined(current_app.extensions["instance"], settings, current_app.debug, backups, against)))
    click.echo("\n".join(map(str, lines)))
    sys.exit(any(line.mark == "do" for line in lines))


def _instance() -> Instance:
    """The instance, for the rest of the command; until it ends, no backup can be restored."""
    instance: Instance = current_app.extensions["instance"]
    if not instance.is_made():
        raise click.ClickException(
            f"There is no instance in {instance.folder.absolute()}. If this is the wrong folder, set "
            "UNSIGNED_INSTANCE. To make a new instance, run: make run"
        )
    context = click.get_current_context()
    if "at work" not in context.meta:
        context.meta["at work"] = context.with_resource(storage.at_work(instance))
    return instance
