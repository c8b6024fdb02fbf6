"""What is sealed to a survey: notes of 4,000 bytes each, the released ids, the curation, the order of editions."""

import json
from collections.abc import Collection
from typing import Any

from surveys.sealing.payload import Note, NoteId, pack, unpack
from surveys.sealing.seals import Sealed, open_sealed, seal

SEALED_NOTE_SIZE = 4_000
_ID_SIZE = 16
_BLOCK = 64 * _ID_SIZE  # padding, so that the length shows the number of notes only roughly


def _info(purpose: str, survey_id: str) -> str:
    return f"unsigned/1/{purpose}/{survey_id}"


def seal_note(note: Note, public_key: bytes, *, survey_id: str) -> Sealed:
    """Lock a note for one survey; always SEALED_NOTE_SIZE bytes."""
    return seal(pack(note), public_key, info=_info("note", survey_id))


def open_note(sealed: bytes, private_key: bytes, *, survey_id: str) -> Note:
    """Unlock a note of this survey; raises BrokenSeal or UnreadablePayload."""
    return unpack(open_sealed(sealed, private_key, info=_info("note", survey_id)))


def seal_ids(ids: Collection[NoteId], public_key: bytes, *, purpose: str, survey_id: str) -> Sealed:
    """Lock a set of note ids, sorted, so that nothing shows when each was added."""
    content = len(ids).to_bytes(4) + b"".join(sorted(ids))
    padded = content.ljust(-(-len(content) // _BLOCK) * _BLOCK, b"\0")
    return seal(padded, public_key, info=_info(purpose, survey_id))


def open_ids(sealed: bytes, private_key: bytes, *, purpose: str, survey_id: str) -> list[NoteId]:
    """The set of note ids, sorted; raises BrokenSeal."""
    content = open_sealed(sealed, private_key, info=_info(purpose, survey_id))
    count = int.from_bytes(content[:4])
    return [NoteId(content[4 + i * _ID_SIZE : 4 + (i + 1) * _ID_SIZE]) for i in range(count)]


def seal_json(document: Any, public_key: bytes, *, purpose: str, survey_id: str) -> Sealed:
    """Lock a JSON document."""
    return seal(json.dumps(document).encode(), public_key, info=_info(purpose, survey_id))


def open_json(sealed: bytes, private_key: bytes, *, purpose: str, survey_id: str) -> Any:
    """The JSON document; raises BrokenSeal."""
    return json.loads(open_sealed(sealed, private_key, info=_info(purpose, survey_id)))
