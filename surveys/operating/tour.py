"""A tour: a server on an instance in memory with example notes, for somebody who looks before they install anything.

Only a tour has the door that signs its visitor in. No setting adds it to another server.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory, gettempdir

from flask import Flask, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.serving import make_server

from surveys.operating.starting import expect_free, qr_code_in_letters, warm_up
from surveys.operating.tour_surveys import CONTACTS, Guide, make_surveys
from surveys.sealing import SignedIn, new_facilitator_key, new_passphrase, new_recovery_key, start_session
from surveys.settings import is_open_to_the_room
from surveys.storage import Instance, add_facilitator, open_office
from surveys.terminal import gettext as _
from surveys.web.addresses import addresses
from surveys.web.cookies import set_session_cookie
from surveys.web.form_sessions import make_ready

NAME = "Ada"
"""The organiser of a tour."""
_PREFIX = "unsigned-tour-"
_MEMORY = Path("/dev/shm")  # noqa: S108  (in memory, so that nothing of a tour is on a disk)
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PEOPLE = {"CONTACTS": CONTACTS, "CONTROLLER": "nobody: this is a tour", "OPERATOR": "nobody: this is a tour"}


def serve_tour(host: str, port: int) -> None:
    """Make a tour, print its links and serve it until interrupted; then nothing of it is left."""
    expect_free(host, port)
    sweep_abandoned(_memory() or Path(gettempdir()))
    with (
        _ends_on_signals(),
        TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=_memory()) as folder,
        held(Path(folder)),
    ):
        print(_("Preparing the tour: four surveys and their notes, in memory …"), flush=True)
        app, welcome = make_tour(Path(folder), host, port)
        server = make_server(host, port, app, threaded=True)
        print(welcome, flush=True)
        server.serve_forever()  # until Ctrl-C
    over = _("The tour is over. Nothing of it is left.")
    print(f"\n{over}", flush=True)


def make_tour(folder: Path, host: str, port: int) -> tuple[Flask, str]:
    """The application of a tour whose instance is in the folder, and what its visitor reads first."""
    from surveys import create_app

    places = {"INSTANCE": str(folder / "instance"), "SESSIONS": str(folder / "sessions")}
    app = create_app(**places, **_PEOPLE, HOST="127.0.0.1", PORT=port, ADDRESS="", BEHIND_PROXY=False)
    app.jinja_env.globals["is_tour"] = True  # the band on every page
    warm_up()
    make_ready(app)
    instance: Instance = app.extensions["instance"]
    passphrase = new_passphrase()
    key, private_key = new_facilitator_key(passphrase, new_recovery_key())
    with open_office(instance.office) as office:
        account = add_facilitator(office, NAME, key, today=date.today())
    door = _add_door(app, SignedIn(account.id, private_key, key.by_passphrase), instance.sessions)
    survey, secret = make_surveys(app, Guide(account, private_key, instance))
    app.config["HOST"] = host  # only now: from a room without encryption no sensitive note is taken
    return app, _welcome(app, door, passphrase, {"form": f"/s/{survey.slug}", "page": f"/r/{secret}"})


def _add_door(app: Flask, signed_in: SignedIn, sessions: Path) -> str:
    """The path of a link that signs its visitor in, once."""
    unused = {token_urlsafe(24)}
    path = f"/tour/{next(iter(unused))}"

    def let_in(token: str) -> ResponseReturnValue:
        """The surveys; whoever comes with anything but the unused link has to be signed in already."""
        answer = make_response(redirect(url_for("overview.surveys"), 303))
        with suppress(KeyError):
            unused.remove(token)  # in one step, because two may come at once
            set_session_cookie(answer, start_session(signed_in, sessions))
        return answer

    app.add_url_rule("/tour/<token>", "tour", let_in)
    return path


def _welcome(app: Flask, door: str, passphrase: str, paths: dict[str, str]) -> str:
    here, room = addresses(app.config)[0], addresses(app.config)[-1]
    is_for_phones = is_open_to_the_room(app.config)
    form, page = room + paths["form"], room + paths["page"]
    participant = (
        _("As a participant, on a phone in this room:") if is_for_phones else _("As a participant, in another window:")
    )
    lines = [
        "",
        _("This is a tour. Every note is invented, and everything is gone when you stop it with Ctrl-C."),
        "",
        _("As the organiser, open this link. It works once:"),
        f"  {here}{door}",
        "  " + _about_sign_in(passphrase),
        "",
        participant,
        "  " + _("to write a note: %(link)s", link=form),
        "  " + _("to read what was said: %(link)s", link=page),
        "",
        qr_code_in_letters(form)
        if is_for_phones
        else _("To let phones in this room in, run: %(command)s", command="make tour HOST=0.0.0.0"),
    ]
    return "\n".join(lines)


def _about_sign_in(passphrase: str) -> str:
    return _(
        "To sign in again later, your name is %(name)s and your passphrase is: %(passphrase)s",
        name=NAME,
        passphrase=passphrase,
    )


def sweep_abandoned(place: Path) -> None:
    """Remove what tours left that were killed; one that runs holds its folder."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError), held(folder):
            shutil.rmtree(folder)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder; however the process ends, the machine lets go of it. Raises BlockingIOError if another does."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
        yield
    finally:
        os.close(handle)


def _memory() -> Path | None:
    """A folder in memory, or the machine's folder for temporary files where there is none."""
    return _MEMORY if _MEMORY.is_dir() else None


@contextmanager
def _ends_on_signals() -> Iterator[None]:
    """Ctrl-C, a closed terminal and `kill` end the block once, so that what it made is removed in peace."""
    for one in _ENDINGS:
        signal.signal(one, _end)
    with suppress(KeyboardInterrupt):
        yield


def _end(*_: object) -> None:
    for one in _ENDINGS:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt
