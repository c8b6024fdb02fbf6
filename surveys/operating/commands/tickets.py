"""Tickets for remote members, put into letters on a laptop. It needs no instance."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from email.headerregistry import Address
from pathlib import Path
from typing import TypeVar

import click
from flask import current_app

from surveys.collecting import is_code
from surveys.operating.commands.commanding import Commands, refuse_place
from surveys.operating.commands.speaking import option
from surveys.operating.letters import SPARE, write_letters
from surveys.settings import BadSetting, check_address
from surveys.terminal import COMPLETE, language_of, marked, ngettext
from surveys.terminal import gettext as _

_Item = TypeVar("_Item")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_ADDRESS = r"([^\s<>@,;:\"()\[\]\\]+)@([\w-]+(?:\.[\w-]+)+)"
# "anna@example.org" or "Anna <anna@example.org>", the name in quotes or not. Not two addresses.
_MEMBER = re.compile(rf"{_ADDRESS}|(\"[^\"]*\"\s*|[^<>@\"]*)<{_ADDRESS}>")
_MEMBERS_ARE = marked(
    "%(file)s must have one e-mail address on each line, such as anna@example.org or Anna <anna@example.org>, and none "
    "twice. Look at these lines: %(lines)s"
)
_CODES_ARE = marked(
    "%(file)s must have one ticket on each line, and none twice. Use the file of codes as it was downloaded. Look at "
    "these lines: %(lines)s"
)

tickets = Commands("tickets", help=marked("Write the letters that bring remote members their tickets."))


@tickets.command("letters", help=marked("Shuffle MEMBERS and CODES, and write a letter with a ticket to each member."))
@click.argument("members", type=_FILE)
@click.argument("codes", type=_FILE)
@option("--address", required=True, help=marked("Address of the server, such as https://notes.example.org"))
@option("--title", required=True, help=marked("Title of the survey."))
@option("--language", type=click.Choice(COMPLETE), help=marked("Language of the letters; the terminal's by default."))
@option("--out", type=_FOLDER, required=True, help=marked("Folder for the letters, empty or new."))
def letters(members: Path, codes: Path, address: str, title: str, language: str | None, out: Path) -> None:
    _check(address, out)
    people, drawn = _lines_of(members, _member, _MEMBERS_ARE), _lines_of(codes, _code, _CODES_ARE)
    if len(drawn) < len(people):
        few = _("Not enough tickets: %(codes)d for %(members)d members.", members=len(people), codes=len(drawn))
        raise click.ClickException(few)
    one_line = " ".join(title.encode(errors="ignore").decode().split())  # a terminal may pass on half characters
    about = {"language": language or language_of(os.environ), "title": one_line}
    try:
        spare = write_letters(people, drawn, out.resolve(), address=address.rstrip("/"), **about)
    except OSError as error:
        said = _("The folder %(folder)s cannot be made or written: %(reason)s.", folder=out, reason=error.strerror)
        raise click.ClickException(said) from None
    click.echo("\n".join(_what_next(len(people), spare, out, members, codes)))


def _check(address: str, out: Path) -> None:
    """Refuse an address that no link can begin with, and a folder that is not empty or of an instance."""
    try:
        check_address(address or "-", "--address")
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    refuse_place(out, current_app.extensions["instance"])
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(_("%(folder)s is not empty. Name an empty or a new folder.", folder=out))


def _lines_of(path: Path, read: Callable[[str], tuple[str, _Item] | None], sentence: str) -> list[_Item]:
    """What the lines say, without empty ones and comments. A complaint names lines by number and never quotes them."""
    found: dict[str, list[tuple[int, _Item | None]]] = defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # which also reads \r\n and \r
    except UnicodeDecodeError:
        raise click.ClickException(_("%(file)s is no text in UTF-8. Save it as UTF-8.", file=path)) from None
    for number, line in enumerate(map(str.strip, lines), start=1):
        if line and not line.startswith("#"):
            key, item = read(line) or ("", None)
            found[key].append((number, item))
    wrong = sorted(number for key, same in found.items() if not key or len(same) > 1 for number, _item in same)
    if wrong or not found:
        raise click.ClickException(_(sentence, file=path, lines=", ".join(map(str, wrong[:10] or [1]))))
    return [item for same in found.values() for _number, item in same if item is not None]


def _member(line: str) -> tuple[str, Address] | None:
    """What is the same wherever a member is named, and their name and address."""
    if (found := _MEMBER.fullmatch(line)) is None:
        return None
    user, domain = found[1] or found[4], found[2] or found[5]
    name = " ".join((found[3] or "").strip('" ').split())
    return f"{user}@{domain}".casefold(), Address(name, user, domain)


def _code(line: str) -> tuple[str, str] | None:
    """The ticket in fours, twice."""
    letters = "".join(letter for letter in line.upper() if letter.isalnum())
    code = "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
    return (code, code) if is_code(line) else None


def _what_next(letters: int, spare: int, out: Path, *used: Path) -> Iterator[str]:
    yield ngettext("%(num)d letter is in %(folder)s", "%(num)d letters are in %(folder)s", letters, folder=out)
    if spare:
        yield ngettext(
            "%(num)d ticket is left over, in %(file)s. Move it to a safe place for a member who comes later.",
            "%(num)d tickets are left over, in %(file)s. Move them to a safe place for members who come later.",
            spare,
            file=out / SPARE,
        )
        yield _("Destroy those that nobody got before the survey closes.")
    yield _("1. Open each letter in your mail program and send it, with no copy to anybody else.")
    yield _("2. Then delete %(files)s, and empty the bin.", files=", ".join(map(str, (out, *used))))
    yield _(
        "Your mail system and those of the members remember who got which ticket. Whoever can read there can see who "
        "took part, but not who wrote which note."
    )
