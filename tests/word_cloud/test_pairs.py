"""Two words that come together in three notes are one entry."""

from typing import Any

import pytest

from surveys.documents.word_cloud import count_words


def counted(*texts: str, **settings: Any) -> dict[str, int]:
    return {entry.word: entry.notes for entry in count_words(texts, **settings)}


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (("the night shift", "my night shift", "a night-shift"), "night shift"),
        (("the night shifts", "my night shift", "a night shift"), "night shift"),
        (("à temps partiel", "un temps partiel", "le temps partiel"), "temps partiel"),
        (("le chef de groupe est là", "mon chef de groupe", "notre chef de groupe"), "chef de groupe"),
        (("la réunion d’équipe", "une réunion d'équipe", "les réunions d’équipe"), "réunion d’équipe"),
        (("نوبت شب است", "این نوبت شب بود", "نوبت شب خوب است"), "نوبت شب"),
    ],
)
def test_two_words_are_one_entry(texts: tuple[str, ...], pair: str) -> None:
    assert counted(*texts) == {pair: 3}


def test_a_note_that_counts_for_a_pair_does_not_count_for_its_words() -> None:
    texts = ["The night shift", "the night shift and a shift", "my night shift", "a shift", "the shift", "this shift"]
    assert counted(*texts) == {"night shift": 3, "shift": 3}
    assert counted(*texts[:-1]) == {"night shift": 3}


def test_words_that_rarely_come_together_stay_two() -> None:
    apart = ["the shift", "a night", "my shift", "this night", "our shift", "one night"]
    assert counted(*apart, *3 * ["the night shift"]) == {"night": 6, "shift": 6}


@pytest.mark.parametrize("between", [" [a person] ", ". ", ", ", "\n", " and ", " (", " 2 ", "? "])
def test_what_is_between_two_words_keeps_them_apart(between: str) -> None:
    assert counted(*3 * [f"The night{between}shift"]) == {"night": 3, "shift": 3}


def test_a_pair_is_in_three_notes_too() -> None:
    assert counted("my night shift, night shift, night shift", "the night shift") == {}
    assert counted("night shift", "night shift", "a night, the shift") == {"night": 3, "shift": 3}


def test_a_word_is_in_one_pair_at_a_time() -> None:
    assert counted(*4 * ["the public health service"], "public health") == {"public health": 5, "service": 4}


def test_every_entry_is_in_as_many_notes_as_are_asked_for() -> None:
    texts = 4 * ["the night shift"] + 5 * ["public holiday"]
    assert counted(*texts, minimum_notes=5) == {"public holiday": 5}
