"""Each example in docs/stripping.md is what stripping does with it."""

import re

import pytest
from flask import Flask

from surveys.languages import name_of_language
from surveys.settings import PROJECT
from surveys.stripping import READ, TRAINED, Certainty, Choice, clean, find, strip

PAGE = (PROJECT / "docs/stripping.md").read_text(encoding="utf-8")


def test_the_page_lists_the_languages_in_which_names_are_found(app: Flask) -> None:
    chapter = PAGE.split("## In which languages it finds names\n")[1].split("\n## ")[0].replace("\n", " ")
    best, fewer = (chapter.split(f"**{how} in**")[1].split(":")[0] for how in ("Best", "Fewer"))
    with app.app_context():
        for listed, languages in ((best, TRAINED), (fewer, READ)):
            names = {" ".join(name.split()) for name in re.split(r",| and ", listed)}
            assert names == set(map(name_of_language, languages))


def examples_under(heading: str) -> list[list[str]]:
    """The rows of the tables in one chapter, without what they are examples of."""
    chapter = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ")[1:] for line in chapter.splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] not in ("you write", "---")]


@pytest.mark.parametrize(("written", "stored"), examples_under("What is removed"))
def test_what_the_page_calls_removed_is_removed(written: str, stored: str) -> None:
    assert strip(clean(written)).text == stored


@pytest.mark.parametrize(("written", "kept"), examples_under("What is only underlined"))
def test_what_the_page_calls_underlined_stays_unless_it_is_ticked(written: str, kept: str) -> None:
    findings = find(written)
    assert {finding.certainty for finding in findings} == {Certainty.HINT}
    assert strip(clean(written)).text == written
    assert strip(clean(written), dict.fromkeys(range(len(findings)), Choice.REPLACE)).text == kept


@pytest.mark.parametrize("written", [row[0] for row in examples_under("What cannot be found")])
def test_what_the_page_says_cannot_be_found_is_not_found(written: str) -> None:
    """When one is found some day, the page gets better."""
    assert find(written) == ()


def test_what_is_always_removed_and_what_one_tick_keeps_are_apart() -> None:
    sure, likely = PAGE.split("one tick keeps it")[0], PAGE.split("one tick keeps it")[1]
    for written, _kept in examples_under("What is removed"):
        certainties = {finding.certainty for finding in find(written)}
        assert certainties == ({Certainty.CERTAIN} if written in sure else {Certainty.LIKELY})
        assert (written in sure) is not (written in likely)
