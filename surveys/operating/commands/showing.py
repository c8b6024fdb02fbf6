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
from surveys.catalogue import SET_NAMES, UnknownSet
from surveys.documents.editions import NothingToShow
from surveys.documents.sheets import DOWNLOADS, PAPERS, Sheet, render
from surveys.languages import translators
from surveys.lifecycle import survey_key
from surveys.operating.commands.commanding import Command, can_answer, instance_at_work, refuse_place
from surveys.operating.commands.speaking import option
from surveys.operating.demo import HANDOUTS, BadNotesFile, NoteRefused, TooFewNotes, run_demo
from surveys.operating.demo_folders import NotADemosFolder
from surveys.operating.doctor import Examined, examine, manifest
from surveys.operating.faults import REFUSALS, words_about
from surveys.operating.tour import serve_tour
from surveys.organising.in_languages import sheet_in
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import unwrap_by_passphrase
from surveys.settings import PROJECT, SETTINGS
from surveys.storage import Facilitator, UnknownEdition
from surveys.stripping import clean, find, strip
from surveys.survey import Survey
from surveys.terminal import gettext as _
from surveys.terminal import marked, ngettext


@click.command(
    "demo",
    cls=Command,
    help=marked("Send a file of notes through the real pages and make every sheet. Never touches instance/."),
)
@option("--set", "set_name", default="sticky-notes", show_default=True, help=marked("A ready-made survey."))
@option(
    "--notes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help=marked("A file with a JSON object for each note, on a line of its own."),
)
@option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help=marked("Folder for the sheets."))
@with_appcontext
def demo(set_name: str, notes: Path, out: Path) -> None:
    from surveys import create_app

    refuse_place(out, current_app.extensions["instance"])
    app = create_app(INSTANCE=str(out / "instance"), SESSIONS=str(out / "instance" / "sessions"))
    try:
        summary = run_demo(app, set_name, notes, out, click.echo)
    except TooFewNotes as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except (NothingToShow, UnknownSet, BadNotesFile, NoteRefused, NotADemosFolder, OSError) as error:
        raise click.ClickException(_why_no_demo(error, set_name, out)) from None
    click.echo(
        ngettext(
            "Version %(edition)s: %(num)d note. The sheets are in %(folder)s/",
            "Version %(edition)s: %(num)d notes. The sheets are in %(folder)s/",
            summary["notes"]["shown"],
            edition=summary["edition"],
            folder=out / HANDOUTS,
        )
    )
    about = _(
        "The folder instance has the survey itself, and passphrase.txt the passphrase of the organiser Demo. To see its"
        " pages:"
    )
    click.echo(f"{about} UNSIGNED_INSTANCE={out}/instance make run")


def _why_no_demo(error: Exception, set_name: str, out: Path) -> str:
    if isinstance(error, NothingToShow):
        return _("No sheet was made: every note in the file is for the organisers alone.")
    if isinstance(error, OSError):
        return _("The folder %(folder)s cannot be made or written: %(reason)s.", folder=out, reason=error.strerror)
    if isinstance(error, UnknownSet):
        sets = ", ".join(SET_NAMES)
        return _("There is no ready-made survey %(name)s. Choose one of %(names)s.", name=repr(set_name), names=sets)
    return str(error)


@click.command(
    "tour",
    cls=Command,
    help=marked("Show the product with invented notes, in memory, until interrupted. Never touches instance/."),
)
def tour() -> None:
    serve_tour(current_app.config["HOST"], current_app.config["PORT"])


@click.command("strip", cls=Command, help=marked("Read text from standard input and print it without identifiers."))
@option("--json", "as_json", is_flag=True, help=marked("Print a JSON object with the text and what was found."))
@option("--lines", is_flag=True, help=marked("Treat every line as a text of its own."))
def strip_text(as_json: bool, lines: bool) -> None:
    source = sys.stdin.buffer.read().decode("utf-8", "replace")
    texts = source.removesuffix("\n").split("\n") if lines else [source]  # not splitlines: it knows ten line ends
    for text in texts:
        stripped: str = strip(clean(text)).text
        if as_json:
            findings = [asdict(finding) for finding in find(text)]
            stripped = json.dumps({"text": stripped, "findings": findings}, ensure_ascii=False)
        click.echo(stripped.replace("\n", " ") if lines else stripped)


@click.command("sheet", cls=Command, help=marked("Print the sheet of a survey to standard output."))
@click.argument("slug")
@option("--format", "format_name", type=click.Choice([one.name for one in DOWNLOADS]), required=True)
@option(
    "--paper", type=click.Choice(PAPERS), default=PAPERS[0], show_default=True, help=marked("What it is printed on.")
)
@option("--facilitator", "name", required=True, help=marked("The organiser whose key unlocks the notes."))
@option("--edition", "code", help=marked("Version of the sheet; the newest by default."))
@option("--passphrase-file", type=click.File(encoding="utf-8"), help=marked("File with their passphrase."))
def sheet(slug: str, format_name: str, paper: str, name: str, code: str | None, passphrase_file: TextIO | None) -> None:
    try:
        survey, facilitator, newest = _find(slug, name, code)
        passphrase = passphrase_file.read() if passphrase_file else _ask_for_passphrase()
        with current_app.test_request_context():
            collated = _collated(survey, facilitator, format_name, code or newest, passphrase)
    except REFUSALS as error:
        raise click.ClickException(words_about(error)) from None
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
        return str(click.prompt(_("Passphrase"), hide_input=True, err=True))
    except (click.Abort, RuntimeError):
        if can_answer():
            raise
        raise click.ClickException(_("Nobody can type a passphrase here. Add --passphrase-file FILE")) from None


@click.command(
    "doctor",
    cls=Command,
    help=marked("Look for what endangers people or notes. The exit status is 1 if there is something to do."),
)
@option(
    "--backups", type=click.Path(exists=True, file_okay=False, path_type=Path), help=marked("Folder of the backups.")
)
@option(
    "--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=marked("Manifest of a release.")
)
@option("--manifest", "print_manifest", is_flag=True, help=marked("Only print the hash of every installed file."))
def see_doctor(backups: Path | None, against: Path | None, print_manifest: bool) -> None:
    if print_manifest:
        click.echo("\n".join(manifest(PROJECT)))
        return
    settings = {setting.name: current_app.config[setting.name] for setting in SETTINGS}
    lines = list(examine(Examined(current_app.extensions["instance"], settings, current_app.debug, backups, against)))
    click.echo("\n".join(map(str, lines)))
    sys.exit(any(line.mark == "do" for line in lines))
