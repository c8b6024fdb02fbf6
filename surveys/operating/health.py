"""Watched by itself: GET /health for monitoring, and a line in the log, once a minute at most, while notes are refused.

Neither says anything about people: who sent a note, to which survey, when exactly or how many.
"""

import errno
import logging
import os
from collections.abc import Callable, Iterator
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
from surveys.survey import Survey

bp = Blueprint("health", __name__)

LEAST_ROOM = 1024 * 1024
"""Bytes that the disk must have: the journal of a note is smaller, and so is what the file system needs for it."""
_SECONDS = 60


@bp.get("/health")
def see() -> Response:
    """200 while notes can be stored, otherwise 503 with the kind of fault: nothing secret, and no cookie.

    One damaged survey among others is no 503: a platform would take all of them out of service.
    """
    found = list(_faults(current_app.extensions["instance"]))
    kind, is_red = next(filter(None, found), ""), bool(found) and all(found)
    words = f"Notes cannot be stored: {kind}" if is_red else f"ok, but not for every survey: {kind}" if kind else "ok"
    response = make_response(f"{words}\n", 503 if is_red else 200)
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
    """What keeps every note from being stored; otherwise for each open survey what keeps its notes, or nothing."""
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
    else:
        yield from _faults_of_files(instance)


def _faults_of_files(instance: Instance) -> Iterator[str]:
    open_surveys: list[Survey] = []

    def look() -> None:
        with open_office(instance.office, read_only=True) as office:
            open_surveys.extend(survey for survey in all_surveys(office) if survey.is_accepting(datetime.now()))

    if kind := _fault_in(look):
        yield kind
    yield from (_fault_in(instance.wall_of(survey).check) for survey in open_surveys)


def _fault_in(look: Callable[[], None]) -> str:
    try:
        look()
    except (OfficeDamaged, WallDamaged):
        return "a file is missing or damaged"
    except (OfficeBusy, WallBusy):
        return "a file is busy"
    except (FolderLocked, OSError):
        return "the folder cannot be read"
    return ""


def _kind_and_file(fault: Exception) -> str:
    """The kind of a fault and the file it is about: names that the program or the system gave, never words."""
    if isinstance(fault, OSError):
        return f"{errno.errorcode.get(fault.errno or 0, 'OSError')}, {fault.filename or 'a file'}"
    if isinstance(fault, WallBusy):
        return ", ".join(map(str, fault.args))  # SQLite's own name for it, and the file
    return f"{type(fault).__name__}, {getattr(fault, 'path', 'office.sqlite')}"
