"""Watched by itself: GET /health for monitoring, and a line in the log, once a minute at most, while notes are refused.

Neither says anything about people: who sent a note, to which survey, when exactly or how many.
"""

import errno
import logging
import os
from collections.abc import Iterator
from datetime import datetime
from time import monotonic

from flask import Blueprint, Flask, Response, current_app, g, make_response

from surveys.storage import (
    FolderLocked,
    Instance,
    OfficeBusy,
    OfficeDamaged,
    WallBusy,
    WallDamaged,
    all_surveys,
    open_office,
)

bp = Blueprint("health", __name__)

LEAST_ROOM = 1024 * 1024
"""Bytes that the disk must have: the journal of a note is smaller, and so is what the file system needs for it."""
_SECONDS = 60


@bp.get("/health")
def see() -> Response:
    """200 while notes can be stored, otherwise 503 with the kind of fault: nothing secret, and no cookie."""
    kind = next(_faults(current_app.extensions["instance"]), "")
    response = make_response(f"Notes cannot be stored: {kind}\n" if kind else "ok\n", 503 if kind else 200)
    response.mimetype = "text/plain"
    return response


def log_refusals(app: Flask) -> None:
    """Say in the log that notes are refused, once a minute for each kind of fault and file."""
    said: dict[str, float] = {}

    @app.after_request
    def log_refusal(response: Response) -> Response:
        if fault := g.get("fault"):
            words = _kind_and_file(fault)
            if monotonic() - said.get(words, -_SECONDS) >= _SECONDS:
                said[words] = monotonic()
                logging.getLogger("unsigned").error("Notes are refused: %s", words)
        return response


def _faults(instance: Instance) -> Iterator[str]:
    """What keeps notes from being stored, in a few words without a name or path."""
    try:
        disk = os.statvfs(instance.folder / "walls")
    except OSError as error:
        yield "there is no instance yet" if error.errno == errno.ENOENT else "the folder cannot be read"
        return
    if disk.f_flag & os.ST_RDONLY:
        yield "the disk is read-only"
    elif disk.f_bavail * disk.f_frsize < LEAST_ROOM:
        yield "the disk is full"
    elif not os.access(instance.folder / "walls", os.W_OK | os.X_OK):
        yield "the folder cannot be written"
    yield from _faults_of_files(instance)


def _faults_of_files(instance: Instance) -> Iterator[str]:
    try:
        with open_office(instance.office, read_only=True) as office:
            writable = [survey for survey in all_surveys(office) if survey.is_accepting(datetime.now())]
        for survey in writable:
            instance.wall_of(survey).check()
    except (OfficeDamaged, WallDamaged):
        yield "a file is missing or damaged"
    except (OfficeBusy, WallBusy):
        yield "a file is busy"
    except (FolderLocked, OSError):
        yield "the folder cannot be read"


def _kind_and_file(fault: Exception) -> str:
    """The kind of a fault and the file it is about: names that the program or the system gave, never words."""
    if isinstance(fault, OSError):
        return f"{errno.errorcode.get(fault.errno or 0, 'OSError')}, {fault.filename or 'a file'}"
    if isinstance(fault, WallBusy):
        return ", ".join(map(str, fault.args))  # SQLite's own name for it, and the file
    return f"{type(fault).__name__}, {getattr(fault, 'path', 'office.sqlite')}"
