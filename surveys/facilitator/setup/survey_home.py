"""The home of one survey: its stage, what comes next, who holds its key, what was done."""

from datetime import date, datetime

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.accounts import fingerprint
from surveys.ceiling import crowding_of
from surveys.curation import Curation
from surveys.documents.collating import audience_words
from surveys.facilitator.guarding import me, office_pages, page, unlock
from surveys.facilitator.setup.draft_form import needed_in
from surveys.facilitator.setup.trail import sentence_of
from surveys.lifecycle import keys_given_after_closing
from surveys.organising.state_now import is_known_to_be_full, state_now
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.settings import command_line
from surveys.storage import Act, Deed, acts_on, all_facilitators, editions_of, holders_of, publications_of
from surveys.survey import State
from surveys.web.addresses import link_to

bp = office_pages("survey_home")
STAGES = ("draft", "open", "closed", "discussed", "published")
"""The life of a survey as its home shows it."""
_BEGINNINGS = {"draft": Deed.CREATED, "open": Deed.OPENED, "closed": Deed.CLOSED, "published": Deed.PUBLISHED}
"""The deed by which a stage is reached."""


@bp.get("/surveys/<survey_id>")
def show(survey_id: str) -> ResponseReturnValue:
    """Everything about a survey but its notes."""
    with unlock(survey_id, read_only=True) as unlocked:
        survey, values = unlocked.survey, _notes_so_far(unlocked) | _people(unlocked)
        acts = acts_on(unlocked.office, survey_id)
        curation = unlocked.curation()
        values |= {
            "stage": _stage_of(unlocked, curation),
            "days": _days_of(acts),
            "has_actions": bool(curation.actions),
        }
        values |= {"acts": [(act, sentence_of(act)) for act in acts], "unreadable": _unreadable(unlocked, acts)}
    values |= {"link": link_to(survey), "audience": audience_words(survey.audience, _)}
    values |= {"is_due": survey.is_due(date.today()), "needed": needed_in(survey)}
    has_lost_its_opening = survey.state is State.DRAFT and unlocked.instance.wall_of(survey).holds_notes()
    values |= {"adopt": command_line(f"survey adopt {survey.slug}") if has_lost_its_opening else ""}
    closure = survey.closure(datetime.now()) if survey.state is State.OPEN else ""
    now = state_now(survey, instance=unlocked.instance, now=datetime.now())
    return page("survey", survey=survey, closure=closure, now=now, stages=STAGES, **values)


def _stage_of(unlocked: UnlockedSurvey, curation: Curation) -> str:
    """The stage of the survey: it is discussed once notes were grouped, picked or answered with an action."""
    if unlocked.survey.state is not State.CLOSED:
        return str(unlocked.survey.state)
    if publications_of(unlocked.office, unlocked.survey.id):
        return "published"
    return "discussed" if curation.themes or curation.actions or curation.picks.shown else "closed"


def _days_of(acts: list[Act]) -> dict[str, date]:
    """The day on which each stage was last reached; never a time of day."""
    return {stage: act.day for act in acts for stage, deed in _BEGINNINGS.items() if act.act is deed}


def _notes_so_far(unlocked: UnlockedSurvey) -> dict[str, object]:
    """What organisers may know about the notes: a rough count while people write, exact numbers after closing."""
    survey, instance = unlocked.survey, unlocked.instance
    is_open = survey.state is State.OPEN
    return {
        "waiting": unlocked.waiting(),
        "crowding": crowding_of(survey, instance=instance) if is_open else None,
        "is_full": is_open and is_known_to_be_full(survey, instance=instance),
        "progress": unlocked.progress() if survey.state is State.CLOSED else None,
        "late_keys": keys_given_after_closing(unlocked.office, survey.id),
        "was_released": bool(unlocked.released_ids()),
        "editions": editions_of(unlocked.office, survey.id),
    }


def _unreadable(unlocked: UnlockedSurvey, acts: list[Act]) -> int:
    """How many places of a salvaged wall could not be read; an ordinary one is not read only for this."""
    return unlocked.unreadable() if any(act.act is Deed.SALVAGED for act in acts) else 0


def _people(unlocked: UnlockedSurvey) -> dict[str, object]:
    holders = [holder.id for holder in holders_of(unlocked.office, unlocked.survey.id)]
    people = [(person, fingerprint(person), person.id in holders) for person in all_facilitators(unlocked.office)]
    return {"people": people, "holders": len(holders), "my_id": me().id}
