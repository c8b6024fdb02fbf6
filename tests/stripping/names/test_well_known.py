"""Marie Curie is nobody in the room; Marie is."""

import pytest

from surveys.stripping import find
from surveys.stripping.findings import Certainty
from surveys.stripping.names.well_known import is_well_known
from surveys.stripping.recognisers.span import Span
from tests.stripping.tables import in_both_cases, removed

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


TOOLS = [
    "Julia is faster than Python",
    "code in R, Python or Julia",
    "We use Jenkins and Grafana, Rust and Ruby, and Kibana said it is red",
    "learn Julia, my Julia scripts, Travis CI fails, Maven and Gradle",
]
PEOPLE_WITH_NAMES_OF_TOOLS = [
    ("Julia said no", ["Julia"]),
    ("I asked Julia about Python", ["Julia"]),
    ("I asked for Julia's Python code", ["Julia"]),
    ("Anna and Julia helped", ["Anna", "Julia"]),
    ("Travis is slow", ["Travis"]),
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


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in TOOLS]))
def test_a_language_beside_another_is_no_person(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), PEOPLE_WITH_NAMES_OF_TOOLS)
def test_who_has_the_name_of_a_language_is_one(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


@pytest.mark.parametrize("office", ["Gleichstellungsbüro", "Ombudsstelle", "Personalabteilung", "Betriebsausschuss"])
def test_a_german_office_glued_to_a_bracket_is_no_person(office: str) -> None:
    assert [found.kind for found in find(f"{office}(https://example.org/a)")] == ["URL"]


def test_a_name_that_ends_like_an_office_is_one() -> None:
    assert removed("I asked Christelle about it") == ["Christelle"]
