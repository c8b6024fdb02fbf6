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
from surveys.operating.starting import invitation_link
from surveys.storage import UnknownFacilitator

facilitators = Commands("facilitator", help="Add, list and remove organisers.")


@facilitators.command("add")
@click.option("--out", type=click.Path(path_type=Path), help="Write the link to a new file that only you can read.")
def add(out: Path | None) -> None:
    """Print an invitation link, which works once and for 24 hours."""
    instance = instance_at_work()
    storage.prepare_office(instance.office)  # not the sessions: their folder may belong to a service that is stopped
    if out:
        refuse_place(out, instance)
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


@facilitators.command("list")
def list_facilitators() -> None:
    """Print the names of all organisers."""
    with storage.open_office(instance_at_work().office, read_only=True) as office:
        for facilitator in storage.all_facilitators(office):
            click.echo(facilitator.name)


@facilitators.command("remove")
@click.argument("name")
@click.option("--lose-notes", is_flag=True, help="Remove them even if nobody else can unlock a survey.")
def remove(name: str, lose_notes: bool) -> None:
    """Remove an organiser with their account and keys. Earlier backups still have the keys."""
    with storage.open_office(instance_at_work().office) as office:
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
