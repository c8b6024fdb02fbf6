"""One button in three places: the survey's page, its notes and the meeting. It asks for the new notes."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.facilitator.notes.pages_of_notes import next_unread
from surveys.facilitator.notes.posted_note import back_to_meeting
from surveys.languages import hour
from surveys.organising.rounds import save_counts
from surveys.organising.unlocked_survey import UnlockedSurvey, Waiting
from surveys.releasing import NotEnoughNewNotes
from surveys.storage import Deed
from surveys.survey import Survey

bp = office_pages("releasing")


@bp.post("/surveys/<survey_id>/release")
def show_new_notes(survey_id: str) -> ResponseReturnValue:
    """Open unread notes by the release rule, and go to where they can be read."""
    with unlock(survey_id, with_notes=True) as unlocked:
        if not _released(unlocked):
            return page("not_enough", 409, survey=unlocked.survey, waiting=unlocked.waiting())
        number = next_unread(unlocked, 0)
    return go_to("reading.notes", survey_id, number=number or 1)


@bp.post("/surveys/<survey_id>/meeting/release")
def show_in_the_room(survey_id: str) -> ResponseReturnValue:
    """Open unread notes by the release rule, in the room."""
    with unlock(survey_id, with_notes=True) as unlocked:
        if _released(unlocked):
            flash(_("New notes are unlocked and mixed with the others."))
        else:
            flash(_("Not enough new notes yet.") + " " + release_rule(unlocked.waiting(), unlocked.survey))
    return back_to_meeting(survey_id)


@bp.app_template_global()
def release_rule(waiting: Waiting, survey: Survey) -> str:
    """The release rule in words, the same on every page."""
    if waiting.tally is None:
        return str(_("%(number)d answers to the same question are needed.", number=waiting.needed))
    again_at = hour(waiting.tally.counted_again_at, survey)
    sentence = _(
        "To unlock notes now, %(number)d answers to the same question are needed: at least %(minimum)d are unlocked "
        "together, and %(minimum)d stay locked to be mixed with later ones. Once the survey is closed, %(minimum)d "
        "are enough to unlock all notes. We count again at %(time)s."
    )
    return str(sentence) % {"minimum": waiting.tally.minimum, "number": waiting.needed, "time": again_at}


def _released(unlocked: UnlockedSurvey) -> bool:
    """Whether notes were unlocked; a refused attempt is in the trail too."""
    try:
        unlocked.release_new_notes()
    except NotEnoughNewNotes:
        record_act(unlocked, Deed.ASKED_TOO_EARLY)
        return False
    save_counts(unlocked)
    record_act(unlocked, Deed.SHOWED)
    return True
