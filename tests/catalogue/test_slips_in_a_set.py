"""A slip in a set's file is found at start and shown with file, line and key."""

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
    ("good", "bad", "line", "key", "problem"),
    [
        ('title = "Lunch"\n', "", 1, "title", "missing"),
        ("sensitive = false\n", "", 1, "sensitive", "missing"),
        ('text = "What is missing?"\n', "", 12, "text", "missing"),
        ("minimum", "minimun", 4, "minimun", "unknown key"),
        ("hint", "hints", 9, "hints", "unknown key"),
        ('title = "Lunch"', "title = 7", 1, "title", "must be a text in quotes"),
        ("minimum = 5", "minimum = 4", 4, "minimum", "4 is too small; at least 5"),
        ("minimum = 5", 'minimum = "5"', 4, "minimum", "must be a whole number"),
        ("minimum = 5", "minimum = true", 4, "minimum", "must be a whole number"),
        ("minimum = 5", "minimum = 5.0", 4, "minimum", "must be a whole number"),
        ("sensitive = false", "sensitive = 0", 5, "sensitive", "must be true or false"),
        ("sensitive = false", 'sensitive = false\naudience = "world"', 6, "audience", "one of meeting"),
        ("sensitive = false", "sensitive = false\naudience = []", 6, "audience", "one of meeting"),
        ('"What we eat."', '""', 2, "summary", "empty text"),
        ('"What we eat."', '"  "', 2, "summary", "empty text"),
        ('"What we eat."', '" What we eat."', 2, "summary", "spaces at an end"),
        ('"What we eat."', '"What\\nwe eat."', 2, "summary", "line breaks"),
        ("A short survey", "A short " + 350 * "x", 3, "introduction", "characters; at most 350"),
        ('"What do you like?"', '"' + 161 * "x" + '"', 8, "text", "161 characters; at most 160"),
        ('"What is missing?"', '"what do you LIKE?"', 13, "text", "same question stands in the set twice"),
        ('["Soup", "Bread"]', '["Soup", "soup"]', 10, "categories", "twice"),
        ('["Soup", "Bread"]', '["Soup", ""]', 10, "categories", "empty text"),
        ('["Soup", "Bread"]', '["Soup", 3]', 10, "categories", "must be a list of texts"),
        ('["Soup", "Bread"]', '"Soup"', 10, "categories", "must be a list of texts"),
        ('["Soup", "Bread"]', str([f"c{n}" for n in range(21)]), 10, "categories", "21 texts; at most 20"),
        ("minimum = 5", "minimum = ", 4, "TOML", "Invalid value"),
        ('"What is missing?"', '"""What is missing?', 13, "TOML", "Unterminated"),
        ("minimum = 5", "minimum = 5\nminimum = 6", 5, "TOML", "overwrite"),
    ],
)
def test_a_slip_names_file_line_and_key(sets: Path, good: str, bad: str, line: int, key: str, problem: str) -> None:
    assert GOOD.count(good) == 1
    with pytest.raises(CatalogueError) as caught:
        load_with(sets, GOOD.replace(good, bad))
    error = caught.value
    assert (error.file, error.line, error.key) == ("blank.toml", line, key)
    assert problem in error.problem
    assert str(error).startswith(f"blank.toml, line {line}, {key}: ")


def test_a_set_needs_a_question(sets: Path) -> None:
    head = GOOD[: GOOD.index("[[prompts]]")]
    with pytest.raises(CatalogueError, match=r"blank\.toml, line 1, prompts: missing"):
        load_with(sets, head)
    with pytest.raises(CatalogueError, match=r"blank\.toml, line 6, prompts: must be one or more"):
        load_with(sets, head.rstrip("\n") + "\nprompts = []\n")
    with pytest.raises(CatalogueError, match=r"line 6, prompts: must be one or more"):
        load_with(sets, head.rstrip("\n") + '\nprompts = ["What?"]\n')


def test_a_set_has_at_most_eight_questions(sets: Path) -> None:
    more = "".join(f'[[prompts]]\ntext = "Question {number}?"\n' for number in range(7))
    with pytest.raises(CatalogueError, match=r"line 7, prompts: 9 questions; at most 8"):
        load_with(sets, GOOD + more)


def test_a_file_in_another_encoding_is_refused(sets: Path) -> None:
    (sets / "blank.toml").write_bytes('title = "Déjeuner"'.encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"blank\.toml, line 1, encoding"):
        load_catalogue(sets)


def test_files_and_the_list_of_names_must_agree(sets: Path) -> None:
    (sets / "lunch.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"lunch\.toml.*not in SET_NAMES"):
        load_catalogue(sets)
    (sets / "lunch.toml").unlink()
    (sets / "microaggressions.toml").unlink()
    with pytest.raises(CatalogueError, match=r"microaggressions\.toml.*missing"):
        load_catalogue(sets)
