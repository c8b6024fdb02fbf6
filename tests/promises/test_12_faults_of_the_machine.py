"""Promise 12 on a bad day: a full disk, a damaged secret, a clock that was set back. Real files, a real small disk."""

from dataclasses import replace
from pathlib import Path

import pytest

from surveys.storage import Instance, OfficeBusy
from surveys.survey import Survey
from tests.actors import Organiser, Participant, hidden_fields, organiser_at, stores
from tests.places import fill
from tests.promises.test_07_nobody_reads_you_alone import shown_tally


def test_a_full_disk_keeps_what_was_acknowledged_and_says_what_helps(small_disk: Path) -> None:
    from surveys import create_app

    organiser = organiser_at(small_disk)
    survey = organiser.opens()
    app = create_app(INSTANCE=str(small_disk / "instance"), SESSIONS=str(small_disk / "sessions"))
    participant = Participant(app)
    assert participant.sends(survey, "Before.").status_code == 200
    fields = hidden_fields(participant.checks(survey, "During.")) | {"sharing": "2"}
    fill(small_disk)
    page = participant.posts_notes(survey, fields)
    assert page.status_code == 503
    assert "During." in page.text
    with pytest.raises(OfficeBusy):
        organiser.changes(survey, contacts="somebody else " * 2_000)
    (small_disk / "filling").unlink()
    assert participant.posts_notes(survey, fields).status_code == 200
    assert sorted(note.text for note in organiser.peeks(survey)) == ["Before.", "During."]


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 1_000])
def test_a_damaged_secret_is_made_anew(instance: Instance, content: bytes) -> None:
    before = instance.secret.read_bytes()
    instance.prepare()
    assert instance.secret.read_bytes() == before, "a good one stays"
    instance.secret.write_bytes(content)
    instance.prepare()
    assert len(instance.secret.read_bytes()) == 32
    assert instance.secret.stat().st_mode & 0o777 == 0o600


def test_a_clock_that_was_set_back_does_not_stop_the_count(
    organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """Or an organiser would see "fewer than 5" until the clock has caught up; the time between tells nothing."""
    clock = [1e9]
    organiser = replace(organiser, instance=(instance := replace(instance, clock=lambda: clock[0])))
    assert shown_tally(organiser, survey) == 0
    clock[0] -= 86_400
    for number in range(5):
        stores(survey, instance, f"Note {number}.")
    assert shown_tally(organiser, survey) == 0
    clock[0] += 120
    assert shown_tally(organiser, survey) == 5
