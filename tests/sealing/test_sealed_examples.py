"""What the first version has sealed opens for ever: from the passphrase to the words of a note.

A facilitator may come back years later. If one of these tests fails, the format has changed: give it a
new version beside the old one, and examples of its own, instead of changing these.
"""

import json

import pytest

from surveys.sealing import (
    name_of_secret,
    open_grant,
    open_ids,
    open_json,
    open_note,
    open_under_secret,
    unwrap_by_passphrase,
    unwrap_by_recovery_key,
)
from tests.actors import PASSPHRASE, RECOVERY_KEY
from tests.sealing import make_sealed_examples as made
from tests.sealing.make_sealed_examples import CURATION, NOTE, SURVEY

SEALED = {
    name: bytes.fromhex(content)
    for file in (made.EXAMPLES, made.LATER_EXAMPLES)
    for name, content in json.loads(file.read_text()).items()
}


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


@pytest.mark.parametrize(
    ("name", "note"), [("answer", made.ANSWER), ("paper", made.PAPER), ("withdrawn", made.WITHDRAWN)]
)
def test_every_kind_of_note_opens_as_what_it_was(survey_key: bytes, name: str, note: object) -> None:
    """An answer about a writer must never come back as a note, nor a note that was taken back."""
    assert open_note(SEALED[name], survey_key, survey_id=SURVEY) == note


@pytest.mark.parametrize(
    ("name", "purpose", "content"),
    [
        ("about-you", "about-you", made.TOLD),
        ("edition", "edition/K7QF", made.EDITION),
        ("secret", "publication/K7QF", made.SECRET),
    ],
)
def test_what_was_told_an_order_and_a_link_open(survey_key: bytes, name: str, purpose: str, content: object) -> None:
    assert open_json(SEALED[name], survey_key, purpose=purpose, survey_id=SURVEY) == content


def test_a_published_page_opens_by_its_link() -> None:
    assert name_of_secret(made.SECRET) == SEALED["name"]
    assert open_under_secret(SEALED["page"], made.SECRET) == made.PAGE
