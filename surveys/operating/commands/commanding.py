"""What commands have in common: a sentence for each fault, the instance, and questions before much is changed."""

import errno
import os
import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from surveys import storage
from surveys.operating.commands.speaking import Spoken
from surveys.operating.faults import FAULTS, words_about
from surveys.settings import PROJECT, how_to_make_one
from surveys.storage import FolderLocked, Instance
from surveys.terminal import gettext as _


class Command(Spoken):
    """A command that says in a sentence what is wrong with a damaged instance and what to do; never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FAULTS as error:
            raise click.ClickException(words_about(error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # the program that read our output has ended
                raise
            place = Path(error.filename or _("the disk"))
            raise click.ClickException(words_about(FolderLocked(place, error))) from None


class Commands(Spoken, AppGroup):
    """A group of such commands."""

    command_class = Command


def instance_at_work() -> Instance:
    """The instance, for the rest of the command; until it ends, no backup can be restored."""
    instance: Instance = current_app.extensions["instance"]
    if not instance.is_made():
        is_none = _(
            "There is no instance in %(folder)s. If this is the wrong folder, set UNSIGNED_INSTANCE.",
            folder=instance.folder.absolute(),
        )
        raise click.ClickException(" ".join((is_none, how_to_make_one())))
    context = click.get_current_context()
    if "at work" not in context.meta:
        context.meta["at work"] = context.with_resource(storage.at_work(instance))
    return instance


def refuse_place(path: Path, instance: Instance) -> None:
    """Refuse to write where everybody would see it, or among the files of an instance."""
    place = path.absolute().resolve()
    if place.is_relative_to(PROJECT / "static"):
        raise click.ClickException(_("The server would show %(path)s to everybody. Name another place.", path=path))
    above = {place, *place.parents}
    if instance.folder.resolve() in above or any(os.access(folder / "office.sqlite", os.F_OK) for folder in above):
        raise click.ClickException(
            _("%(path)s lies in an instance, which has only its own files. Name another folder.", path=path)
        )


def ask(question: str) -> None:
    """End the command without a yes; where nobody can answer, name the option that does."""
    try:
        agreed = click.confirm(question)
    except (click.Abort, RuntimeError):  # the latter where standard input is closed
        if can_answer():
            raise
        raise click.ClickException(
            _("Nothing was changed: nobody can answer here. To agree beforehand, add --yes")
        ) from None
    if not agreed:
        raise click.Abort


def can_answer() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()
