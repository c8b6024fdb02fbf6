"""The lists are what the recognisers believe they are."""

import pytest
import regex

from surveys.settings import PROJECT
from surveys.stripping.lists import (
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
from tests.stripping.tables import found

SHARED = {"being", "chats", "physics"}
SECTIONS = {path.stem: regex.findall(r"(?m)^\[(.+)\]$", path.read_text("utf-8")) for path in FOLDER.glob("*.txt")}
LISTS = sorted(
    f"{file}.{section}" if section else file for file, found in SECTIONS.items() for section in found or [""]
)
CODE = "".join(path.read_text("utf-8") for folder in ("surveys", "bench") for path in (PROJECT / folder).rglob("*.py"))
CALLS = sorted(
    {
        tuple(regex.findall(r"""["']([\w.]+)["']""", names))
        for names in regex.findall(r"""alternatives\((["'][^)]+)\)""", CODE)
    }
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_words_and_somebody_uses_it(name: str) -> None:
    assert words_of(name)
    assert regex.search(rf"""["']{regex.escape(name)}["']""", CODE)


@pytest.mark.parametrize("file", [file for file, found in SECTIONS.items() if found])
def test_no_two_lists_of_a_file_have_the_same_name_and_no_word_is_outside_of_them(file: str) -> None:
    assert len(set(SECTIONS[file])) == len(SECTIONS[file])
    assert (FOLDER / f"{file}.txt").read_text("utf-8").startswith("[")


@pytest.mark.parametrize("file", sorted(SECTIONS.keys() - SHARED))
def test_a_file_is_named_after_the_recogniser_that_reads_it(file: str) -> None:
    recognisers = {path.stem for room in ("recognisers", "names") for path in (FOLDER.parent / room).glob("*.py")}
    assert file in {*recognisers, "names"}


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


def test_alternatives_are_longest_first_of_each_first_letter_and_read_low_lines_as_spaces() -> None:
    pattern = alternatives("handles.login_words").replace("\\", "")
    groups = regex.findall(r"(?:^|\|)(.)\(\?:([^)]*)\)", pattern)
    assert "|".join(f"{first}(?:{rest})" for first, rest in groups) == pattern
    assert len({first for first, _ in groups}) == len(groups) > 1
    for parts in (rest.split("|") for _, rest in groups):
        assert parts == sorted(parts, key=lambda part: (-len(part), part))
    assert "logged in as" in [first + part for first, rest in groups for part in rest.split("|")]


@pytest.mark.parametrize("names", CALLS, ids=" ".join)
def test_the_longest_entry_matches_first(names: tuple[str, ...]) -> None:
    """Whatever other entry it begins with, and in capitals too: no list has a first letter both small and capital."""
    as_written, in_any_letters = (regex.compile(flag + alternatives(*names)) for flag in ("", "(?i)"))
    for entry in (entry.replace("_", " ") for name in names for entry in words_of(name)):
        assert as_written.match(entry).group() == entry
        for written in (entry, entry.lower(), entry.replace("ß", "ẞ").upper()):
            assert in_any_letters.match(written).group() == written


def test_the_longest_entry_matches_first_looking_back_too() -> None:
    """Looking back, entries with different first letters compete: *tôi* is the end of *của tôi*."""
    assert found("trang của tôi là olga.test", "URL") == ["olga.test"]
