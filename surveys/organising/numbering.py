"""The version and number by which people in the room call a note, such as K7QF · 14."""

from surveys.documents.collating import numbers_of_notes
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import NoteId
from surveys.storage import editions_of
from surveys.survey import Audience


def places_of_notes(unlocked: UnlockedSurvey) -> dict[NoteId, str]:
    """Version and number of each note that is in a version: the one that people at the meeting have in their hands.

    This is the newest version for the people at the meeting that has the note. A note that is in none of these has
    its number from the newest version for everyone.
    """
    notes, places = unlocked.notes(), dict[NoteId, str]()
    stored = editions_of(unlocked.office, unlocked.survey.id)
    for one in sorted(stored, key=lambda edition: edition.audience is not Audience.MEETING):
        if all(note.id in places for note in notes):
            break
        numbers = numbers_of_notes(unlocked.survey, unlocked.edition(one.code), notes, unlocked.curation())
        places = {note_id: f"{one.code} · {number}" for note_id, number in numbers.items()} | places
    return places
