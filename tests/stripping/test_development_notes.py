"""The notes looked at while tuning are no training: what is learnt by heart measures nothing."""

from pathlib import Path

import regex

from surveys.stripping.training.generating import templates

MARK = regex.compile(r"\[[A-Z]+:([^]]+)]")
KINDS = {"NAME", "EMAIL", "PHONE", "URL", "HANDLE", "ID", "OFFICE", "DOC", "INST", "PLACE", "NAT", "DATE", "ROLE"}
LINES = (Path(__file__).parent / "notes" / "development.txt").read_text("utf-8").splitlines()
NOTES = [line for line in LINES if not line.startswith("#")]


def words(sentence: str) -> list[str]:
    return regex.findall(r"\p{L}+", sentence.lower())


def test_no_training_sentence_is_one_of_them() -> None:
    taught = {tuple(words(sentence)) for sentences in templates().values() for sentence in sentences}
    assert [note for note in NOTES if tuple(words(MARK.sub(r"\1", note))) in taught] == []


def test_notes_with_nothing_to_remove_have_no_mark_and_all_others_do() -> None:
    assert [note for note in NOTES if note.startswith("= ") == ("[" in note)] == []
    assert {kind for note in NOTES for kind in regex.findall(r"\[(\w+):", note)} <= KINDS
