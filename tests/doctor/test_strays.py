"""Walls that no survey leads to, and what a restore kept: the doctor names both, with what helps."""

import pytest

from surveys.operating.backups import back_up
from surveys.settings import command_line
from tests.actors import Organiser, stores, today

from .conftest import Patient


def test_notes_on_a_draft_are_named_with_the_command_that_takes_it_up(patient: Patient, organiser: Organiser) -> None:
    draft = organiser.drafts()
    content = patient.examined.instance.office.read_bytes()
    survey = organiser.opens()
    patient.examined.instance.wall_of(draft).build(8)
    assert "databases and secret" not in patient.found(), "a blank wall is an opening that was cut off"
    stores(draft, patient.examined.instance, "Good coffee.")
    stores(survey, patient.examined.instance, "Good tea.")
    patient.examined.instance.office.write_bytes(content)
    of_draft, of_nobody = sorted(patient.found()["databases and secret"], key=lambda line: "Do not delete it" in line)
    assert command_line(f"survey adopt {draft.slug}") in of_draft
    assert f"walls/{survey.id}.sqlite" in of_nobody


def test_the_backup_with_the_keys_of_a_wall_is_named(patient: Patient, organiser: Organiser) -> None:
    instance = patient.examined.instance
    content = instance.office.read_bytes()
    stores(organiser.opens(), instance, "Good tea.")
    knowing = back_up(instance, patient.examined.backups, today())
    instance.office.write_bytes(content)
    assert str(knowing) in patient.found()["databases and secret"][0]


@pytest.mark.parametrize("ending", ["damaged", "damaged-2", "replaced", "damaged-journal"])
def test_what_a_restore_kept_is_named_until_it_is_gone(patient: Patient, ending: str) -> None:
    kept = patient.examined.instance.office.with_name(f"office.sqlite.{ending}")
    kept.touch(mode=0o600)
    assert patient.found()["saved by a restore or upgrade"] == [
        f"look A restore saved {kept}. Once all is well, run: shred -u {kept}"
    ]
