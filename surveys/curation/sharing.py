"""Where a released note may appear: every page and document obeys its writer's choice and what organisers withheld."""

from surveys.curation.curation import Curation
from surveys.sealing import Note
from surveys.survey import Audience, Sharing, Survey


def may_appear_in_sheet(note: Note, curation: Curation) -> bool:
    """Whether a released note may appear in a document, or count in its numbers."""
    return note.sharing >= Sharing.SHEET and note.id not in curation.withheld


def may_be_read_aloud(note: Note, curation: Curation) -> bool:
    """Whether a released note may be shown or read to a room."""
    return note.sharing >= Sharing.ALOUD and note.id not in curation.withheld


def may_be_quoted(note: Note, curation: Curation, *, survey: Survey) -> bool:
    """Whether a released note may be shown to the management: its writer knew and agreed."""
    return survey.audience is Audience.COLLABORATION and may_appear_in_sheet(note, curation)
