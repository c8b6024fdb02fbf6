"""A word weighs as many as there are notes that contain it."""

from typing import Any

import pytest

from surveys.documents.word_cloud import WordCount, count_words


def counted(*texts: str, **settings: Any) -> dict[str, int]:
    return {entry.word: entry.notes for entry in count_words(texts, **settings)}


def test_a_word_counts_once_per_note() -> None:
    assert counted("visa visa visa", "visa", "my visa!") == {"visa": 3}


def test_a_word_needs_three_notes() -> None:
    assert counted("visa childcare", "visa childcare", "visa") == {"visa": 3}
    assert count_words(["visa", "visa"]) == ()
    assert count_words([]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the and which",  # English
        "pour avec nous l' d'",  # French
        "und nicht",  # German
        "J'aime, j'aimerais; on me coupe",
        "Mir gefällt, ich fände, ich hätte",
        "mi piace, vorrei",
        "me gusta, quisiera",
        "perché della",  # Italian
        "porque nosotros",  # Spanish
        "don't weren't it’s",
        "[a person] [another person] […] [a place in Italy]",
        "2018 18 7",
        "x y",
        "❤️ ☕️ 👨‍👩‍👧 1️⃣ 👍🏽 🇨🇭",
        "\ufe0f \u0301 \u200d",
        "我希望会议时间可以轮换 会議は短く ขอให้มีการประชุม",
    ],
)
def test_what_says_nothing_is_not_counted(text: str) -> None:
    assert counted(text, text, text) == {}


@pytest.mark.parametrize(
    "word", ["group", "members", "women", "men", "visa", "бюрократия", "बैठकों", "الاجتماع", "naïve", "회의"]
)
def test_words_of_the_subject_are_counted_in_many_scripts(word: str) -> None:
    assert counted(word, word, f"{word}.") == {word: 3}


def test_what_changes_an_emoji_is_no_part_of_a_word() -> None:
    assert counted("☕️coffee", "❤️coffee", "coffee☕️") == {"coffee": 3}


def test_the_questions_own_words_are_left_out() -> None:
    text = "I would like to change the visa rules in CMS"
    assert counted(text, text, text, left_out=["One thing to CHANGE in CMS"]) == {"visa rules": 3}


def test_the_most_frequent_spelling_is_shown() -> None:
    assert counted("Visa", "VISA", "Visa", "visa") == {"Visa": 4}
    assert counted("visa", "Visa", "visa", "Visa") == {"visa": 4}


def test_ranked_by_notes_then_by_the_alphabet() -> None:
    texts = ["visa, rules", "visa, rules, Argon", "visa, argon", "argon, rules, visa"]
    assert count_words(texts) == (WordCount("visa", 4), WordCount("argon", 3), WordCount("rules", 3))
