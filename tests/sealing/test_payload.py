"""Every note, of any length, becomes the same 3,950 bytes, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.sealing import TEXT_LIMIT, Flag, Note, NoteId, new_answer_about_you, new_note, withdrawn_note
from surveys.sealing.payload import PAYLOAD_SIZE, UnreadablePayload, pack, unpack
from surveys.stripping import StrippedText
from surveys.survey import Sharing

NOTES = st.builds(
    Note,
    id=st.binary(min_size=16, max_size=16).map(NoteId),
    prompt=st.integers(0, 255),
    category=st.none() | st.integers(0, 254),
    sharing=st.sampled_from(Sharing),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=900).map(StrippedText),
    flags=st.sampled_from([Flag.NONE, Flag.WITHDRAWN, Flag.MASKED, Flag.MASKED | Flag.WITHDRAWN, Flag.ABOUT_YOU]),
)


@given(NOTES)
def test_a_note_comes_back_as_it_was(note: Note) -> None:
    payload = pack(note)
    assert len(payload) == PAYLOAD_SIZE
    assert unpack(payload) == note


def test_there_is_room_for_masks_beyond_the_text_limit() -> None:
    note = new_note(0, None, Sharing.SHEET, StrippedText("x" * (TEXT_LIMIT + 100)))
    assert unpack(pack(note)) == note


def test_what_does_not_fit_is_refused_without_its_words() -> None:
    with pytest.raises(ValueError, match="does not fit") as caught:
        pack(new_note(0, None, Sharing.SHEET, StrippedText("marmalade" * 500)))
    assert "marmalade" not in str(caught.value)


@pytest.mark.parametrize(
    "payload",
    [b"", bytes(PAYLOAD_SIZE), b"\x02" + bytes(PAYLOAD_SIZE - 1), b"\x01" + bytes(PAYLOAD_SIZE)],
    ids=["empty", "version 0", "version 2", "too long"],
)
def test_bytes_of_an_unknown_version_are_not_a_note(payload: bytes) -> None:
    with pytest.raises(UnreadablePayload):
        unpack(payload)


def test_two_notes_never_have_the_same_number() -> None:
    assert len({new_note(0, None, Sharing.SHEET, StrippedText("")).id for _ in range(1_000)}) == 1_000


def test_what_is_left_of_a_withdrawn_note_says_nothing() -> None:
    left = withdrawn_note()
    assert left.is_withdrawn
    assert (left.text, left.prompt, left.category, left.sharing) == ("", 0, None, Sharing.ORGANISERS)


def test_an_answer_about_the_writer_is_known_as_none_of_the_notes() -> None:
    answer = unpack(pack(new_answer_about_you(2, 7)))
    assert answer.is_about_you
    assert (answer.prompt, answer.category, answer.text, answer.sharing) == (2, 7, "", Sharing.ORGANISERS)
    assert not new_note(2, 7, Sharing.SHEET, StrippedText("")).is_about_you
    assert not withdrawn_note().is_about_you


def test_masking_changes_the_text_and_says_so() -> None:
    note = new_note(1, 3, Sharing.ALOUD, StrippedText("Olga is kind."))
    masked = note.masked(StrippedText("[…] is kind."))
    assert (masked.id, masked.prompt, masked.category, masked.sharing) == (note.id, 1, 3, Sharing.ALOUD)
    assert masked.is_masked
    assert not note.is_masked
