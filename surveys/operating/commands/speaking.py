"""Help, and what click itself says, in the language of the terminal.

click asks Python's gettext for its own sentences. So it finds them in our catalogues, once they are marked here.
"""

import gettext as catalogues
import os
from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar

import click

from surveys.terminal import TRANSLATIONS, gettext, language_of, marked

_Helpful = TypeVar("_Helpful", click.Command, click.Option)
_Function = TypeVar("_Function", bound=Callable[..., Any])

if language_of(os.environ) != "en":  # now, because click names its kinds of arguments while the commands are defined
    catalogues.bindtextdomain("messages", TRANSLATIONS)


class Spoken(click.Command):
    """A command whose help is marked, and shown in the language of the terminal."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of this command."""
        click.Command.format_help_text(_translated(self), ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Its help in the list of all commands."""
        return click.Command.get_short_help_str(_translated(self), limit)


class Option(click.Option):
    """An option whose help is marked."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its line in the help of the command."""
        return click.Option.get_help_record(_translated(self), ctx)


def option(*names: str, **about: Any) -> Callable[[_Function], _Function]:
    """`click.option` with help in the language of the terminal."""
    return click.option(*names, cls=Option, **about)


def _translated(one: _Helpful) -> _Helpful:
    twin = copy(one)
    twin.help = gettext(one.help) if one.help else one.help
    return twin


def marked_forms(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a sentence with a number."""
    return one, many


WORDS_OF_CLICK = (
    # Translators: a kind of argument, which is also shown in capitals
    marked("file"),
    # Translators: a kind of argument, which is also shown in capitals
    marked("directory"),
    marked("Usage:"),
    marked("Options"),
    marked("Commands"),
    marked("Show this message and exit."),
    marked("default: {default}"),
    # Translators: an option that cannot be left out
    marked("required"),
    marked("Aborted!"),
    marked("Error: {message}"),
    marked("Try '{command} {option}' for help."),
    marked("Invalid value: {message}"),
    marked("Invalid value for {param_hint}: {message}"),
    marked("Missing argument"),
    marked("Missing option"),
    marked("Choose from:\n\t{choices}"),
    marked("Missing command."),
    marked("No such option {name!r}."),
    marked("No such command {name!r}."),
    marked("Option {name!r} does not take a value."),
    marked("{name} {filename!r} does not exist."),
    marked("{name} {filename!r} is a file."),
    marked("{name} {filename!r} is a directory."),
    marked("{name} {filename!r} is not readable."),
    marked_forms("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    marked_forms("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    marked_forms("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    marked_forms("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""Sentences of click that our commands can say, letter for letter as click has them."""
