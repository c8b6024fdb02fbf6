"""Slips of the pen and words written as one are words, names in no list are not."""

import pytest

from surveys.stripping.names.resembling import is_word_after_all


@pytest.mark.parametrize(
    "word", ["allways", "recieve", "charman", "meetting", "textbausteinen", "kinderbetreuungsplatz"]
)
def test_a_slip_and_a_compound_are_words(word: str) -> None:
    assert is_word_after_all(word)


@pytest.mark.parametrize("name", ["rajeshwari", "okonjo", "hadjigeorgiou", "barrenechea", "wachowiak", "li", "a" * 200])
def test_a_name_in_no_list_is_not(name: str) -> None:
    assert not is_word_after_all(name)
