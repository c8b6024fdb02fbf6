"""Only this file turns domain errors and HTTP errors into pages; templates/error.html has the words of each.

No log line has the text of an exception, which could contain a participant's words. Only the answer to the request that
brought those words gives them back.
"""

import logging
import re
from contextlib import suppress
from types import TracebackType

from flask import Flask, current_app, g, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from surveys import storage
from surveys.curation import NewerCuration, NothingToUndo, ReasonMissing, UnknownAction, UnknownTheme
from surveys.documents.editions import NotClosed, NothingToShow, NotYetRead, TooFewToAdd, WiderAudience
from surveys.documents.sheets import MissingPart, RenderingFailed
from surveys.lifecycle import NoGrant, NoMoreRoom, NotesFound, NotPossibleNow
from surveys.organising.printed_pages import TooManyPrints
from surveys.organising.unlocked_survey import UnknownNote
from surveys.participant import typed_words
from surveys.releasing import NotEnoughNewNotes
from surveys.sealing import BrokenSeal, TooManySignIns
from surveys.settings import command_line

Page = tuple[str, int]

# The pages of a survey, with its code: /s/abc, /s/abc/check. Not /static.
_BELOW_A_SURVEY = re.compile(r"/s/([^/]+)")

_STATUS: dict[type[Exception], int] = {
    storage.UnknownSurvey: 404,
    storage.UnknownEdition: 404,
    UnknownNote: 404,
    storage.UnknownPublication: 404,
    storage.PublicationEnded: 410,
    storage.UnknownFacilitator: 404,
    storage.InvitationUsed: 404,
    NoGrant: 403,
    NotPossibleNow: 409,
    NotesFound: 409,
    NoMoreRoom: 409,
    storage.ChangedMeanwhile: 409,
    storage.WallEnded: 409,
    NotEnoughNewNotes: 409,
    NotClosed: 409,
    NotYetRead: 409,
    NothingToShow: 409,
    TooFewToAdd: 409,
    WiderAudience: 409,
    UnknownTheme: 409,
    UnknownAction: 409,
    ReasonMissing: 409,
    NewerCuration: 409,
    NothingToUndo: 409,
    TooManySignIns: 503,
    TooManyPrints: 503,
    storage.WallDamaged: 503,
    storage.WallBusy: 503,
    storage.OfficeDamaged: 503,
    storage.OfficeNewer: 503,
    storage.OfficeBusy: 503,
    storage.FolderLocked: 503,
    storage.BeingRestored: 503,
    storage.ServerRuns: 503,
    BrokenSeal: 500,
    RenderingFailed: 500,
    MissingPart: 501,
    CSRFError: 400,
}


def add_error_pages(app: Flask) -> None:
    """Give each domain error and each HTTP error its page."""
    for error in _STATUS:
        app.register_error_handler(error, _domain_page)
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(OSError, _disk_page)
    app.log_exception = _log_type_and_place  # type: ignore[method-assign, assignment]


def _domain_page(error: Exception) -> Page:
    return _page(type(error).__name__, _STATUS[type(error)], error)


def _disk_page(error: OSError) -> Page:
    """A disk is full, read-only or gone; the log says where in the code it happened."""
    logging.getLogger("unsigned").error(type_and_place(error))
    return _page("FolderLocked", 503, error)


def _http_page(error: HTTPException) -> Page:
    status = error.code or 500
    return _page(str(status), status, error)


def _page(kind: str, status: int, error: Exception) -> Page:
    if status == 503 and request.method == "POST" and _BELOW_A_SURVEY.match(request.path):
        g.fault = error  # a note is refused: operating/health.py says so in the log
    values = {"kind": kind, "error": error, "home": _start(error), "words": _words_that_came(status)}
    return render_template("error.html", command=_command, file_and_code=_file_and_code, **values), status


def _start(error: Exception) -> str:
    """Where to start again: the survey whose page it was, or the first page; never the page that failed."""
    if request.path.startswith("/office"):
        survey_id, home = (request.view_args or {}).get("survey_id"), "survey_home.show"
        is_lost = not survey_id or request.endpoint == home or isinstance(error, (storage.UnknownSurvey, NoGrant))
        return url_for("overview.surveys") if is_lost else url_for(home, survey_id=survey_id)
    below = _BELOW_A_SURVEY.match(request.path)
    if below is None or isinstance(error, storage.UnknownSurvey):
        return url_for("entering.welcome")
    return url_for("answering.form", slug=below[1])


def _command(words: str) -> str:
    """What the operator types: in full for organisers, who pass it on; nobody else may read the paths of our files."""
    return command_line(words, in_full=request.path.startswith("/office/surveys/"))


def _file_and_code(error: Exception) -> tuple[str, str]:
    """Of the survey with the fault, for what the operator types; in capitals where nobody can know them."""
    of, path = request.view_args or {}, None if request.endpoint == "ticketing.show" else getattr(error, "path", None)
    instance: storage.Instance = current_app.extensions["instance"]
    unknown = (storage.UnknownSurvey, storage.OfficeDamaged, storage.OfficeBusy, storage.FolderLocked)
    with suppress(*unknown), storage.open_office(instance.office, read_only=True) as office:
        if "slug" in of:
            survey = storage.survey_by_slug(office, of["slug"])
        else:
            survey = storage.survey_by_id(office, path.stem if path else of.get("survey_id", ""))
        return instance.wall_of(survey).path.name, survey.slug
    return path.name if path else "FILE", "CODE"


def _words_that_came(status: int) -> list[str]:
    """What a participant sent and would lose with this page; nothing that another site sent."""
    is_of_a_participant = request.method == "POST" and _BELOW_A_SURVEY.match(request.path)
    return typed_words() if is_of_a_participant and status != 403 else []


def _log_type_and_place(exc_info: tuple[type[BaseException], BaseException, TracebackType]) -> None:
    logging.getLogger("unsigned").error(type_and_place(exc_info[1]))


def type_and_place(error: BaseException | None) -> str:
    """Everything that a log may say about an exception."""
    place = error.__traceback__ if error else None
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "an unknown place"
    return f"{type(error).__name__} in {where}"
