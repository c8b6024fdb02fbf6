"""On its deletion day a survey is destroyed, whoever comes first."""

from dataclasses import replace
from datetime import timedelta

from surveys.lifecycle import destroy_due
from surveys.storage import Instance, Wall, all_surveys, open_office, save_survey
from surveys.survey import Survey
from tests.actors import TODAY, Participant


def test_first_request_of_the_deletion_day_destroys_the_survey(
    instance: Instance, survey: Survey, wall: Wall, participant: Participant
) -> None:
    participant.sends(survey, "One thing that I like.")
    with open_office(instance.office) as office:
        save_survey(office, replace(survey, delete_on=TODAY))
    destroy_due(instance, TODAY)
    assert not wall.path.exists()
    assert participant.get(f"/s/{survey.slug}").status_code == 404


def test_before_its_deletion_day_a_survey_stays(instance: Instance, survey: Survey, wall: Wall) -> None:
    destroy_due(instance, survey.delete_on - timedelta(days=1))
    assert wall.path.exists()
    with open_office(instance.office, read_only=True) as office:
        assert all_surveys(office) == [survey]
