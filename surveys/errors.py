"""Domain errors and HTTP errors become pages here, and nowhere else. No page repeats what was sent."""

import logging

from flask import Flask, render_template, request
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from surveys.desk import UnknownNote
from surveys.lifecycle import NoGrant, NotPossibleNow
from surveys.opening import NotClosed, NotEnoughNewNotes, NothingToShow, NotYetRead, WiderAudience
from surveys.sealing import BrokenSeal, TooManySignIns
from surveys.sheets import MissingPart, RenderingFailed
from surveys.storage import (
    ChangedMeanwhile,
    InvitationUsed,
    OfficeDamaged,
    UnknownEdition,
    UnknownFacilitator,
    UnknownSurvey,
    WallDamaged,
)

Page = tuple[str, int]

_DOMAIN_PAGES: dict[type[Exception], tuple[int, str, str]] = {
    UnknownSurvey: (
        404,
        _("There is no survey behind this link"),
        _("Links are long and easy to mistype. Scan the code on the poster again, or ask the organisers."),
    ),
    UnknownEdition: (404, _("There is no such version"), _("Go back and choose one from the list.")),
    UnknownNote: (404, _("This note is not here"), _("Its writer may have taken it back.")),
    UnknownFacilitator: (404, _("Nobody of this name is here"), _("Check the spelling and try again.")),
    InvitationUsed: (
        404,
        _("This invitation no longer works"),
        _(
            "It works once and for 24 hours. Ask an organiser for a new one; on the server, "
            "`flask --app app facilitator add` makes one."
        ),
    ),
    NoGrant: (
        403,
        _("You do not hold the key of this survey"),
        _("Ask an organiser who holds it to share it with you: on the survey's page, under Organisers."),
    ),
    NotPossibleNow: (
        409,
        _("This is not possible at this stage"),
        _(
            "The survey has moved on, perhaps by another organiser. Open its page again to see where it stands."
        ),
    ),
    ChangedMeanwhile: (
        409,
        _("Somebody else was faster"),
        _(
            "Another organiser has just changed the same thing. Go back, load the page again and repeat your change."
        ),
    ),
    NotEnoughNewNotes: (
        409,
        _("Not enough new notes yet"),
        _("Notes are shown only in groups, so that nobody is read alone. Wait for more people to write."),
    ),
    NotClosed: (409, _("The survey is still open"), _("Close it first; then a sheet can be made.")),
    NotYetRead: (
        409,
        _("Some notes have not been read yet"),
        _("Read every note once, so that nothing goes out that no organiser has seen."),
    ),
    NothingToShow: (
        409,
        _("No note may stand in this document"),
        _("The writers wanted their notes to be read by the organisers only."),
    ),
    WiderAudience: (
        409,
        _("This is for more people than the writers were told"),
        _("A sheet can be for fewer people than agreed, never for more."),
    ),
    TooManySignIns: (
        503,
        _("Many people are signing in"),
        _("Wait a few seconds, then load the page again."),
    ),
    BrokenSeal: (
        500,
        _("Something in this survey cannot be unlocked"),
        _("A file was damaged or exchanged. Ask the operator to look at `flask --app app doctor`."),
    ),
    RenderingFailed: (
        500,
        _("This document could not be made"),
        _("The notes are safe. Try once more, or take another format and tell the operator."),
    ),
    MissingPart: (
        501,
        _("This format is not installed here"),
        _("Take another format, or ask the operator to install the missing part."),
    ),
}

_HTTP_PAGES = {
    400: (
        _("This could not be read"),
        _("Something in the form was missing or broken. Go back and send it again."),
    ),
    403: (
        _("This was sent from another site"),
        _("For your safety only forms of this site are taken. Open the link again and write here."),
    ),
    404: (
        _("There is nothing here"),
        _("Links are long and easy to mistype. Scan the code on the poster again, or ask the organisers."),
    ),
    405: (_("This page cannot be used like that"), _("Open the link again and start from there.")),
    413: (
        _("This is much too long"),
        _(
            "A note has room for about one page. Go back: your words are still in the form. Make them shorter."
        ),
    ),
}
_OUR_FAULT = (
    _("Something went wrong on our side"),
    _("It is not your fault. Go back: your words should still be in the form. Wait a moment and send again."),
)


def add_error_pages(app: Flask) -> None:
    """Give each domain error and each HTTP error its page; keep exception texts out of the log."""
    for error in _DOMAIN_PAGES:
        app.register_error_handler(error, _domain_page)
    app.register_error_handler(WallDamaged, _damaged_page)
    app.register_error_handler(OfficeDamaged, _damaged_page)
    app.register_error_handler(CSRFError, _form_ended_page)
    app.register_error_handler(HTTPException, _http_page)
    app.log_exception = _log_type_only  # type: ignore[method-assign, assignment]


def _domain_page(error: Exception) -> Page:
    status, title, sentence = _DOMAIN_PAGES[type(error)]
    return _page(status, title, sentence)


def _damaged_page(error: WallDamaged | OfficeDamaged) -> Page:
    sentence = _(
        "The file %(file)s is missing or damaged. Other surveys work on. The operator can bring it back "
        "from a backup: `flask --app app restore`.",
        file=error.path.name,
    )
    return _page(503, _("This survey cannot be read at the moment"), sentence)


def _form_ended_page(_error: CSRFError) -> Page:
    return _page(
        400, _("This form has become too old"), _("Go back, load the page again and repeat your change.")
    )


def _http_page(error: HTTPException) -> Page:
    if isinstance(error, InternalServerError) or error.code not in _HTTP_PAGES:
        return _page(error.code or 500, *_OUR_FAULT)
    return _page(error.code, *_HTTP_PAGES[error.code])


def _page(status: int, title: str, sentence: str) -> Page:
    home = "/office/" if request.path.startswith("/office") else "/"
    return render_template("errors/error.html", title=title, sentence=sentence, home=home), status


def _log_type_only(exc_info: tuple[type[BaseException], BaseException, object]) -> None:
    """An exception's text and its local values may hold a participant's words; its type and place do not."""
    place = exc_info[2]
    while getattr(place, "tb_next", None) is not None:
        place = place.tb_next  # type: ignore[attr-defined]
    code = place.tb_frame.f_code  # type: ignore[attr-defined]
    logging.getLogger("unsigned").error(
        "%s in %s:%s", exc_info[0].__name__, code.co_filename, place.tb_lineno
    )  # type: ignore[attr-defined]
