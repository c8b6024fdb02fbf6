"""The accounts of organisers: add, list, remove."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click
from flask import current_app

from surveys import storage
from surveys.operating.commands.commanding import Commands, instance_at_work, refuse_place
from surveys.operating.commands.speaking import option
from surveys.operating.starting import invitation_link
from surveys.storage import UnknownFacilitator
from surveys.terminal import gettext as _
from surveys.terminal import marked

facilitators = Commands("facilitator", help=marked("Add, list and remove organisers."))


@facilitators.command("add", help=marked("Print an invitation link, which works once and for 24 hours."))
@option("--out", type=click.Path(path_type=Path), help=marked("Write the link to a new file that only you can read."))
def add(out: Path | None) -> None:
    instance = instance_at_work()
    storage.prepare_office(instance.office)  # not the sessions: their folder may belong to a service that is stopped
    if out:
        refuse_place(out, instance)
        with _new_private_file(out) as file:
            file.write(invitation_link(current_app.config, instance, invited_by="the operator") + "\n")
        click.echo(
            _(
                "The invitation is in %(file)s, which only you can read. It works once and for 24 hours.",
                file=out.absolute(),
            )
        )
        if storage.running_server(instance) is None:
            click.echo(_("No server is running yet, so the link uses the address in the settings."))
        return
    if not sys.stdout.isatty():
        raise click.ClickException(
            _("An invitation is secret: it is printed only to a terminal. Add --out FILE for a file.")
        )
    click.echo(invitation_link(current_app.config, instance, invited_by="the operator"))


@contextmanager
def _new_private_file(path: Path) -> Iterator[TextIO]:
    """Open a new file that only its owner can read; where that is not possible, leave none and say so."""
    try:
        file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")
    except FileExistsError:
        raise click.ClickException(
            _("%(file)s is there already and was not changed. Name another file.", file=path)
        ) from None
    except OSError as error:
        raise click.ClickException(
            _("%(file)s cannot be written: %(reason)s.", file=path, reason=error.strerror)
        ) from None
    with file:
        if os.fstat(file.fileno()).st_mode & 0o077:  # a disk without file owners, such as a USB stick
            path.unlink()
            raise click.ClickException(_("Others could read %(file)s. Name a file on another disk.", file=path))
        yield file


@facilitators.command("list", help=marked("Print the names of all organisers."))
def list_facilitators() -> None:
    with storage.open_office(instance_at_work().office, read_only=True) as office:
        for facilitator in storage.all_facilitators(office):
            click.echo(facilitator.name)


@facilitators.command(
    "remove", help=marked("Remove an organiser with their account and keys. Earlier backups still have the keys.")
)
@click.argument("name")
@option("--lose-notes", is_flag=True, help=marked("Remove them even if nobody else can unlock a survey."))
def remove(name: str, lose_notes: bool) -> None:
    with storage.open_office(instance_at_work().office) as office:
        try:
            account = storage.facilitator_by_name(office, name)
        except UnknownFacilitator:
            raise click.ClickException(_("There is no organiser with the name %(name)s.", name=repr(name))) from None
        granted = storage.surveys_granted_to(office, account.id)
        alone = [survey_id for survey_id in granted if storage.holders_of(office, survey_id) == [account]]
        if alone and not lose_notes:
            codes = ", ".join(storage.survey_by_id(office, survey_id).slug for survey_id in alone)
            raise click.ClickException(
                _(
                    "Only %(name)s can unlock the notes of %(codes)s. Add another organiser first, or add --lose-notes",
                    name=account.name,
                    codes=codes,
                )
            )
        storage.remove_facilitator(office, account.id)
    click.echo(_("%(name)s is removed and signed out. Earlier backups still have their keys.", name=account.name))
