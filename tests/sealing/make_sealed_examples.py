"""Makes sealed-1.json, once for each version of the sealing format. Run it for a new version only."""

import json
from pathlib import Path

from surveys.sealing import (
    Flag,
    Note,
    NoteId,
    grant,
    new_facilitator_key,
    new_private_key,
    public_key_of,
    seal_ids,
    seal_json,
    seal_note,
)
from surveys.stripping import StrippedText
from surveys.survey import Sharing
from tests.actors import PASSPHRASE, RECOVERY_KEY

EXAMPLES = Path(__file__).with_name("sealed-1.json")
SURVEY = "0123456789abcdef"
NOTE = Note(
    NoteId(bytes(range(16))),
    1,
    4,
    Sharing.SHEET,
    StrippedText("[a person] was kind: été, 日本語, 👩🏽‍🔬."),
    Flag.MASKED,
)
CURATION = {"version": 1, "read": [NOTE.id.hex()], "withheld": {NOTE.id.hex(): "hurts"}}


def make() -> dict[str, str]:
    """Everything that is sealed to rest, as hex digits."""
    key, private_key = new_facilitator_key(PASSPHRASE, RECOVERY_KEY)
    survey_key = new_private_key()
    public_key = public_key_of(survey_key)
    sealed = {
        "note": seal_note(NOTE, public_key, survey_id=SURVEY),
        "released": seal_ids([NOTE.id], public_key, purpose="released", survey_id=SURVEY),
        "curation": seal_json(CURATION, public_key, purpose="curation", survey_id=SURVEY),
        "grant": grant(survey_key, key.public_key, survey_id=SURVEY),
        "by_passphrase": key.by_passphrase,
        "by_recovery_key": key.by_recovery_key,
        "private_key": private_key,
    }
    return {name: content.hex() for name, content in sealed.items()}


if __name__ == "__main__":
    EXAMPLES.write_text(json.dumps(make(), indent=1) + "\n")
