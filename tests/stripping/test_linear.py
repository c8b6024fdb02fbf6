"""The work of stripping grows with the text, whatever it holds: counted in letters that recognisers read."""

import random
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.hostile import BETWEEN, FRAGMENTS, hostile_text
from surveys.participant.typed_notes import LONGEST_TO_STRIP
from surveys.stripping import Certainty, Choice, clean, find, finding, strip
from surveys.stripping.recognisers import DIRECT, Span
from surveys.stripping.recognisers.reading import Reading
from surveys.survey import Survey
from tests.actors import Participant, hidden_fields

MOST_ROUNDS = 9
CHAINS = (
    "+4122767",
    "@aم",
    "van Jan12\u200d",
    "@a",
    "@x. ",
    "zero-",
    "+41227671234,",
    "32/3-A12al-Sayed",
    "x.我",
    "@a写",
    "给a@b.ch",
)
"""Each finding hides the next one. With a round for each, 2,000 letters took up to 500 rounds."""


class Reader:
    """One more recogniser beside the real ones: it finds nothing and counts the letters that it is shown."""

    def __init__(self) -> None:
        self.letters = 0

    def __call__(self, text: Reading) -> Iterator[Span]:
        self.letters += len(text)
        return iter(())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(finding, "DIRECT", (*DIRECT, reader))
    return reader


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize("length", [500, 1_000, 2_000, 4_000])
def test_a_chain_is_read_a_few_times(reader: Reader, chain: str, length: int) -> None:
    find((chain * length)[:length])
    assert reader.letters <= MOST_ROUNDS * length


def test_any_text_is_read_a_few_times(reader: Reader) -> None:
    chance = random.Random(11)
    for _ in range(150):
        text = hostile_text(chance, 1_000)
        reader.letters = 0
        find(text)
        assert reader.letters <= MOST_ROUNDS * len(text), ascii(text[:80])


def test_what_a_round_left_as_it_was_is_not_searched_again(reader: Reader) -> None:
    """In this note only the end changes after the first round."""
    text = "Ask lea.fontaine@cern.ch for it. " * 30 + "@aم" * 8
    find(text)
    assert reader.letters <= 1.5 * len(text)


CHAINED = st.builds(
    lambda pieces, between, times, note: note + between.join(pieces * times),
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=3),
    st.sampled_from(BETWEEN),
    st.integers(5, 40),
    st.sampled_from(["", "Lukas wrote to a.b@cern.ch. ", "[a person] said\n"]),
)


@settings(max_examples=300, deadline=None)
@given(CHAINED)
@example("@aم" * 60)
@example("Ask @lukas. " + "met floor " * 60)
def test_what_is_left_of_a_chain_stays_as_it_is(text: str) -> None:
    original = clean(text)
    once = strip(original).text
    findings = find(original)
    assert all(one.end <= following.start for one, following in pairwise(findings))
    hints = [found for found in findings if found.certainty is Certainty.HINT]
    assert [(found.kind, original[found.start : found.end]) for found in hints] == [
        (found.kind, once[found.start : found.end]) for found in find(once)
    ]
    assert strip(clean(once)).text == once


def test_what_was_certain_in_a_chain_of_likely_names_cannot_be_put_back() -> None:
    text = clean(f"{'met floor ' * 30} a.b@cern.ch {'met floor ' * 30}")
    kept = strip(text, dict.fromkeys(range(200), Choice.KEEP)).text
    assert "a.b@cern.ch" not in kept


def test_a_note_beside_a_chain_keeps_its_words() -> None:
    note = "The shifts are too long, and nobody asks who has small children at home. " * 3
    assert strip(clean(note + "@aم" * 40)).text.startswith(note)


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0345\u0301\u0327\u0334", "\u0344"])
def test_a_letter_bears_so_many_marks_as_unicode_lets_streams_have(marks: str) -> None:
    """More of them are put in order in a time that grows with the square of their number."""
    text = clean("e" + marks * 5_000 + "a")
    assert len(text) <= 32
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)


def test_a_letter_with_its_own_marks_keeps_them() -> None:
    """Two are common, a letter of Tibetan bears more, and as many as Unicode allows are left alone."""
    for text in ("Việt Nam", "e\u0301\u0327", "क्षत्रिय", "שָׁלוֹם", "ก็ได้", "བསྒྲུབས", "e" + "\u0327\u0301" * 15):
        assert unicodedata.normalize("NFD", clean(text)) == unicodedata.normalize("NFD", text)


def test_sending_searches_each_note_twice_at_most(reader: Reader, participant: Participant, survey: Survey) -> None:
    """Once for what the writer ticked, once more before it is sealed."""
    text = "Lukas left Kolkata. " * 30
    check = participant.checks(survey, text)
    of_one_search = reader.letters
    assert of_one_search <= 3 * len(text)
    fields = hidden_fields(check) | {"sharing": "1", "answer-0-flip": ["0"]}
    reader.letters = 0
    again = participant.posts_notes(survey, fields)
    assert again.status_code == 422
    assert reader.letters <= 2 * of_one_search
    reader.letters = 0
    assert (
        participant.posts_notes(survey, hidden_fields(again) | {"sharing": "1", "answer-0-flip": ["0"]}).status_code
        == 200
    )
    assert reader.letters <= 2 * of_one_search


def test_a_text_that_cannot_fit_is_not_searched(reader: Reader, participant: Participant, survey: Survey) -> None:
    text = "Ask @lukas. " * 500
    assert len(text) > LONGEST_TO_STRIP
    assert participant.checks(survey, text).status_code == 422
    assert reader.letters == 0
