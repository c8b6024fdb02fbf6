"""E-mails, phones, rooms, logins and numbers of people in sixteen languages, by the rules alone: no tagger helps."""

from pathlib import Path

import pytest
import regex

from surveys.stripping.recognisers import DIRECT
from surveys.stripping.recognisers.reading import Reading

LINES = (Path(__file__).parent / "notes" / "sixteen_languages.txt").read_text("utf-8").splitlines()
MARK = regex.compile(r"\[([^]]+)\]")
MARKED = [line.partition("|")[2] for line in LINES if MARK.search(line)]
CLEAN = [line[2:] for line in LINES if line.startswith("= ")]


def places_found(text: str) -> set[int]:
    """The places of all letters that the direct rules find."""
    return {place for rule in DIRECT for span in rule(Reading(text)) for place in range(span.start, span.end)}


def test_all_sixteen_languages_are_in_the_table() -> None:
    languages = {line.partition("|")[0] for line in LINES if "|" in line}
    assert " ".join(sorted(languages)) == "cs da el et fi hr hu id nl pl pt ro ru sv tr vi"


@pytest.mark.parametrize("note", MARKED)
def test_what_is_certain_is_found(note: str) -> None:
    text = MARK.sub(r"\1", note)
    found = places_found(text)
    for mention in MARK.findall(note):
        start = text.index(mention)
        assert {start + i for i, letter in enumerate(mention) if letter.isalnum()} <= found, mention


@pytest.mark.parametrize("note", CLEAN)
def test_what_looks_like_it_stays(note: str) -> None:
    assert places_found(note) == set()
