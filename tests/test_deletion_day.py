"""On its deletion day a survey is destroyed, whoever comes first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from surveys.lifecycle import NoGrant, destroy_due
from surveys.storage import Instance, Wall, all_surveys, grant_of, open_office, save_survey
from surveys.survey import Survey
from tests.actors import Organiser, Participant, today


def test_first_request_of_the_deletion_day_destroys_the_survey(
    instance: Instance, survey: Survey, wall: Wall, participant: Participant
) -> None:
    participant.sends(survey, "One thing that I like.")
    with open_office(instance.office) as office:
        save_survey(office, replace(survey, delete_on=today()))
    destroy_due(instance, today())
    assert not wall.path.exists()
    assert participant.get(f"/s/{survey.slug}").status_code == 404


def test_the_keys_of_the_notes_are_overwritten_too(organiser: Organiser, instance: Instance, survey: Survey) -> None:
    """So no passphrase, and no thief of the folder who learns one later, can open a wall of an old backup with it."""
    with open_office(instance.office) as office:
        sealed = grant_of(office, survey.id, organiser.account.id)
        save_survey(office, replace(survey, delete_on=today()))
    assert sealed in instance.office.read_bytes()
    destroy_due(instance, today())
    assert not [path for path in instance.folder.rglob("*") if path.is_file() and sealed in path.read_bytes()]
    with pytest.raises(NoGrant):
        organiser.key_of(survey)


def test_no_trouble_with_a_draft_that_is_left_over_stops_a_deletion(
    instance: Instance, survey: Survey, wall: Wall
) -> None:
    (instance.sessions / f"{survey.id}.drafts").mkdir(parents=True)  # nobody can unlink a folder
    destroy_due(instance, survey.delete_on)
    assert not wall.path.exists()
    with open_office(instance.office, read_only=True) as office:
        assert not all_surveys(office)


def test_before_its_deletion_day_a_survey_stays(instance: Instance, survey: Survey, wall: Wall) -> None:
    destroy_due(instance, survey.delete_on - timedelta(days=1))
    assert wall.path.exists()
    with open_office(instance.office, read_only=True) as office:
        assert all_surveys(office) == [survey]
