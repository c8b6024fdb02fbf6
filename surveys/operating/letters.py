"""Letters that bring tickets to remote members. Who got which ticket is written nowhere but in them."""

import os
import secrets
import shutil
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from tempfile import mkdtemp

from surveys.shuffling import shuffled
from surveys.terminal import gettext_in, marked

SPARE = "spare-codes.txt"
_TEXT = (
    marked("Please write a note, without your name: %(title)s"),
    marked("This link is your ticket. With it you can send once:"),
    "%(address)s/t/%(code)s",
    marked("Or open %(address)s and type this ticket:"),
    "%(code)s",
    marked("Do not forward this message: whoever has the ticket can write in your place."),
    marked(
        "The tickets were shuffled, and no list says who got which one. But mail systems keep this message. Delete it "
        "once you have sent your note."
    ),
)
_TIME = 946_684_800
"""When each file was written, as its folder shows it: the first second of 2000."""


def letter_to(member: Address, code: str, language: str, **about: str) -> bytes:
    """A file that mail programs open as a draft, without sender or date. `about` has `title` and `address`."""
    letter = EmailMessage(policy=SMTP if member.addr_spec.isascii() else SMTPUTF8)
    letter["X-Unsent"] = "1"
    letter["To"] = member
    letter["Subject"] = gettext_in(language, marked("Your ticket: %(title)s"), **about)
    text = "\n\n".join(gettext_in(language, part, code=code, **about) for part in _TEXT)
    letter.set_content(f"{text}\n", charset="utf-8")
    return letter.as_bytes()


def write_letters(members: Sequence[Address], codes: Sequence[str], folder: Path, language: str, **about: str) -> int:
    """Write a letter to each member into an empty or new folder; returns how many codes are left, in a file there.

    Members and codes are shuffled. The folder gets everything or nothing. Raises OSError.
    """
    drawn, spare = (order := shuffled(codes))[: len(members)], order[len(members) :]
    pairs = zip(shuffled(members), drawn, strict=True)
    files = {f"{secrets.token_hex(8)}.eml": letter_to(member, code, language, **about) for member, code in pairs}
    unfinished = Path(mkdtemp(prefix=f"{folder.name}-unfinished-", dir=folder.parent))
    try:
        _write(unfinished, files | ({SPARE: "\n".join([*spare, ""]).encode()} if spare else {}))
        unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)  # where all went well, it has its other name
    return len(spare)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Nobody else may read them, and their times say nothing."""
    for name, content in files.items():
        path = folder / name
        path.touch(0o600)
        path.write_bytes(content)
        os.utime(path, (_TIME, _TIME))
    os.utime(folder, (_TIME, _TIME))
