"""The lists are what the recognisers believe they are."""

import pytest

from surveys.stripping.gazetteers import (
    FIRST_NAME,
    FOLDER,
    LAST_NAME,
    alternatives,
    is_everyday,
    is_of,
    kinds_of,
    places,
    words_of,
)

LISTS = sorted(path.name.split(".")[0] for path in FOLDER.glob("*.txt*"))


@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_empty_or_holds_spaces_at_the_ends(name: str) -> None:
    words = words_of(name)
    assert words
    assert all(word == word.strip() and word for word in words)


@pytest.mark.parametrize("name", ["chioma", "kristýna", "kristyna", "lukas", "olena", "оксана", "giulia", "seojun"])
def test_first_names_of_many_cultures(name: str) -> None:
    assert is_of(name, FIRST_NAME)


@pytest.mark.parametrize("name", ["kowalczyk", "müller", "ivanov", "nguyen", "fernández", "fernandez"])
def test_last_names_with_and_without_accents(name: str) -> None:
    assert is_of(name, LAST_NAME)


def test_places_small_and_large() -> None:
    assert {"kolkata", "new zealand", "thessaloniki", "allemagne", "meyrin"} <= places()


@pytest.mark.parametrize("word", ["corrected", "stopping", "worries", "meeting", "reviewer", "makes"])
def test_inflected_words_are_everyday_words(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["quaxworthy", "lukas", "kowalczyk"])
def test_names_are_no_everyday_words(word: str) -> None:
    assert not is_everyday(word)


def test_a_word_is_of_every_list_that_has_it() -> None:
    assert set("eF") <= set(kinds_of("mark"))
    assert kinds_of("quaxworthy") == ""


def test_a_hyphenated_name_is_a_first_name_if_a_part_is() -> None:
    assert kinds_of("lukas-quaxworthy") == FIRST_NAME


def test_alternatives_are_longest_first_and_read_low_lines_as_spaces() -> None:
    parts = alternatives("login_words").split("|")
    assert parts == sorted(parts, key=lambda part: (-len(part), part))
    assert "logged in as" in parts
