"""How people are invited: the poster, its view for a projector, the words of the invitation."""

from flask import get_template_attribute, request
from flask.typing import ResponseReturnValue

from surveys.facilitator.guarding import office_pages, page, survey_of, unlock
from surveys.facilitator.setup.invitation import invitation_to, link_in, qr_pixels
from surveys.languages import document_language, speak, speaking
from surveys.organising.logos import logo_of
from surveys.survey import Survey
from surveys.web.addresses import is_for_this_machine_only, public_host, qr_code
from surveys.wordings import said_in

bp = office_pages("posters")


@bp.get("/surveys/<survey_id>/poster")
def poster(survey_id: str) -> ResponseReturnValue:
    """One page to print, or with ?view=projector one to show."""
    name = "projector" if request.args.get("view") == "projector" else "poster"
    with unlock(survey_id, read_only=True) as unlocked:
        survey, waiting, was_released = unlocked.survey, unlocked.waiting(), bool(unlocked.released_ids())
        has_logo = logo_of(unlocked.office, survey_id) is not None
    in_its_language = speak(survey)
    shown = {"waiting": waiting, "was_released": was_released, "has_logo": has_logo}
    shown |= ways_in(survey, in_its_language.language)
    return page(name, survey=in_its_language, is_for_this_machine_only=is_for_this_machine_only(), **shown)


@bp.app_template_global()
def ways_in(survey: Survey, language: str = "") -> dict[str, str]:
    """Where people in the room or in a call get to the survey: the host to type, and a picture to scan."""
    return {"host": public_host(), "qr": qr_code(link_in(survey, language))}


@bp.get("/surveys/<survey_id>/poster/count")
def count(survey_id: str) -> ResponseReturnValue:
    """The tally, which the projector asks for by itself; "" once the survey takes no notes."""
    with unlock(survey_id, read_only=True) as unlocked:
        survey, waiting, was_released = speak(unlocked.survey), unlocked.waiting(), bool(unlocked.released_ids())
    counted = get_template_attribute("facilitator/_form.html", "counted_at")
    return {"count": counted(survey, waiting, was_released) if waiting.tally else ""}


@bp.get("/surveys/<survey_id>/invitation-text")
def invitation_text(survey_id: str) -> ResponseReturnValue:
    """Words to copy into an e-mail, a chat or an agenda, and the QR code as a picture."""
    survey = survey_of(survey_id)
    language = document_language(survey)
    link, shown = link_in(survey, language), {"is_for_this_machine_only": is_for_this_machine_only()}
    with speaking(language):
        invitation = invitation_to(said_in(survey, language), link)
    pictures = {"qr": qr_code(link), "qr_pixels": qr_pixels(link)}
    return page("invitation_text", survey=survey, invitation=invitation, **shown, **pictures)
