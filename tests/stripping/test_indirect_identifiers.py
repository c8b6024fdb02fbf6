"""Institutes, places, nationalities, dates, ages, offices and "the only …" are pointed out, not taken out."""

import pytest

from tests.stripping.tables import found, removed

HITS = [
    ("ORG", "At Purdue and at the University of Ioannina", ["Purdue", "University of Ioannina"]),
    ("ORG", "the Pisa group and desy", ["Pisa", "desy"]),
    ("LOCATION", "I left Kolkata for karlsruhe", ["Kolkata", "karlsruhe"]),
    ("LOCATION", "from New Zealand to the USA", ["New Zealand", "USA"]),
    ("NRP", "a Colombian postdoc and two germans", ["Colombian", "germans"]),
    ("NRP", "Being the only Peruvian in the room", ["the only Peruvian"]),
    ("NRP", "I am the only Iranian woman here", ["the only Iranian woman"]),
    ("TITLE", "the only female L3 in the tracker upgrade", ["the only female L3 in the tracker upgrade"]),
    ("TITLE", "The deputy physics coordinator said", ["deputy physics coordinator"]),
    ("TITLE", "my local team leader", ["local team leader"]),
    ("DATE", "On 12/02/2019 and in June 2018", ["12/02/2019", "June 2018"]),
    ("DATE", "Last Friday, yesterday, in 2016, last October", ["Last Friday", "yesterday", "2016", "last October"]),
    ("AGE", "I am 34 and he is 61 years old", ["34", "61"]),
]
NEAR_MISSES = [
    "The only way is the only thing in the only meeting.",
    "our convener and a student",
    "May I march on?",
    "my university, the Higgs group and our institute",
    "the polish on the table; we finish late",
    "34 years of data and 3.2016 units",
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_pointed_out_and_left_in(kind: str, text: str, expected: list[str]) -> None:
    assert found(text, kind) == expected
    assert removed(text) == []


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not_pointed_out(text: str) -> None:
    assert found(text) == []
