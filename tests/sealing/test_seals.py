"""A seal opens with its key, in its place, unharmed; otherwise not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.sealing import (
    BrokenSeal,
    grant,
    new_private_key,
    open_grant,
    open_ids,
    open_json,
    public_key_of,
    seal_ids,
    seal_json,
)
from surveys.sealing.payload import NoteId
from surveys.sealing.seals import open_sealed, seal

KEY = new_private_key()
PUBLIC = public_key_of(KEY)
SEALED = seal(b"words", PUBLIC, info="here")


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_was_sealed_comes_back(content: bytes, info: str) -> None:
    sealed = seal(content, PUBLIC, info=info)
    assert len(sealed) == len(content) + 50
    assert open_sealed(sealed, KEY, info=info) == content


@pytest.mark.parametrize(
    ("sealed", "key", "info"),
    [
        (SEALED, new_private_key(), "here"),
        (SEALED, KEY, "there"),
        (SEALED[:-1], KEY, "here"),
        (SEALED[:20], KEY, "here"),
        (b"", KEY, "here"),
        (b"\0\2" + SEALED[2:], KEY, "here"),
        (bytes(100), KEY, "here"),
        (b"\0\1" + bytes(98), KEY, "here"),
    ],
    ids=["other key", "other place", "cut", "stump", "empty", "other version", "zeros", "zeros inside"],
)
def test_anything_else_is_refused(sealed: bytes, key: bytes, info: str) -> None:
    with pytest.raises(BrokenSeal):
        open_sealed(sealed, key, info=info)


def test_the_same_words_never_look_the_same() -> None:
    assert seal(b"words", PUBLIC, info="here") != seal(b"words", PUBLIC, info="here")


@pytest.mark.parametrize("count", [0, 1, 63, 64, 500])
def test_lists_of_notes_come_back_in_order_and_hide_how_many_they_are(count: int) -> None:
    ids = [NoteId(number.to_bytes(16)) for number in range(count)]
    sealed = seal_ids(ids, PUBLIC, purpose="released", survey_id="one")
    assert open_ids(sealed, KEY, purpose="released", survey_id="one") == ids
    assert (len(sealed) - 50) % 1_024 == 0


@pytest.mark.parametrize(("purpose", "survey_id"), [("curation", "one"), ("released", "two"), ("edition/K7QF", "one")])
def test_a_document_opens_only_for_its_purpose_and_survey(purpose: str, survey_id: str) -> None:
    sealed = seal_json({"a": 1}, PUBLIC, purpose="released", survey_id="one")
    assert open_json(sealed, KEY, purpose="released", survey_id="one") == {"a": 1}
    with pytest.raises(BrokenSeal):
        open_json(sealed, KEY, purpose=purpose, survey_id=survey_id)


def test_a_grant_is_for_one_person_and_one_survey() -> None:
    survey_key = new_private_key()
    sealed = grant(survey_key, PUBLIC, survey_id="one")
    assert open_grant(sealed, KEY, survey_id="one") == survey_key
    with pytest.raises(BrokenSeal):
        open_grant(sealed, KEY, survey_id="two")
    with pytest.raises(BrokenSeal):
        open_grant(sealed, new_private_key(), survey_id="one")
