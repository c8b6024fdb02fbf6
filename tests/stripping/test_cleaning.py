"""Intake: what tells phones apart is folded, what cannot be seen is dropped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.stripping import clean

FOLDED = [
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("“I”, she said – ‘no’", "\"I\", she said - 'no'"),
    ("« enfin », «\u202fl’« autre »\u00a0», (« oui »)", '"enfin", "l\'"autre"", ("oui")'),
    ("Er sagte »Nein!« und »ja«, «no» disse", 'Er sagte "Nein!" und "ja", "no" disse'),
    ("line\n» quoted\n\n«   spaces   »", 'line\n" quoted\n\n"spaces"'),
    ("a\u00a0b\u2009c\td", "a b c\td"),
    ("\u115f\u1160\u17b4\u2065\U0001d159\U000e0002", ""),
    ("Well… no……", "Well... no......"),
    ("\tName\tHours \t\n\t\nAnna\t\t42\n \t", "Name\tHours\n\nAnna\t\t42"),
    ("Zoe\u0308", "Zoë"),
    ("  two  spaces  ", "two spaces"),
    ("end of line  \n  next", "end of line\nnext"),
    ("a\n\n\n\nb", "a\n\nb"),
    ("page\x0cbreak\u2028line", "page\nbreak\nline"),
    ("ｏｌｇａ＿１＠ｃｅｒｎ．ｃｈ, ＋４１", "olga_1@cern.ch, +41"),
    ("𝐀𝐧𝐧𝐚 𝒲ℯ𝒷ℯ𝓇 𝟟𝟜, ⓐⓝⓝⓐ Ⓦ🄴🄱", "Anna Weber 74, anna WEB"),
    ("Ｚｏｅ\u0308", "Zoë"),
]
DROPPED = [
    ("soft\u00adhyphen", "softhyphen"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("left\u202eright\u202c", "leftright"),
    ("\u2066isolated\u2069", "isolated"),
    ("nul\x00bell\x07", "nulbell"),
    ("Latin\u200djoiner", "Latinjoiner"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED + DROPPED)
def test_what_differs_between_phones_becomes_the_same(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text", ["می‌روم", "क्‍ष", "👩‍🔬 and ❤️", "naïve Łódź", "日本語", "你好，世界！", "H to 4ℓ, 5 𝜇m, ① more, m²"]
)
def test_what_a_reader_sees_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("impossible", [0xD83D, 0xDFFF, 0xFDD0, 0xFFFF, 0x1FFFE])
def test_surrogates_and_noncharacters_become_a_visible_mark(impossible: int) -> None:
    assert clean(f"a{chr(impossible)}b") == "a\ufffdb"


LETTERS = st.sampled_from("ae1«»’ é\u0301\u0308\u200c\u200d\u00a0\r\n\t‘\u00ad\ufdd0किعر👩\ufe0f🔬") | st.characters()


@settings(max_examples=500, deadline=None)
@given(st.text(LETTERS, max_size=20))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once  # no lone surrogate is left
