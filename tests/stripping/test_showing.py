"""Placeholders are stored in English, and each reader sees them in the language of their page."""

from surveys.stripping import clean, strip, with_placeholders


def test_only_placeholders_are_translated() -> None:
    stored = strip(clean("Jane Miller shouted at me [again], and [a person] laughed.")).text
    shown = with_placeholders(stored, {"a person": "une personne", "another person": "une autre"}.__getitem__)
    assert shown == "[une autre] shouted at me [again], and [une personne] laughed."


def test_signs_of_word_are_those_that_every_font_has() -> None:
    stored = "\uf0b7 one [a person]\n\uf0e0 two \uf04a \ue123"
    assert with_placeholders(stored, str) == "• one [a person]\n→ two ☺ \ue123"
