"""One request of a participant: which survey it is about, where its forms go, and what has arrived already."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for
from sqlite_utils import Database

from surveys import storage
from surveys.closing_hours import close_wall_at_its_hour
from surveys.collecting import problem_with_ticket, prompts_sent
from surveys.fullness import is_full
from surveys.languages import speak
from surveys.lifecycle import SLUG_LENGTH, SLUG_LETTERS
from surveys.participant.pasted import codes_in
from surveys.participant.posted_forms import read_ticket
from surveys.storage import Instance, UnknownSurvey, Wall, WallBusy, WallDamaged
from surveys.survey import Survey
from surveys.web.protection import is_unencrypted


@dataclass(frozen=True)
class Visit:
    """`wall` is None while a facilitator tries the pages: then nothing is stored."""

    survey: Survey
    wall: Wall | None = None
    holders: int = 0
    """How many organisers hold the key that opens the notes."""
    ticket: str = ""
    """What came as its ticket, in fours if it is one."""

    @property
    def is_trial(self) -> bool:
        """Whether a facilitator tries the pages."""
        return self.wall is None

    def url_of(self, step: str, lang: str | None = None) -> str:
        """Where the forms of the writing pages go: form, check or send; in another language, if one is named."""
        if self.is_trial:
            return url_for(f"trying.{step}", survey_id=self.survey.id, lang=lang)
        return url_for(f"answering.{step}", slug=self.survey.slug, lang=lang)

    @property
    def needs_ticket(self) -> bool:
        """Whether nothing is taken without a ticket."""
        return self.survey.tickets > 0 and not self.is_trial

    def turned_away(self, code: str) -> str:
        """Why its ticket lets nobody write under this code: spent or unknown; "" if it does, or if none is needed.

        A wall that cannot be read shows only when something is sent.
        """
        if self.wall is not None and self.needs_ticket:
            with suppress(WallBusy, WallDamaged):
                return problem_with_ticket(self.ticket, code, wall=self.wall)
        return ""

    @property
    def is_accepting(self) -> bool:
        """Whether a note sent now is taken; a trial always goes on."""
        return self.is_trial or (self.survey.is_accepting(datetime.now()) and not self.is_exposed)

    @property
    def is_exposed(self) -> bool:
        """Whether others on the network could read along what is too sensitive for that."""
        return self.survey.sensitive and is_unencrypted()

    @property
    def closure(self) -> str:
        """Why no note is taken now: early, over, paused, exposed or full; "" while notes are taken."""
        exposed = "exposed" if self.is_exposed else ""
        return self.survey.closure(datetime.now()) or exposed or ("full" if self._is_full() else "")

    def sent_before(self, code: str) -> frozenset[int] | None:
        """The questions answered under this code, taken back or not, even if our answer was lost on the way.

        None if nobody can find out any more.
        """
        if self.wall is None:
            return frozenset()
        try:
            return prompts_sent(code, survey=self.survey, wall=self.wall)
        except (WallBusy, WallDamaged):
            return frozenset() if self.survey.opened_on is None else None

    def _is_full(self) -> bool:
        """As roughly as organisers see it. A wall that cannot be read shows only when something is sent."""
        try:
            return is_full(self.survey, instance=current_app.extensions["instance"])
        except (WallBusy, WallDamaged, OSError):
            return False


def visit_to(typed: str) -> Visit:
    """The visit of a participants' link or code, even with other text around it; raises UnknownSurvey."""
    instance: Instance = current_app.extensions["instance"]
    with storage.open_office(instance.office, read_only=True) as office:
        survey = _survey_of(office, typed)
        holders = len(storage.holders_of(office, survey.id))
    close_wall_at_its_hour(survey, instance=instance, now=datetime.now())
    return Visit(speak(survey), instance.wall_of(survey), holders, read_ticket())


def _survey_of(office: Database, typed: str) -> Survey:
    for slug in codes_in(typed, letters=SLUG_LETTERS, length=SLUG_LENGTH):
        with suppress(UnknownSurvey):
            return storage.survey_by_slug(office, slug)
    raise UnknownSurvey
