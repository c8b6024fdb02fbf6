"""One request of a participant: which survey it is about, and where its forms go."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for

from surveys.closing_hours import close_wall_at_its_hour
from surveys.protection import is_unencrypted
from surveys.storage import Instance, Wall, open_office, survey_by_slug
from surveys.survey import Survey


@dataclass(frozen=True)
class Visit:
    """`wall` is None while a facilitator tries the pages: then nothing is stored."""

    survey: Survey
    wall: Wall | None = None

    @property
    def is_trial(self) -> bool:
        """Whether a facilitator tries the pages."""
        return self.wall is None

    def url_of(self, step: str) -> str:
        """Where the forms of the writing pages go: form, check or send."""
        if self.is_trial:
            return url_for(f"trying.{step}", survey_id=self.survey.id)
        return url_for(f"answering.{step}", slug=self.survey.slug)

    @property
    def is_accepting(self) -> bool:
        """Whether a note sent now is taken; a trial always goes on."""
        return self.is_trial or (self.survey.is_accepting(datetime.now()) and not self.is_exposed)

    @property
    def is_exposed(self) -> bool:
        """Whether others on the network could read along what is too sensitive for that."""
        return self.survey.sensitive and is_unencrypted()

    @property
    def standing(self) -> str:
        """Why no note is taken now: early, paused, over or exposed."""
        now = datetime.now()
        if self.survey.is_over(now):
            return "over"
        if self.survey.is_not_yet_open(now):
            return "early"
        return "paused" if self.survey.paused else "exposed"


def visit_to(slug: str) -> Visit:
    """The visit behind a participants' link; raises UnknownSurvey."""
    instance: Instance = current_app.extensions["instance"]
    with open_office(instance.office, read_only=True) as office:
        survey = survey_by_slug(office, slug)
    close_wall_at_its_hour(survey, instance=instance, now=datetime.now())
    return Visit(survey, instance.wall_of(survey))
