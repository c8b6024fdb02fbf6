"""Give a survey's key to another organiser, so that it does not hang on one person; take it away again."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import fingerprint
from surveys.facilitator.guarding import acting_at, desk_of, go_to, office_pages, page
from surveys.lifecycle import share_key, take_key
from surveys.storage import facilitator_by_id

bp = office_pages("sharing_keys")


@bp.get("/surveys/<survey_id>/<any('share', 'take-key'):step>")
def ask(survey_id: str, step: str) -> ResponseReturnValue:
    """Show whose key it is, and what the step does and does not do; raises UnknownFacilitator."""
    with desk_of(survey_id, read_only=True) as desk:
        person = facilitator_by_id(desk.office, request.args.get("facilitator", ""))
    return page("share_key", survey=desk.survey, step=step, person=person, fingerprint=fingerprint(person))


@bp.post("/surveys/<survey_id>/<any('share', 'take-key'):step>")
def take(survey_id: str, step: str) -> ResponseReturnValue:
    """Seal the key to one more organiser, or destroy what was sealed; raises UnknownFacilitator or NotPossibleNow."""
    with desk_of(survey_id) as desk:
        person = facilitator_by_id(desk.office, request.form.get("facilitator", ""))
        if step == "share":
            share_key(desk.survey, desk.key, receiver=person, **acting_at(desk))
            words = _("%(name)s can read this survey now.", name=person.name)
        else:
            take_key(desk.survey, holder=person, **acting_at(desk))
            words = _("%(name)s cannot open this survey any more.", name=person.name)
    flash(words)
    return go_to("survey_home.show", survey_id, _anchor="organisers")
