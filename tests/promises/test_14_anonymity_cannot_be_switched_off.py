"""Promise 14: no setting adds identity, addresses or times, or lowers k; what was said at opening is frozen."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from surveys import create_app
from surveys.documents.editions import WiderAudience, make_edition
from surveys.lifecycle import NotPossibleNow, change_draft, open_survey
from surveys.settings import SETTINGS, UnknownSetting
from surveys.storage import Instance, open_office, save_survey, survey_by_id
from surveys.survey import SMALLEST_MINIMUM, AboutQuestion, Audience, Prompt, State, Survey
from tests.actors import ABOUT_YOU, Organiser, Participant, stores, today

REVIEWED_SETTINGS = {
    "INSTANCE",
    "SESSIONS",
    "BACKUP_DAYS",
    "HOST",
    "PORT",
    "WORKERS",
    "THREADS",
    "ADDRESS",
    "BEHIND_PROXY",
    "IDLE_MINUTES",
    "ORGANISATION",
    "CONTROLLER",
    "OPERATOR",
    "CONTACTS",
    "CODE_OF_CONDUCT",
    "ASKED_BY",
    "ZONE",
}
"""Each was looked at: none touches what is kept of a participant. Look at a new one before adding it here."""


def test_every_setting_was_looked_at_for_what_it_does_to_anonymity() -> None:
    assert {setting.name for setting in SETTINGS} == REVIEWED_SETTINGS


@pytest.mark.parametrize("name", ["MINIMUM", "SMALLEST_MINIMUM", "LOG_LEVEL", "STORE_IP", "TIMESTAMPS", "ANONYMOUS"])
def test_a_wish_to_switch_it_off_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"UNSIGNED_{name}", "1")
    with pytest.raises(UnknownSetting):
        create_app()


@pytest.mark.parametrize("minimum", [4, 1, 0, -5])
def test_no_draft_goes_below_five(organiser: Organiser, instance: Instance, minimum: int) -> None:
    draft = organiser.drafts()
    with open_office(instance.office) as office:
        changed = change_draft(draft, {"minimum": minimum}, office=office)
        kept = survey_by_id(office, draft.id)
    assert changed.minimum == kept.minimum == SMALLEST_MINIMUM == 5


@pytest.mark.parametrize("minimum", [4, 0, -5])
def test_the_database_refuses_a_minimum_below_five(organiser: Organiser, instance: Instance, minimum: int) -> None:
    """Whatever a later program believes: the rule has a name in the database."""
    draft = organiser.drafts()
    with pytest.raises(sqlite3.IntegrityError, match="k_is_never_below_five"), open_office(instance.office) as office:
        save_survey(office, replace(draft, minimum=minimum))


CHANGES = {
    "questions": {"prompts": (Prompt("What is your name?"),)},
    "title": {"title": "Who are you?"},
    "introduction": {"introduction": "Sign, please."},
    "minimum, lower": {"minimum": 5},
    "minimum, higher": {"minimum": 9},
    "wider audience": {"audience": Audience.COLLABORATION},
    "deletion later": {"delete_on": today() + timedelta(days=700)},
    "no deletion": {"delete_on": None},
    "fewer places": {"places": 50},
    "no places": {"places": None},
    "questions about you": {"about_you": (AboutQuestion("Initials", ("A", "B")),)},
    "no questions about you": {"about_you": ()},
    "another key": {"public_key": bytes(32)},
    "a draft again": {"state": State.DRAFT},
}


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_what_writers_were_told_is_frozen_at_opening(
    organiser: Organiser, instance: Instance, changes: dict[str, object], closed: bool
) -> None:
    """The program refuses to edit, and the database would refuse a program that does it all the same."""
    survey = organiser.opens(minimum=7, about_you=ABOUT_YOU, audience=Audience.MEETING)
    survey = organiser.closes(survey) if closed else survey
    with open_office(instance.office) as office, pytest.raises(NotPossibleNow):
        change_draft(survey, changes, office=office)
    with pytest.raises(sqlite3.IntegrityError, match="what writers were told is frozen"):
        organiser.changes(survey, **changes)
    with open_office(instance.office, read_only=True) as office:
        assert survey_by_id(office, survey.id) == survey


@pytest.mark.parametrize(
    "changes",
    [
        {"delete_on": today() + timedelta(days=2)},
        {"closes_at": datetime(2030, 1, 1, 12)},
        {"contacts": "the ombudsperson", "code_of_conduct": "https://example.org"},
        {"places": 1_000},
        {"paused": True},
        {"slug": "newlink234"},
    ],
    ids=["deletion earlier", "closing hour", "contacts", "more places", "pause", "new link"],
)
def test_what_takes_nothing_from_writers_can_still_change(
    organiser: Organiser, instance: Instance, changes: dict[str, object]
) -> None:
    survey = organiser.opens()
    changed = organiser.changes(survey, **changes)
    with open_office(instance.office, read_only=True) as office:
        assert survey_by_id(office, survey.id) == changed


def test_a_closed_survey_lets_nobody_else_in(organiser: Organiser) -> None:
    survey = organiser.closes(organiser.opens())
    with pytest.raises(sqlite3.IntegrityError, match="what writers were told is frozen"):
        organiser.changes(survey, places=1_000)


def test_the_audience_can_be_narrowed_and_not_widened_again(organiser: Organiser, instance: Instance) -> None:
    survey = organiser.opens(audience=Audience.COLLABORATION)
    survey = organiser.changes(survey, audience=Audience.MEETING)
    with pytest.raises(sqlite3.IntegrityError, match="what writers were told is frozen"):
        organiser.changes(survey, audience=Audience.COLLABORATION)


def test_a_survey_is_opened_only_once(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    """Opening again would put blank slots in the place of what people wrote."""
    stores(survey, instance, "Good coffee.")
    with open_office(instance.office) as office, pytest.raises(NotPossibleNow):
        open_survey(survey, instance=instance, office=office, facilitator=organiser.account, today=today())
    assert len(organiser.peeks(survey)) == 1


def test_no_sheet_is_for_more_people_than_writers_were_told(organiser: Organiser, instance: Instance) -> None:
    survey = organiser.opens(audience=Audience.MEETING)
    for number in range(5):
        stores(survey, instance, f"Note {number}.")
    notes = organiser.reads_all(survey)
    with organiser.unlocks(survey) as unlocked:
        curation = unlocked.curation()
        with pytest.raises(WiderAudience):
            make_edition(notes, curation, survey=unlocked.survey, audience=Audience.COLLABORATION, today=date.today())


FORGED: dict[str, Callable[[Survey], dict[str, str]]] = {
    "a name": lambda _: {"name": "Olga", "email": "olga@cern.ch", "answer-0-name": "Olga"},
    "another minimum": lambda _: {"minimum": "1", "k": "1"},
    "another survey": lambda survey: {"survey_id": survey.id, "slug": survey.slug},
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_fields_that_nobody_asked_for_are_not_kept(
    participant: Participant, organiser: Organiser, survey: Survey, forge: Callable[[Survey], dict[str, str]]
) -> None:
    other = organiser.opens()
    assert participant.sends(survey, "Good coffee.", **forge(other)).status_code == 200
    (note,) = organiser.peeks(survey)
    assert (note.text, note.category, note.prompt) == ("Good coffee.", None, 0)
    assert organiser.peeks(other) == []
    with open_office(organiser.instance.office, read_only=True) as office:
        assert survey_by_id(office, survey.id) == survey
