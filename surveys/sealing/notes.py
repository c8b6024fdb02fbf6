"""Sealed notes: 4,000 bytes each, whatever was written."""

from surveys.sealing.payload import Note, pack, unpack
from surveys.sealing.seals import Sealed, open_sealed, seal

SEALED_NOTE_SIZE = 4_000


def _info(survey_id: str) -> str:
    return f"unsigned/1/note/{survey_id}"


def seal_note(note: Note, public_key: bytes, *, survey_id: str) -> Sealed:
    """Lock a note for one survey; always SEALED_NOTE_SIZE bytes."""
    return seal(pack(note), public_key, info=_info(survey_id))


def open_note(sealed: bytes, private_key: bytes, *, survey_id: str) -> Note:
    """Unlock a note of this survey; raises BrokenSeal or UnreadablePayload."""
    return unpack(open_sealed(sealed, private_key, info=_info(survey_id)))
