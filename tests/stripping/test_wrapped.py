"""A line break inside a number or an address leaves no half of it, and joins no two lines."""

import pytest

from tests.stripping.tables import removed

WRAPPED = [
    ("Call me: +41 22\n767 12 34 please.", "+41 22\n767 12 34"),
    ("Call me: +41 22 767\n1234", "+41 22 767\n1234"),
    ("Call me: +41227\n671234", "+41227\n671234"),
    ("My phone is 022 767\n12 34 now.", "022 767\n12 34"),
    ("Tel. 079 123\n45 67", "079 123\n45 67"),
    ("mail john.smith@\ncern.ch please", "john.smith@\ncern.ch"),
    ("mail john.smith\n@cern.ch please", "john.smith\n@cern.ch"),
    ("mail john.\nsmith@cern.ch please", "john.\nsmith@cern.ch"),
    ("mail john\n.smith@cern.ch please", "john\n.smith@cern.ch"),
    ("mail john.smi\nth@cern.ch please", "john.smi\nth@cern.ch"),
    ("mail anna_\nkeller99@gmail.com please", "anna_\nkeller99@gmail.com"),
    ("mail john.smith@cern\n.ch please", "john.smith@cern\n.ch"),
    ("mail john.smith@cern.\nch please", "john.smith@cern.\nch"),
    ("ORCID 0000-0002-\n1825-0097 is mine.", "0000-0002-\n1825-0097"),
    ("ORCID 0000-0002\n-1825-0097 is mine.", "0000-0002\n-1825-0097"),
    ("ORCID 0000-0002-18\n25-0097 is mine.", "0000-0002-18\n25-0097"),
    ("card 4532 0151\n1283 0366", "4532 0151\n1283 0366"),
    ("IBAN CH93 0076 2011\n6238 5295 7 please", "CH93 0076 2011\n6238 5295 7"),
    ("my badge number is 7341\n20.", "7341\n20"),
    ("my badge number is\n734120.", "734120"),
]
TWO_LINES = [
    ("Call +41 22 767 12 34\n30 people came", ["+41 22 767 12 34"]),
    ("Call 022 767 12 34\n022 767 12 35", ["022 767 12 34", "022 767 12 35"]),
    ("mail john.smith@cern.ch\nPlease answer", ["john.smith@cern.ch"]),
    ("mail john.smith@cern.ch.\nde rien", ["john.smith@cern.ch"]),
    ("write to me\njohn.smith@cern.ch", ["john.smith@cern.ch"]),
    ("That was it.\njohn.smith@cern.ch", ["john.smith@cern.ch"]),
    ("my badge was lost in 2019\n20 people saw it", []),
    ("In 2019\n2020 events and 5\n7 jobs, 12 000\n14 000 more, 3.5\n10 20 30 40", []),
    ("1. first\n2. second\n3. third", []),
]


@pytest.mark.parametrize(("text", "whole"), WRAPPED)
def test_what_goes_on_in_the_next_line_is_removed_whole(text: str, whole: str) -> None:
    assert removed(text) == [whole]


@pytest.mark.parametrize(("text", "expected"), TWO_LINES)
def test_what_ends_with_its_line_does_not_go_on(text: str, expected: list[str]) -> None:
    assert removed(text) == expected
