"""The notes that measure are no training: what is learnt by heart measures nothing."""

from pathlib import Path

import pytest
import regex

from bench.training.generating import BRACKETS, FOLDER, templates

NOTES = Path(__file__).parent / "notes"
MARK = regex.compile(r"\[[A-Z]+:([^]]+)]")
KINDS = {"NAME", "EMAIL", "PHONE", "URL", "HANDLE", "ID", "OFFICE", "DOC", "INST", "PLACE", "NAT", "DATE", "ROLE"}
HELD_OUT = ("forum", "physics", "fr", "de", "it", "es", "development")


def notes_of(name: str) -> list[str]:
    lines = (NOTES / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def words(sentence: str) -> tuple[str, ...]:
    return tuple(regex.findall(r"\p{L}+", sentence.lower()))


@pytest.fixture(scope="module")
def taught() -> set[tuple[str, ...]]:
    by_hand = [line for path in FOLDER.glob("notes*.txt") for line in path.read_text("utf-8").splitlines()]
    generated = [sentence for sentences in templates().values() for sentence in sentences]
    return {words(BRACKETS.sub(r"\1", line)) for line in by_hand} | {words(sentence) for sentence in generated}


@pytest.mark.parametrize("name", HELD_OUT)
def test_no_training_note_is_one_of_them(name: str, taught: set[tuple[str, ...]]) -> None:
    assert [note for note in notes_of(name) if words(MARK.sub(r"\1", note)) in taught] == []


@pytest.mark.parametrize("name", HELD_OUT)
def test_notes_with_nothing_to_remove_have_no_mark_and_all_others_do(name: str) -> None:
    notes = notes_of(name)
    assert [note for note in notes if note.startswith("= ") == (MARK.search(note) is not None)] == []
    assert {kind for note in notes for kind in regex.findall(r"\[(\w+):", note)} <= KINDS


def test_there_are_enough_to_measure_with() -> None:
    counts = {name: len(notes_of(name)) for name in HELD_OUT}
    assert counts["forum"] >= 250
    assert counts["physics"] >= 200
