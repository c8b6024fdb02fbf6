"""What the first version has sealed opens for ever: from the passphrase to the words of a note.

A facilitator may come back years later. If one of these tests fails, the format has changed: give it a
new version beside the old one, and examples of its own, instead of changing these.
"""

import json

import pytest

from surveys.sealing import open_grant, open_ids, open_json, open_note, unwrap_by_passphrase, unwrap_by_recovery_key
from tests.actors import PASSPHRASE, RECOVERY_KEY
from tests.sealing.make_sealed_examples import CURATION, EXAMPLES, NOTE, SURVEY

SEALED = {name: bytes.fromhex(content) for name, content in json.loads(EXAMPLES.read_text()).items()}


@pytest.fixture(scope="module")
def survey_key() -> bytes:
    private_key = unwrap_by_passphrase(SEALED["by_passphrase"], PASSPHRASE)
    assert private_key == SEALED["private_key"]
    return open_grant(SEALED["grant"], private_key, survey_id=SURVEY)


def test_a_passphrase_of_the_first_version_leads_to_the_words(survey_key: bytes) -> None:
    assert open_note(SEALED["note"], survey_key, survey_id=SURVEY) == NOTE


def test_what_is_kept_beside_the_notes_opens_too(survey_key: bytes) -> None:
    assert open_ids(SEALED["released"], survey_key, purpose="released", survey_id=SURVEY) == [NOTE.id]
    assert open_json(SEALED["curation"], survey_key, purpose="curation", survey_id=SURVEY) == CURATION


def test_a_recovery_key_on_paper_still_opens() -> None:
    assert unwrap_by_recovery_key(SEALED["by_recovery_key"], RECOVERY_KEY) == SEALED["private_key"]
