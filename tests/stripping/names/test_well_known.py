"""Marie Curie is nobody in the room; Marie is."""

import pytest

from surveys.stripping.findings import Certainty
from surveys.stripping.names.well_known import is_well_known
from surveys.stripping.recognisers.span import Span

WELL_KNOWN = [
    ("I have a Marie Curie fellowship", "Marie Curie"),
    ("a MARIE CURIE fellowship", "MARIE CURIE"),
    ("the monte-carlo samples", "carlo"),
    ("Young's modulus of my patience", "Young"),
    ("a Wilson loop", "Wilson"),
    ("like Harry Potter's cupboard", "Harry Potter"),
    ("soy Juan de la Cierva", "Juan de la Cierva"),
]
SOMEBODY = [
    ("Marie helped me", "Marie"),
    ("Marie Curie Dupont helped me", "Marie Curie Dupont"),
    ("Prof. Marie Curie is late", "Prof. Marie Curie"),
    ("Anna Monte Carlo", "Anna Monte Carlo"),
    ("Carlo simulates", "Carlo"),
]


def found(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name), "PERSON", Certainty.LIKELY, "")


@pytest.mark.parametrize(("text", "name"), WELL_KNOWN)
def test_a_row_of_words_that_is_long_known_is_no_person(text: str, name: str) -> None:
    assert is_well_known(text, found(text, name))


@pytest.mark.parametrize(("text", "name"), SOMEBODY)
def test_with_a_title_or_one_more_name_it_is_one(text: str, name: str) -> None:
    assert not is_well_known(text, found(text, name))
