"""Whatever a recogniser may put is known again: nothing is searched for in it, and it is no word of the writer."""

import ast
import sys
from typing import Any

import pytest

from surveys.settings import PROJECT
from surveys.stripping.finding import find
from surveys.stripping.placeholders import OTHERS, PERSONS, PLACEHOLDER
from surveys.stripping.recognisers import DIRECT, INDIRECT, roles
from surveys.stripping.recognisers.rules import Finder

RECOGNISERS = PROJECT / "surveys/stripping/recognisers"
IN_STORED_NOTES = {
    "an e-mail address", "a phone number", "a link", "a user name", "a number", "a document", "a room",
    "an address", "an institute", "a place", "nationality", "one of few", "a date", "a month", "a year",
    "some day", "an age", "a meeting", "a family detail", "leader", "convener", "coordinator",
}  # fmt: skip
"""Placeholders of the first release: they stand in notes, whatever recognisers say today."""


def finders_of(module: str) -> list[Finder]:
    """The recognisers that a module gives to the list of all."""
    here = vars(sys.modules[f"surveys.stripping.recognisers.{module}"]).values()
    return [one for one in here if any(one is finder for finder in (*DIRECT, *INDIRECT))]


def test_placeholders_are_those_of_the_recognisers() -> None:
    assert set(OTHERS) == {one for finder in (*DIRECT, *INDIRECT) for one in finder.placeholders}
    assert set(OTHERS) >= IN_STORED_NOTES


@pytest.mark.parametrize("placeholder", [*OTHERS, *PERSONS])
def test_nothing_is_found_in_a_placeholder(placeholder: str) -> None:
    assert PLACEHOLDER.fullmatch(f"[{placeholder}]")
    assert find(f"Once [{placeholder}] was here.") == ()


@pytest.mark.parametrize("path", sorted(RECOGNISERS.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_a_recogniser_puts_nothing_that_it_does_not_name(path: Any) -> None:
    """A recogniser of rules names what they say; one that makes its spans itself names it above its function."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    made = [call.args[4] for call in calls if getattr(call.func, "id", "") == "Span" and len(call.args) > 4]
    said = {word.value for word in made if isinstance(word, ast.Constant)} - {""}  # names are numbered later
    assert said <= {one for finder in finders_of(path.stem) for one in finder.placeholders}


def test_offices_are_replaced_by_heads_alone() -> None:
    foreign = {head for _, head in roles.PLAIN + roles.COMPOUND + roles.SURE}
    assert {*foreign, *roles.SPELLINGS.values(), "leader"} <= set(roles.HEADS)


def test_no_recogniser_is_a_bare_function() -> None:
    assert all(isinstance(one, Finder) and one.placeholders for one in (*DIRECT, *INDIRECT))
