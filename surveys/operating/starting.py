"""What the operator sees when the server starts: addresses, the first invitation, a QR code."""

import errno
import io
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any, NoReturn

import segno
from flask import Flask

from surveys.operating.deletion_days import about_waiting
from surveys.operating.faults import FAULTS, words_about
from surveys.operating.restoring import about_damaged_wall, about_draft_with_notes, strays
from surveys.settings import command_line, command_line_with_out
from surveys.storage import (
    FolderLocked,
    Instance,
    Wall,
    WallBusy,
    WallDamaged,
    all_facilitators,
    all_surveys,
    announce_server,
    invite,
    open_office,
    running_server,
    withdraw_invitations,
)
from surveys.stripping import clean, strip
from surveys.survey import State
from surveys.terminal import gettext as _
from surveys.web.addresses import addresses
from surveys.web.form_sessions import make_ready

_FIRST = "the first start"
_TRIES = 30
"""Three seconds: that is how long workers of a killed server may hold the port."""


def welcome(app: Flask) -> str:
    """What the operator reads first. Ends the process if the instance cannot be used, and says what to do."""
    instance: Instance = app.extensions["instance"]
    with _one_sentence(instance):
        make_ready(app)
        return _welcome(app.config, instance)


@contextmanager
def _one_sentence(instance: Instance) -> Iterator[None]:
    """End the process with one sentence about a fault and what to do; a fault of the disk is named with its place."""
    try:
        yield
    except FAULTS as error:
        _do_not_start(words_about(error))
    except OSError as error:
        _do_not_start(words_about(FolderLocked(Path(error.filename or instance.folder), error)))


def _do_not_start(why: str) -> NoReturn:
    sys.exit(" ".join((_("Unsigned did not start."), why)))


def _welcome(config: Mapping[str, Any], instance: Instance) -> str:
    """The addresses, the warnings, and an invitation until there is an organiser."""
    lines = [_("Unsigned is running at %(address)s", address=address) for address in addresses(config)]
    lines += _warnings(instance, date.today())
    if not _has_facilitators(instance):
        if sys.stdout.isatty():
            with open_office(instance.office) as office:
                withdraw_invitations(office, invited_by=_FIRST)  # each start prints its own
            link = invitation_link(config, instance, invited_by=_FIRST)
            lines += [
                "",
                _("First organiser: open this link within 24 hours. It works once."),
                link,
                "",
                qr_code_in_letters(link),
            ]
        else:
            add = command_line_with_out("facilitator add", "invitation.txt")
            lines.append(
                _(
                    "To invite the first organiser, run `%(command)s`. It writes a file that only you can read.",
                    command=add,
                )
            )
    return "\n".join(lines)


def _warnings(instance: Instance, today: date) -> list[str]:
    """Faults that do not stop the server, but that the operator should mend."""
    with open_office(instance.office, read_only=True) as office:
        begun = [survey for survey in all_surveys(office) if survey.state is not State.DRAFT]
    warnings = [words for survey in begun for words in _fault_of(instance.wall_of(survey), survey.slug)]
    warnings += [about_draft_with_notes(stray.draft.slug) for stray in strays(instance) if stray.draft]
    if any(survey.is_due(today) for survey in begun):
        warnings.append(" ".join((_("A deletion day has come while the server was off."), about_waiting(today))))
    return warnings


def _fault_of(wall: Wall, slug: str) -> list[str]:
    try:
        wall.check()
    except WallDamaged:
        return [about_damaged_wall(wall.path, slug)]
    except WallBusy:
        return [
            _(
                "%(file)s cannot be read at the moment. To find out more, run: %(command)s",
                file=wall.path,
                command=command_line("doctor"),
            )
        ]
    return []


def warm_up() -> None:
    """Load the lists and patterns for stripping once, before the server forks, so that its processes share them."""
    strip(clean("Prof. Ada Example, building 40, +41 22 76 00000, ada (at) example (dot) org; Leiterin heißt Ada"))
    strip(
        clean("As the only woman of two in May 2020, on the oldest shift, I have two kids; chef, seule, einzig, août")
    )
    strip(clean("The bald guy is autistic, my aunt left last Friday, before Easter, week of avant; Hong Konger"))
    strip(clean("My login: 'ada', a_e # in the MIT group, badge 1\nbai, street, gmail, ada@a.org, https://a.org, hall"))


def invitation_link(config: Mapping[str, Any], instance: Instance, *, invited_by: str) -> str:
    """A new link that works once, to the server that is running, or to the address in these settings."""
    with open_office(instance.office) as office:
        token = invite(office, invited_by=invited_by)
    return f"{running_server(instance) or addresses(config)[-1]}/office/invitation/{token}"


def _has_facilitators(instance: Instance) -> bool:
    with open_office(instance.office, read_only=True) as office:
        return bool(all_facilitators(office))


def qr_code_in_letters(link: str) -> str:
    """A QR code for a terminal."""
    text = io.StringIO()
    segno.make(link, error="l").terminal(text, compact=True)
    return text.getvalue()


def announce(app: Flask, listening: object = None) -> None:
    """Lock the instance, so that no other server uses it and no backup is restored meanwhile, and print the welcome.

    `listening` is the address of the server's socket, which counts more than the settings.
    """
    if isinstance(listening, tuple):
        app.config.update(HOST=listening[0], PORT=listening[1])
    place = str(listening or (app.config["HOST"], app.config["PORT"]))
    instance: Instance = app.extensions["instance"]
    with _one_sentence(instance):
        announce_server(instance, place, addresses(app.config)[-1])
    print(welcome(app), flush=True)


def expect_free(host: str, port: int) -> None:
    """End the process with one sentence if the server cannot listen there, and say what to do."""
    try:
        _listen_once(host, port)
    except (OSError, OverflowError) as error:
        _do_not_start(_why_not_there(error, host, port))


def _listen_once(host: str, port: int) -> None:
    for left in reversed(range(_TRIES)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE or not left:
                    raise
        sleep(0.1)


def _why_not_there(error: OSError | OverflowError, host: str, port: int) -> str:
    if isinstance(error, OverflowError):
        return _("There is no port %(port)s; the highest is 65535.", port=port)
    if error.errno == errno.EADDRINUSE:
        return _(
            "Another program is already listening on %(address)s. Stop it, or use another port: set UNSIGNED_PORT, or "
            "run: make run PORT=8001",
            address=f"{host}:{port}",
        )
    if error.errno == errno.EACCES:
        return _(
            "This user may not listen on port %(port)s, so use another port: set UNSIGNED_PORT, or run: "
            "make run PORT=8001",
            port=port,
        )
    return _(
        "%(host)s is not an address of this machine. Set UNSIGNED_HOST to one that is, such as 127.0.0.1.", host=host
    )


def serve(app: Flask) -> None:
    """Serve without gunicorn, on any laptop, until interrupted."""
    host, port = app.config["HOST"], app.config["PORT"]
    expect_free(host, port)
    announce(app)
    app.run(host=host, port=port, threaded=True)
