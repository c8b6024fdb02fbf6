"""Give a survey's key to another organiser, so that it does not depend on one person; take it away again."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import fingerprint
from surveys.facilitator.guarding import acting_at, go_to, office_pages, page, unlock
from surveys.lifecycle import share_key, take_key
from surveys.storage import facilitator_by_id

bp = office_pages("sharing_keys")


@bp.get("/surveys/<survey_id>/<any('share', 'take-key'):step>")
def ask(survey_id: str, step: str) -> ResponseReturnValue:
    """Show whose key it is, and what the step does and does not do; raises UnknownFacilitator."""
    with unlock(survey_id, read_only=True) as unlocked:
        person = facilitator_by_id(unlocked.office, request.args.get("facilitator", ""))
    return page("share_key", survey=unlocked.survey, step=step, person=person, fingerprint=fingerprint(person))


@bp.post("/surveys/<survey_id>/<any('share', 'take-key'):step>")
def take(survey_id: str, step: str) -> ResponseReturnValue:
    """Seal the key to one more organiser, or destroy what was sealed; raises UnknownFacilitator or NotPossibleNow."""
    with unlock(survey_id) as unlocked:
        person = facilitator_by_id(unlocked.office, request.form.get("facilitator", ""))
        if step == "share":
            share_key(unlocked.survey, unlocked.key, receiver=person, **acting_at(unlocked))
            words = _("%(name)s can now read this survey.", name=person.name)
        else:
            take_key(unlocked.survey, holder=person, **acting_at(unlocked))
            words = _("%(name)s can no longer open this survey.", name=person.name)
    flash(words)
    return go_to("survey_home.show", survey_id, _anchor="organisers")
