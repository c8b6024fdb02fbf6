"""Sent twice is stored once, and the page says the truth about it."""

from surveys.survey import Sharing, Survey
from tests.actors import Organiser, Participant, hidden_fields


def test_a_change_after_sending_is_not_stored_and_that_is_said(
    participant: Participant, organiser: Organiser, survey: Survey
) -> None:
    """Back, another sharing choice, Send: the first sending counts, and the page says how to change it."""
    fields = hidden_fields(participant.checks(survey, "The only chair in the room was broken."))
    participant.posts_notes(survey, fields | {"sharing": "2"})
    again = participant.posts_notes(survey, fields | {"sharing": "0"})
    assert "The first sending counts" in again.text
    assert "Take the first sending back with the code below" in again.text
    assert fields["code"] in again.text
    assert [note.sharing for note in organiser.peeks(survey)] == [Sharing.ALOUD]


def test_a_sending_that_was_taken_back_is_not_said_to_stand(participant: Participant, survey: Survey) -> None:
    fields = hidden_fields(participant.checks(survey, "Good coffee.")) | {"sharing": "2"}
    participant.posts_notes(survey, fields)
    participant.post(f"/s/{survey.slug}/take-back", {"code": fields["code"]})
    again = participant.posts_notes(survey, fields)
    assert "If you took it back, it stays taken back" in again.text
