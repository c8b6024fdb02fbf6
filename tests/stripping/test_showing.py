"""Placeholders are stored in English, and each reader sees them in the language of their page."""

from surveys.stripping import clean, strip, with_placeholders
from surveys.stripping.placeholders import FURTHER_PERSON, OTHERS, PERSONS
from surveys.stripping.showing import PLACEHOLDERS


def test_every_placeholder_can_be_translated() -> None:
    assert {f"[{words}]" for words in (*PERSONS, FURTHER_PERSON, *OTHERS)} == set(PLACEHOLDERS)


def test_only_placeholders_are_translated() -> None:
    stored = strip(clean("Jane Miller shouted at me [again], and [a person] laughed.")).text
    shown = with_placeholders(stored, {"[a person]": "[une personne]", "[another person]": "[une autre]"}.__getitem__)
    assert shown == "[une autre] shouted at me [again], and [une personne] laughed."
