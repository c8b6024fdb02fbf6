"""What leaves the instance as it is: the demo, stripping a text, printing a sheet, the doctor."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TextIO

import click
from flask import current_app
from flask.cli import with_appcontext

from surveys import storage
from surveys.catalogue import UnknownSet
from surveys.documents.editions import NothingToShow
from surveys.documents.sheets import DOWNLOADS, PAPERS, Sheet, render
from surveys.languages import translators
from surveys.lifecycle import NoGrant, survey_key
from surveys.operating.commands.commanding import Command, can_answer, instance_at_work, refuse_place
from surveys.operating.demo import BadNotesFile, NoteRefused, TooFewNotes, run_demo
from surveys.operating.demo_folders import NotADemosFolder
from surveys.operating.doctor import Examined, examine, manifest
from surveys.operating.starting import FAULTS
from surveys.operating.tour import serve_tour
from surveys.organising.in_languages import sheet_in
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import WrongPassphrase, unwrap_by_passphrase
from surveys.settings import PROJECT, SETTINGS
from surveys.storage import Facilitator, UnknownEdition, UnknownFacilitator, UnknownSurvey
from surveys.stripping import clean, find, strip
from surveys.survey import Survey

REFUSALS = (UnknownSurvey, UnknownFacilitator, UnknownEdition, WrongPassphrase, NoGrant)


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

    refuse_place(out, current_app.extensions["instance"])
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


@click.command("tour", cls=Command)
def tour() -> None:
    """Show the product with invented notes, in memory, until interrupted. Never touches instance/."""
    serve_tour(current_app.config["HOST"], current_app.config["PORT"])


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


@click.command("sheet", cls=Command)
@click.argument("slug")
@click.option("--format", "format_name", type=click.Choice([one.name for one in DOWNLOADS]), required=True)
@click.option("--paper", type=click.Choice(PAPERS), default=PAPERS[0], show_default=True, help="What it is printed on.")
@click.option("--facilitator", "name", required=True, help="The organiser whose key unlocks the notes.")
@click.option("--edition", "code", help="Version of the sheet; the newest by default.")
@click.option("--passphrase-file", type=click.File(encoding="utf-8"), help="File with their passphrase.")
def sheet(slug: str, format_name: str, paper: str, name: str, code: str | None, passphrase_file: TextIO | None) -> None:
    """Print the sheet of a survey to standard output."""
    try:
        survey, facilitator, newest = _find(slug, name, code)
        passphrase = passphrase_file.read() if passphrase_file else _ask_for_passphrase()
        with current_app.test_request_context():
            collated = _collated(survey, facilitator, format_name, code or newest, passphrase)
    except REFUSALS as error:
        raise click.ClickException(error.__doc__ or "") from None
    sys.stdout.buffer.write(render(replace(collated, paper=paper), format_name))


def _find(slug: str, name: str, code: str | None) -> tuple[Survey, Facilitator, str]:
    """The survey, the facilitator and the newest version, before anybody types a passphrase; raises one of REFUSALS."""
    with storage.open_office(instance_at_work().office, read_only=True) as office:
        survey, facilitator = storage.survey_by_slug(office, slug), storage.facilitator_by_name(office, name)
        codes = [edition.code for edition in storage.editions_of(office, survey.id)]
    if not codes or code not in (None, *codes):
        raise UnknownEdition
    return survey, facilitator, codes[0]


def _collated(survey: Survey, facilitator: Facilitator, format_name: str, code: str, passphrase: str) -> Sheet:
    instance = instance_at_work()
    with storage.open_office(instance.office, read_only=True) as office:
        private_key = unwrap_by_passphrase(facilitator.key.by_passphrase, passphrase)
        key = survey_key(survey, office=office, facilitator_id=facilitator.id, private_key=private_key)
        unlocked = UnlockedSurvey(survey, key, instance, office)
        return sheet_in(survey.language, unlocked, code, format_name, translators)


def _ask_for_passphrase() -> str:
    try:
        return str(click.prompt("Passphrase", hide_input=True, err=True))
    except (click.Abort, RuntimeError):
        if can_answer():
            raise
        raise click.ClickException("Nobody can type a passphrase here. Add --passphrase-file FILE") from None


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
