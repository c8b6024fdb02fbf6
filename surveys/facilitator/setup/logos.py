"""The logo of who asks: uploaded, looked at, removed. It is on posters and documents; the form names them in words."""

from flask import flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.documents.logos import LARGEST_LOGO, LARGEST_SIDE, NotALogo, checked_logo
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.organising.logos import logo_of, remove_logo, save_logo
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.storage import Deed, UnknownSurvey

bp = office_pages("logos")

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""Even opened by itself, the picture runs nothing and loads nothing; its own styles colour it."""


@bp.get("/surveys/<survey_id>/logo")
def edit(survey_id: str) -> ResponseReturnValue:
    """The logo as it is, and a field for another one."""
    with unlock(survey_id, read_only=True) as unlocked:
        return _logo_page(unlocked)


@bp.get("/surveys/<survey_id>/logo/image")
def image(survey_id: str) -> ResponseReturnValue:
    """The picture itself, from our own address."""
    with unlock(survey_id, read_only=True) as unlocked:
        logo = logo_of(unlocked.office, survey_id)
    if logo is None:
        raise UnknownSurvey
    response = make_response(logo.content)
    response.headers["Content-Type"] = logo.kind
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response


@bp.post("/surveys/<survey_id>/logo")
def save(survey_id: str) -> ResponseReturnValue:
    """Save another logo, or say why the file cannot be one; the earlier one stays then."""
    file = request.files.get("file")
    content = file.stream.read(LARGEST_LOGO + 1) if file else b""
    with unlock(survey_id) as unlocked:
        try:
            save_logo(unlocked.office, survey_id, checked_logo(content))
        except NotALogo as problem:
            return _logo_page(unlocked, 422, problem=_words_for(problem))
        _changed(unlocked)
    flash(_("The logo is saved. It is on the poster and on all documents."))
    return go_to("logos.edit", survey_id)


@bp.post("/surveys/<survey_id>/logo/remove")
def remove(survey_id: str) -> ResponseReturnValue:
    """Forget the logo."""
    with unlock(survey_id) as unlocked:
        remove_logo(unlocked.office, survey_id)
        _changed(unlocked)
    flash(_("The logo is removed."))
    return go_to("logos.edit", survey_id)


def _changed(unlocked: UnlockedSurvey) -> None:
    record_act(unlocked, Deed.CHANGED_LOGO)
    unlocked.republish(unlocked)


def _logo_page(unlocked: UnlockedSurvey, status: int = 200, *, problem: str = "") -> ResponseReturnValue:
    has_logo = logo_of(unlocked.office, unlocked.survey.id) is not None
    return page("logo", status, survey=unlocked.survey, has_logo=has_logo, problem=problem)


def _words_for(problem: NotALogo) -> str:
    """What an organiser reads, and can do about it."""
    words = {
        "empty": _("Choose a file first."),
        "too large": _("This file has more than 50 kB. Make the picture smaller, or save it with fewer colours."),
        "too many pixels": _(
            "This picture has more than %(most)d pixels on a side. Make it smaller.", most=LARGEST_SIDE
        ),
        "damaged": _("This PNG file is damaged. Save the picture once more and try again."),
        "not a picture": _("This is not a PNG or SVG picture. Save your logo in one of these formats."),
        "no size": _("This SVG picture has no size. Save it with a viewBox, or use a PNG."),
        "too deep": _("This SVG picture has too many groups within groups. Save it as plain SVG, or use a PNG."),
        "leads outside": _("This SVG picture refers to something outside itself. Save it as plain SVG, or use a PNG."),
        "not allowed": _(
            "A logo may not contain %(part)s. Save the picture as plain SVG with nothing but shapes, or use a PNG.",
            part=problem.part,
        ),
    }
    return str(words[problem.why])
