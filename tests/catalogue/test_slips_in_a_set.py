"""A file that cannot be read as a set is found at the start and named with the key."""

import shutil
from pathlib import Path

import pytest

from surveys.catalogue import CatalogueError, find_set, load_catalogue
from surveys.catalogue.loading import SETS

GOOD = """\
title = "Lunch"
summary = "What we eat."
introduction = "A short survey about lunch."
minimum = 5
sensitive = false

[[prompts]]
text = "What do you like?"
hint = "One dish."
categories = ["Soup", "Bread"]

[[prompts]]
text = "What is missing?"
"""


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """A copy of the shipped sets in which one may be spoilt."""
    return Path(shutil.copytree(SETS, tmp_path / "sets"))


def load_with(sets: Path, source: str) -> None:
    (sets / "blank.toml").write_text(source, encoding="utf-8")
    load_catalogue(sets)


def test_the_good_file_is_good(sets: Path) -> None:
    load_with(sets, GOOD)
    lunch = find_set("blank", sets)
    assert lunch.title == "Lunch"
    assert lunch.prompts[0].categories == ("Soup", "Bread")
    assert (lunch.prompts[1].hint, lunch.prompts[1].categories) == ("", ())


@pytest.mark.parametrize(
    ("good", "bad", "key", "problem"),
    [
        ('title = "Lunch"\n', "", "title", "missing"),
        ("sensitive = false\n", "", "sensitive", "missing"),
        ('text = "What is missing?"\n', "", "text", "missing"),
        ("minimum", "minimun", "minimun", "unknown key"),
        ("hint", "hints", "hints", "unknown key"),
        ('title = "Lunch"', "title = 7", "title", "must be a text in quotes"),
        ('hint = "One dish."', "hint = 1979-05-27", "hint", "must be a text in quotes"),
        ("minimum = 5", 'minimum = "5"', "minimum", "must be a whole number"),
        ("minimum = 5", "minimum = true", "minimum", "must be a whole number"),
        ("minimum = 5", "minimum = 5.0", "minimum", "must be a whole number"),
        ("sensitive = false", "sensitive = 0", "sensitive", "must be true or false"),
        ("sensitive = false", 'sensitive = false\naudience = "world"', "audience", "one of meeting"),
        ("sensitive = false", "sensitive = false\naudience = []", "audience", "must be a text in quotes"),
        ('["Soup", "Bread"]', '["Soup", 3]', "categories", "must be a list of texts"),
        ('["Soup", "Bread"]', '"Soup"', "categories", "must be a list of texts"),
        ("minimum = 5", "minimum = ", "TOML", "Invalid value"),
        ('"What is missing?"', '"""What is missing?', "TOML", "Unterminated"),
        ("minimum = 5", "minimum = 5\nminimum = 6", "TOML", "overwrite"),
    ],
)
def test_a_slip_names_file_and_key(sets: Path, good: str, bad: str, key: str, problem: str) -> None:
    assert GOOD.count(good) == 1
    with pytest.raises(CatalogueError) as caught:
        load_with(sets, GOOD.replace(good, bad))
    error = caught.value
    assert (error.file, error.key) == ("blank.toml", key)
    assert problem in error.problem
    assert str(error).startswith(f"blank.toml, {key}: ")


def test_a_set_needs_a_question(sets: Path) -> None:
    head = GOOD[: GOOD.index("[[prompts]]")].rstrip("\n")
    with pytest.raises(CatalogueError, match=r"blank\.toml, prompts: missing"):
        load_with(sets, head)
    for value in ("[]", '["What?"]', "{}"):
        with pytest.raises(CatalogueError, match=r"blank\.toml, prompts: must be one or more"):
            load_with(sets, f"{head}\nprompts = {value}\n")


def test_a_file_in_another_encoding_is_refused(sets: Path) -> None:
    (sets / "blank.toml").write_bytes('title = "Déjeuner"'.encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"blank\.toml, encoding"):
        load_catalogue(sets)


def test_files_and_the_list_of_names_must_agree(sets: Path) -> None:
    (sets / "lunch.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"lunch\.toml.*not in SET_NAMES"):
        load_catalogue(sets)
    (sets / "lunch.toml").unlink()
    (sets / "microaggressions.toml").unlink()
    with pytest.raises(CatalogueError, match=r"microaggressions\.toml.*missing"):
        load_catalogue(sets)
