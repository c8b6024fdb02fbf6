"""A slide that invites, and a card for the pocket that says who helps; each is made when somebody downloads it."""

from io import BytesIO

import segno
from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.documents.handouts import make_handout
from surveys.documents.sheets import RenderingFailed
from surveys.facilitator.guarding import as_file, go_to, office_pages, survey_of, unlock
from surveys.facilitator.setup.invitation import link_in
from surveys.languages import document_language, page_language, speaking, when
from surveys.organising.logos import logo_of
from surveys.survey import Survey
from surveys.web.addresses import public_host
from surveys.wordings import said_in

bp = office_pages("handouts")


@bp.get("/surveys/<survey_id>/join-slide.png")
def join_slide(survey_id: str) -> ResponseReturnValue:
    """One slide, 1920 by 1080 pixels, to put among others."""
    with unlock(survey_id, read_only=True) as unlocked:
        survey, logo = unlocked.survey, logo_of(unlocked.office, survey_id)
    with speaking(language := document_language(survey)):
        said = _words_of_slide(said_in(survey, language), link_in(survey, language))
    words = said | {"logo": list(logo.content) if logo else None}
    try:
        picture = make_handout("join-slide", words, "png")
    except RenderingFailed:  # a picture that was checked can still be too much for the typesetter
        picture = make_handout("join-slide", words | {"logo": None}, "png")
    return as_file(picture, "image/png", f"join-{survey.slug}.png")


@bp.get("/surveys/<survey_id>/pocket-card-<any('a4', 'letter'):paper>.pdf")
def pocket_card(survey_id: str, paper: str) -> ResponseReturnValue:
    """Eight cards on a sheet of paper: people to turn to, and the code of conduct."""
    survey = survey_of(survey_id)
    language = document_language(survey)
    if not (survey.contacts or survey.code_of_conduct):
        flash(_("The card has the contacts and the code of conduct of the survey, and it names none yet."))
        return go_to("posters.invitation_text", survey_id)
    with speaking(language):
        words = _words_of_card(said_in(survey, language)) | {"paper": paper}
    return as_file(make_handout("pocket-card", words, "pdf"), "application/pdf", f"pocket-card-{paper}.pdf")


def _words_of_card(survey: Survey) -> dict[str, str]:
    conduct = survey.code_of_conduct
    return {
        "language": page_language(),
        "heading": _("People you can turn to"),
        "contacts": survey.contacts,
        "conduct_heading": _("Code of conduct"),
        "conduct": conduct,
        "qr": _picture_of(conduct) if conduct else "",
    }


def _words_of_slide(survey: Survey, link: str) -> dict[str, str]:
    asked_by = _("Asked by %(name)s", name=survey.asked_by) if survey.asked_by else ""
    until = _("Until %(moment)s", moment=when(survey.closes_at, survey)) if survey.closes_at else ""
    scan, _place_of_host, then = str(_("Scan, or go to %(host)s and type", host="\n")).partition("\n")
    return {
        "language": page_language(),
        "title": survey.title,
        "asked_by": asked_by,
        "call": _("Write a note. Without your name."),
        "ticket": _("You need a ticket to write.") if survey.tickets else "",
        "scan": scan.strip(),
        "host": public_host(),
        "type": then.strip(),
        "code": f"{survey.slug[:5]} {survey.slug[5:]}",
        "until": until,
        "promise": _(
            "We remove the names that we find before anything is stored."
            " Notes are unlocked only in groups and read in random order."
        ),
        "qr": _picture_of(link),
    }


def _picture_of(link: str) -> str:
    """A QR code as SVG."""
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="svg", border=2, scale=8, xmldecl=False)
    return picture.getvalue().decode()
