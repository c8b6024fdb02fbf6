"""The four surveys of a tour: a draft, one that is open, one that is grouped, one that is published.

Their notes are the examples of the repository, sent through the pages on which participants write.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from time import time as seconds

from flask import Flask
from sqlite_utils import Database

from surveys.catalogue import find_set
from surveys.curation import Action, ActionState, Curation, RoleAnswer, with_note_moved, with_theme_added
from surveys.documents.editions import Arrangement, make_edition
from surveys.languages import translators
from surveys.lifecycle import (
    Acting,
    close_survey,
    create_survey,
    default_delete_day,
    draft_from,
    open_survey,
    survey_key,
)
from surveys.operating.demo import post_notes, read_notes
from surveys.organising.publishing import publish, secret_of
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note
from surveys.settings import PROJECT
from surveys.storage import Deed, Facilitator, Instance, open_office, publications_of, record_act
from surveys.survey import Survey

NOTES_WHILE_OPEN = 30
ASKED_BY = "Diversity Office"
CONTACTS = "the Diversity Office or the ombudsperson (invented for this tour)"
_TWO_TURNS = 240
"""Seconds. The page of an open survey counts what had come at the last turn of the clock, every two minutes."""

Words = Mapping[str, Sequence[str]]
"""The names of themes. A note belongs to the first one that has words of it."""

MICROAGGRESSIONS: Words = {
    "Who is heard in a meeting": ("first question", "I said an idea", "Quand je parle", "introduced the speakers"),
    "Where are you really from?": ("REALLY from", "guard looked", "mix up me", "native speaker"),
    "Jokes and remarks": ("diversity hires", "so gay", "have children", "signorina"),
    "Tools and tasks": ("screwdriver", "gloves"),
    "What helped": ("One sentence", "I heard it too", "first slide", "just say: ouch", "gelacht"),
}
DIVERSITY: Words = {
    "Time and travel": ("hour of the meetings", "Childcare", "for the flight"),
    "Help before it is an emergency": ("for help before", "interprète", "refugee"),
    "Work that counts": ("committee work", "Publish the numbers", "each panel"),
    "What it means": ("explain every time", "Different heads", "to the dinner"),
}
ACTIONS = (
    ("Time and travel", "It is always night in Asia.", "Rotate the hour of the plenary.", "Secretariat", "agreed"),
    ("Time and travel", "Nobody looks after the children.", "Childcare in each week.", "Diversity Office", "under way"),
    ("Help before it is an emergency", "Whom do I ask?", "Two names on the first page.", "Diversity Office", "done"),
    ("Work that counts", "Committee work is not seen.", "A letter to each institute.", "Spokesperson", "agreed"),
    ("Work that counts", "Who gets the talks?", "Numbers with errors each year.", "Diversity Office", "idea"),
)
"""Theme, concern, possible action, role, state."""
ANSWERS = (
    ("Help before it is an emergency", "Diversity Office", "You can call either of us. We answer within two days."),
    ("Work that counts", "Spokesperson", "From next year, committee work counts in every nomination."),
)
"""Theme, role, answer."""


@dataclass(frozen=True)
class Guide:
    """The organiser of a tour, whose key is at hand."""

    account: Facilitator
    private_key: bytes
    instance: Instance

    @contextmanager
    def acting(self, *, days_ago: int) -> Iterator[Acting]:
        """One transaction on an earlier day."""
        with open_office(self.instance.office) as office:
            yield {"office": office, "facilitator": self.account, "today": date.today() - timedelta(days_ago)}

    def unlocks(self, survey: Survey, office: Database) -> UnlockedSurvey:
        """The survey with its key."""
        key = survey_key(survey, office=office, facilitator_id=self.account.id, private_key=self.private_key)
        return UnlockedSurvey(survey, key, self.instance, office)


def make_surveys(app: Flask, guide: Guide) -> tuple[Survey, str]:
    """Make all four, and return the open one and the secret in the link of the published page."""
    with _two_turns_ago(app):
        published = _closed(app, guide, "what-diversity-means", days=(42, 35))
        grouped = _closed(app, guide, "microaggressions", days=(9, 2))
        day = datetime.combine(date.today() + timedelta(4), time(18))
        is_open = _opened(app, guide, "sticky-notes", 3, most=NOTES_WHILE_OPEN, closes_at=day)
        _draft(guide, "imposter-syndrome", 0)
    with app.test_request_context():
        _group(guide, grouped, 2, MICROAGGRESSIONS)
        code = _group(guide, published, 35, DIVERSITY)
        return is_open, _publish(guide, published, 28, code)


@contextmanager
def _two_turns_ago(app: Flask) -> Iterator[None]:
    """Notes that are sent meanwhile are counted from the first look."""
    instance: Instance = app.extensions["instance"]
    app.extensions["instance"] = replace(instance, clock=lambda: seconds() - _TWO_TURNS)
    try:
        yield
    finally:
        app.extensions["instance"] = instance


def _draft(guide: Guide, set_name: str, days_ago: int, closes_at: datetime | None = None) -> Survey:
    draft = draft_from(find_set(set_name), contacts=CONTACTS, code_of_conduct="")
    with guide.acting(days_ago=days_ago) as acting:
        draft = replace(
            draft, places=100, asked_by=ASKED_BY, delete_on=default_delete_day(date.today()), closes_at=closes_at
        )
        return create_survey(draft, **acting)


def _opened(
    app: Flask, guide: Guide, set_name: str, days_ago: int, most: int | None = None, closes_at: datetime | None = None
) -> Survey:
    """Opened, with the example notes of its set."""
    draft = _draft(guide, set_name, days_ago, closes_at)
    with guide.acting(days_ago=days_ago) as acting:
        survey = open_survey(draft, instance=app.extensions["instance"], **acting)
    post_notes(app, survey, read_notes(PROJECT / "docs" / "examples" / f"{set_name}.jsonl", survey)[:most])
    return survey


def _closed(app: Flask, guide: Guide, set_name: str, *, days: tuple[int, int]) -> Survey:
    """Opened and closed so many days ago."""
    survey = _opened(app, guide, set_name, days[0])
    with guide.acting(days_ago=days[1]) as acting:
        return close_survey(survey, instance=app.extensions["instance"], **acting)


def _group(guide: Guide, survey: Survey, days_ago: int, words: Words) -> str:
    """Unlock and read the notes, group them, and make a sheet that is arranged by the groups; its code."""
    with guide.acting(days_ago=days_ago) as acting:
        unlocked = guide.unlocks(survey, acting["office"])
        unlocked.release_new_notes()
        notes = unlocked.notes()
        unlocked.change_curation(lambda curation: _grouped(curation.with_read(n.id for n in notes), notes, words))
        edition = make_edition(
            notes,
            unlocked.curation(),
            survey=survey,
            audience=survey.audience,
            today=acting["today"],
            arrangement=Arrangement.THEME,
        )
        unlocked.save_edition(edition)
        _record(acting, survey, Deed.SHOWED)
        _record(acting, survey, Deed.MADE_VERSION, edition.code)
    return edition.code


def _grouped(curation: Curation, notes: Sequence[Note], words: Words) -> Curation:
    for name in words:
        curation = curation.with_themes(with_theme_added(curation.themes, name))
    ids = {theme.name: theme.id for theme in curation.themes}
    for note in notes:
        fits = [ids[name] for name, those in words.items() if any(one in note.text for one in those)]
        curation = curation.with_themes(with_note_moved(curation.themes, note.id, fits[0] if fits else ""))
    return curation


def _publish(guide: Guide, survey: Survey, days_ago: int, code: str) -> str:
    """Add what could be done and who answered, and publish the sheet; the secret in its link."""
    with guide.acting(days_ago=days_ago) as acting:
        unlocked = guide.unlocks(survey, acting["office"])
        unlocked.change_curation(_with_outcomes)
        today = acting["today"]
        publish(unlocked, code, date.today() + timedelta(30), today=today, translators=translators)
        _record(acting, survey, Deed.ADDED_ACTION)
        _record(acting, survey, Deed.PUBLISHED, code)
        (publication,) = publications_of(unlocked.office, survey.id)
        return secret_of(unlocked, publication)


def _with_outcomes(curation: Curation) -> Curation:
    ids = {theme.name: theme.id for theme in curation.themes}
    for theme, concern, action, owner, state in ACTIONS:
        one = Action(secrets.token_hex(4), concern, action, ids[theme], owner, ActionState(state))
        curation = curation.with_action_added(one)
    for theme, role, answer in ANSWERS:
        curation = curation.with_answer_added(RoleAnswer(secrets.token_hex(4), f"t{ids[theme]}", role, answer))
    return curation


def _record(acting: Acting, survey: Survey, act: Deed, detail: str = "") -> None:
    """Add a line to what organisers did."""
    who, day = acting["facilitator"].name, acting["today"]
    record_act(acting["office"], day=day, facilitator=who, survey_id=survey.id, act=act, detail=detail)
