"""Who has the key of a survey: facilitators give it to one another and take it away."""

from typing import Unpack

from sqlite_utils import Database

from surveys import storage
from surveys.lifecycle.acting import Acting, NotPossibleNow, record
from surveys.sealing import grant, open_grant
from surveys.storage import Facilitator
from surveys.survey import Survey


class NoGrant(Exception):
    """This organiser does not have the key of the survey."""


def survey_key(survey: Survey, *, office: Database, facilitator_id: str, private_key: bytes) -> bytes:
    """The key that opens the notes; raises NoGrant."""
    sealed = storage.grant_of(office, survey.id, facilitator_id)
    if sealed is None:
        raise NoGrant
    return open_grant(sealed, private_key, survey_id=survey.id)


def share_key(survey: Survey, key: bytes, *, receiver: Facilitator, **acting: Unpack[Acting]) -> None:
    """Give the survey's key to a second facilitator."""
    grant_key(survey, key, receiver, acting["office"])
    record(survey, storage.Deed.GAVE_KEY, receiver.name, **acting)


def take_key(survey: Survey, *, holder: Facilitator, **acting: Unpack[Acting]) -> None:
    """Delete another facilitator's grant. Nobody can delete their own: the last one would lock the notes for ever."""
    if acting["facilitator"].id == holder.id or storage.grant_of(acting["office"], survey.id, holder.id) is None:
        raise NotPossibleNow("take-key")
    storage.remove_grant(acting["office"], survey.id, holder.id)
    record(survey, storage.Deed.TOOK_KEY, holder.name, **acting)


def grant_key(survey: Survey, key: bytes, holder: Facilitator, office: Database) -> None:
    """Seal the key to this facilitator."""
    storage.save_grant(office, survey.id, holder.id, grant(key, holder.key.public_key, survey_id=survey.id))


def keys_given_after_closing(office: Database, survey_id: str) -> list[storage.Act]:
    """Each time that somebody got the survey's key while it was closed, and so can read what was written before."""
    is_closed, given = False, []
    for act in storage.acts_on(office, survey_id):
        if act.act in (storage.Deed.CLOSED, storage.Deed.REOPENED):
            is_closed = act.act is storage.Deed.CLOSED
        elif act.act is storage.Deed.GAVE_KEY and is_closed:
            given.append(act)
    return given
