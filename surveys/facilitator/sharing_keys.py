"""Give a survey's key to another organiser, so that it does not hang on one person."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.facilitator.guarding import desk_of, me, office_pages
from surveys.lifecycle import share_key
from surveys.storage import facilitator_by_id

bp = office_pages("sharing_keys")


@bp.post("/surveys/<survey_id>/share")
def share(survey_id: str) -> ResponseReturnValue:
    """Seal the key to one more organiser; raises UnknownFacilitator."""
    with desk_of(survey_id) as desk:
        receiver = facilitator_by_id(desk.office, request.form.get("facilitator", ""))
        share_key(desk.survey, desk.key, office=desk.office, giver=me(), receiver=receiver, today=date.today())
    flash(_("%(name)s can read this survey now.", name=receiver.name))
    return redirect(url_for("survey_home.show", survey_id=survey_id) + "#organisers", 303)
