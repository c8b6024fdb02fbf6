"""Makes sealed-1.json and sealed-1-later.json, once for each version of the sealing format, and for new kinds of seals.

Run it for a new version only.
"""

import json
from dataclasses import replace
from pathlib import Path

from surveys.sealing import (
    Flag,
    Note,
    NoteId,
    grant,
    lock_under_secret,
    name_of_secret,
    new_facilitator_key,
    new_private_key,
    open_grant,
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


LATER_EXAMPLES = Path(__file__).with_name("sealed-1-later.json")
ANSWER = replace(NOTE, text=StrippedText(""), sharing=Sharing.ORGANISERS, flags=Flag.ABOUT_YOU)
PAPER, WITHDRAWN = replace(NOTE, flags=Flag.PAPER), replace(ANSWER, flags=Flag.WITHDRAWN)
TOLD = {"told": [[12, 0, 8]], "counted": [NOTE.id.hex()]}
EDITION = {"order": [NOTE.id.hex()], "left_out": []}
PAGE = {"title": "Été", "notes": ["日本語"]}
SECRET = "zPSd2BVc0fk78j0Veg9JyQhRceKHceMk"  # of the link of an example


def make_later(survey_key: bytes) -> dict[str, str]:
    """What has come since, sealed under the same survey's key."""
    public_key = public_key_of(survey_key)
    sealed = {
        "answer": seal_note(ANSWER, public_key, survey_id=SURVEY),
        "paper": seal_note(PAPER, public_key, survey_id=SURVEY),
        "withdrawn": seal_note(WITHDRAWN, public_key, survey_id=SURVEY),
        "about-you": seal_json(TOLD, public_key, purpose="about-you", survey_id=SURVEY),
        "edition": seal_json(EDITION, public_key, purpose="edition/K7QF", survey_id=SURVEY),
        "secret": seal_json(SECRET, public_key, purpose="publication/K7QF", survey_id=SURVEY),
        "name": name_of_secret(SECRET),
        "page": lock_under_secret(PAGE, SECRET),
    }
    return {name: content.hex() for name, content in sealed.items()}


if __name__ == "__main__":
    made = make()
    EXAMPLES.write_text(json.dumps(made, indent=1) + "\n")
    survey_key = open_grant(bytes.fromhex(made["grant"]), bytes.fromhex(made["private_key"]), survey_id=SURVEY)
    LATER_EXAMPLES.write_text(json.dumps(make_later(survey_key), indent=1) + "\n")
