"""Masking puts marks in the place of words and changes nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.curation import MASK, MasksDoNotFit, mask_words, words_of
from surveys.sealing import TEXT_LIMIT
from surveys.stripping import StrippedText

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(StrippedText)


@pytest.mark.parametrize(
    ("text", "positions", "masked"),
    [
        ("Olga is kind.", {0}, "[…] is kind."),
        ("Olga is kind.", set(), "Olga is kind."),
        ("Olga is kind.", {2}, "Olga is […]"),
        ("Olga Petrova is kind.", {0, 1}, "[…] is kind."),
        ("Olga\nPetrova is kind.", {0, 1}, "[…] is kind."),
        ("Olga is Olga", {0, 2}, "[…] is […]"),
        ("one\n\ntwo  three", {1}, "one\n\n[…]  three"),
        ("one two", {7, -1}, "one two"),
        ("", {0}, ""),
    ],
)
def test_masked_words_give_way_to_one_mark(text: str, positions: set[int], masked: str) -> None:
    assert mask_words(StrippedText(text), positions) == masked


@given(TEXTS, st.sets(st.integers(0, 60)))
def test_no_masked_word_is_left_and_the_others_stay(text: StrippedText, positions: set[int]) -> None:
    words = words_of(text)
    left = [word for position, word in enumerate(words) if position not in positions]
    assert [word for word in words_of(mask_words(text, positions)) if word != MASK] == [w for w in left if w != MASK]


def test_neighbouring_masks_grow_nothing() -> None:
    text = StrippedText("a " * (TEXT_LIMIT // 2))
    assert mask_words(text, range(len(text))).strip() == MASK


def test_masks_that_do_not_fit_are_refused() -> None:
    with pytest.raises(MasksDoNotFit):
        mask_words(StrippedText(("a b " * 950).strip()), range(0, 1_900, 2))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我喜欢CMS的气氛。", ["我", "喜", "欢", "CMS", "的", "气", "氛", "。"]),
        ("コーヒーが 好き", ["コ", "ー", "ヒ", "ー", "が", "好", "き"]),
        ("ที่นี่ดี", ["ที่", "นี่", "ดี"]),
        ("ខ្មែរ x", ["ខ្មែ", "រ", "x"]),
        ("इस बैठक में", ["इस", "बैठक", "में"]),
        ("한국어 회의", ["한국어", "회의"]),
    ],
)
def test_scripts_without_spaces_are_offered_letter_by_letter(text: str, words: list[str]) -> None:
    assert words_of(text) == words
    assert "".join(words_of(text)) == "".join(text.split())


def test_masked_letters_side_by_side_share_one_mark() -> None:
    assert mask_words(StrippedText("我喜欢王老师的气氛。"), {3, 4, 5}) == "我喜欢[…]的气氛。"
