"""Singular and plural are one word, and no two words are."""

from itertools import cycle, islice

import pytest

from surveys.documents.word_cloud import count_words

EVERYDAY = {
    "en": "I would like that we have it because they were there",
    "fr": "je voudrais que nous ayons cela parce que les autres sont là",
    "de": "ich habe das nicht, weil wir es auch so haben",
    "es": "yo creo que no lo tenemos porque ellos estaban allí",
    "it": "io non lo faccio perché noi siamo anche così",
}


def counted(language: str, *words: str) -> dict[str, int]:
    """The words counted in notes that are in a language and have one of these words each."""
    texts = [f"{EVERYDAY[language]}. {word}." for word in words]
    return {entry.word: entry.notes for entry in count_words(texts)}


@pytest.mark.parametrize(
    ("language", "singular", "plural"),
    [
        ("en", "meeting", "meetings"),
        ("en", "story", "stories"),
        ("en", "holiday", "holidays"),
        ("en", "class", "classes"),
        ("en", "shelf", "shelves"),
        ("en", "woman", "women"),
        ("en", "topic", "topics"),
        ("fr", "réunion", "réunions"),
        ("fr", "bureau", "bureaux"),
        ("fr", "journal", "journaux"),
        ("de", "Sitzung", "Sitzungen"),
        ("de", "Pause", "Pausen"),
        ("de", "Kollegin", "Kolleginnen"),
        ("de", "Vertrag", "Verträge"),
        ("es", "reunión", "reuniones"),
        ("it", "riunione", "riunioni"),
    ],
)
def test_joined_under_the_more_frequent_spelling(language: str, singular: str, plural: str) -> None:
    assert counted(language, singular, plural, singular) == {singular: 3}
    assert counted(language, plural, singular, plural) == {plural: 3}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "arm", "arms"),
        ("en", "physic", "physics"),
        ("en", "réunion", "riunioni"),
        ("fr", "cour", "cours"),
        ("fr", "Sitzung", "Sitzungen"),
        ("de", "Abend", "abends"),
        ("de", "reis", "reise"),
        ("es", "gracia", "gracias"),
        ("it", "data", "date"),
    ],
)
def test_different_words_are_not_joined(language: str, one: str, other: str) -> None:
    assert counted(language, *islice(cycle((one, other)), 6)) == {one: 3, other: 3}
    assert counted(language, one, one, other, other) == {}


def test_a_note_counts_once_and_joining_lets_no_rare_word_through() -> None:
    assert counted("en", "a meeting about meetings", "meetings") == {}
    assert counted("en", "a meeting about meetings", "meetings", "meeting") == {"meeting": 3}


def test_a_plural_of_one_word_is_no_singular_of_another() -> None:
    """Three forms are never one word: only two notes have the last two."""
    assert counted("en", "glass", "glasses", "glasseses") == {}


def test_a_word_of_the_questions_counts_in_neither_number() -> None:
    assert count_words(["The shift, visa", "the visa", "this visa"], left_out=["Shifts and visas"]) == ()
