"""The sentences that carry a promise are where docs/words.md says, word for word; other wording is free."""

import re

import pytest

from surveys.settings import PROJECT

TABLE = (PROJECT / "docs/words.md").read_text().split("## Sentences that carry a promise\n")[1]
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| ")][2:]


def words(text: str) -> str:
    """The text as it is read: without line breaks and stars."""
    return re.sub(r"\s+", " ", text.replace("*", ""))


@pytest.mark.parametrize(("promise", "sentence", "place"), ROWS)
def test_a_sentence_that_carries_a_promise_is_in_its_place(promise: str, sentence: str, place: str) -> None:
    assert sentence in words((PROJECT / place.strip("`")).read_text()), promise


def test_each_promise_has_its_sentence() -> None:
    assert {row[0] for row in ROWS} >= {str(number) for number in range(1, 16)}
