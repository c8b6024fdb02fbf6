"""Notes as colleagues write them: logins, rooms, tickets, offices, what singles out; also in small letters."""

from pathlib import Path

import pytest
import regex

from surveys.stripping import find
from tests.stripping.tables import removed

LINES = (Path(__file__).parent / "notes" / "development-rules.txt").read_text("utf-8").splitlines()
MARK = regex.compile(r"\[[A-Z]+:([^\]]+)\]")
MARKED = [line for line in LINES if MARK.search(line)]
CLEAN = [line[2:] for line in LINES if line.startswith("= ")]


def is_found(text: str, mention: str) -> bool:
    """Whether every letter and digit of the mention is in a finding."""
    start = text.index(mention)
    places = {i for f in find(text) for i in range(f.start, f.end)}
    return all(start + i in places for i, letter in enumerate(mention) if letter.isalnum())


@pytest.mark.parametrize("small", [False, True])
def test_nineteen_of_twenty_mentions_are_found(small: bool) -> None:
    notes = [line.lower() if small else line for line in (MARK.sub(r"\1", line) for line in MARKED)]
    mentions = [
        (note, m.lower() if small else m) for note, line in zip(notes, MARKED, strict=True) for m in MARK.findall(line)
    ]
    missed = [mention for note, mention in mentions if not is_found(note, mention)]
    assert len(missed) <= len(mentions) / 20, missed


@pytest.mark.parametrize("note", CLEAN)
def test_clean_notes_stay(note: str) -> None:
    assert removed(note) == []
