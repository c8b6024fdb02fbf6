"""What organisers do to notes: read and withhold, never reword or add."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.curation import WITHHOLDING_REASONS, Curation, UnknownReason, from_document, to_document
from surveys.sealing import NoteId

ONE, OTHER = NoteId(b"1" * 16), NoteId(b"2" * 16)
IDS = st.binary(min_size=16, max_size=16).map(NoteId)


@given(st.frozensets(IDS), st.dictionaries(IDS, st.sampled_from(WITHHOLDING_REASONS)))
def test_a_curation_comes_back_from_its_document(read: frozenset[NoteId], withheld: dict[NoteId, str]) -> None:
    curation = Curation(read, withheld)
    assert from_document(json.loads(json.dumps(to_document(curation)))) == curation


def test_reading_adds_up() -> None:
    assert Curation().with_read([ONE]).with_read([ONE, OTHER]).read == {ONE, OTHER}


def test_a_note_is_withheld_for_a_listed_reason_only() -> None:
    for reason in WITHHOLDING_REASONS:
        assert Curation().with_withheld(ONE, reason).withheld == {ONE: reason}
    with pytest.raises(UnknownReason):
        Curation().with_withheld(ONE, "I do not like it")


def test_a_note_can_be_given_back() -> None:
    curation = Curation().with_withheld(ONE, "hurts").with_withheld(OTHER, "spam")
    assert curation.with_given_back(ONE).withheld == {OTHER: "spam"}
    assert curation.with_given_back(ONE).with_given_back(ONE).withheld == {OTHER: "spam"}


def test_a_curation_is_never_changed_in_place() -> None:
    curation = Curation()
    curation.with_read([ONE])
    curation.with_withheld(ONE, "hurts")
    assert curation == Curation()
