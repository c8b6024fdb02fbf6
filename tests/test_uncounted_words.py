"""A sheet says which words it does not count, where a note has such words."""

import pytest

from surveys.documents.collating import with_uncounted_words
from surveys.documents.sheets import sheet_labels

LABELS = sheet_labels(str)
CHINESE, ENGLISH = "我希望会议时间可以轮换", "The meeting is late [会议]."


@pytest.mark.parametrize(
    ("texts", "least", "says_so"),
    [
        ([ENGLISH], 1, False),
        ([ENGLISH, CHINESE], 1, True),
        ([ENGLISH, CHINESE, CHINESE], 3, False),
        ([CHINESE, CHINESE, CHINESE], 3, True),
    ],
)
def test_the_table_says_so_from_enough_notes_on(texts: list[str], least: int, says_so: bool) -> None:
    labels = with_uncounted_words(LABELS, texts, str, least)
    for name in ("words_explained", "words_missing"):
        assert labels[name].endswith(LABELS["words_uncounted"]) == says_so
        assert labels[name].startswith(LABELS[name])
    assert {**labels, "words_explained": "", "words_missing": ""} == {
        **LABELS,
        "words_explained": "",
        "words_missing": "",
    }
