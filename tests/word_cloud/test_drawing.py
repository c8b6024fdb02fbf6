"""The word cloud is a picture that depends on the words alone."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from surveys.documents.word_cloud import BESIDE_A_TABLE, WordCount, draw_cloud, draw_sentence
from surveys.documents.word_cloud.drawing import INKS, PLAIN
from tests.test_design import contrast, luminance


def inked(png: bytes) -> float:
    """The share of the picture that is not paper."""
    picture = Image.open(BytesIO(png)).convert("L")
    return sum(picture.histogram()[:200]) / (picture.width * picture.height)


@pytest.mark.parametrize("words", [["visa", "rules", "childcare"], ["बैठकों", "समय"], ["اجتماع"], ["회의"], ["бюро"]])
def test_words_of_one_script_are_drawn(words: list[str]) -> None:
    png = draw_cloud(tuple(WordCount(word, 5 + place) for place, word in enumerate(words)))
    assert Image.open(BytesIO(png)).size == (1600, 800)
    assert 0.005 < inked(png) < 0.6


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_words_give_the_same_picture(kind: Any) -> None:
    words = (WordCount("visa", 5), WordCount("rules", 4), WordCount("childcare", 3))
    first = draw_cloud(words, BESIDE_A_TABLE, kind=kind)
    draw_cloud.cache_clear()
    assert draw_cloud(words, BESIDE_A_TABLE, kind=kind) == first


def test_paper_is_white_and_inks_can_be_read_and_told_apart_in_grey() -> None:
    picture = Image.open(BytesIO(draw_cloud((WordCount("visa", 5), WordCount("rules", 4))))).convert("L")
    assert picture.getpixel((0, 0)) == 255
    assert max(level for level, pixels in enumerate(picture.histogram()) if pixels > 5000 and level < 250) < 128
    assert min(contrast("#ffffff", ink) for ink in INKS) >= 4.5
    greys = sorted(luminance(ink) for ink in INKS)
    assert all((lighter + 0.05) / (darker + 0.05) > 1.25 for darker, lighter in pairwise(greys))


def test_a_word_that_no_font_can_write_is_left_out() -> None:
    words = (WordCount("visa", 5), WordCount("rules", 4))
    draw_cloud.cache_clear()
    assert draw_cloud((*words, WordCount("\U0001e6c0\U0001e6c1", 3))) == draw_cloud(words)
    assert inked(draw_cloud((WordCount("\U0001e6c0\U0001e6c1", 3),))) == 0


def test_the_typesetter_has_each_letter_for_which_no_other_font_is_looked_for() -> None:
    letters = [letter for letter in map(chr, range(0x3000)) if letter.isalpha() and PLAIN.fullmatch(letter)]
    assert len(letters) > 350
    words = tuple(WordCount("".join(letters[start::40]), 3) for start in range(40))
    assert draw_cloud(words, kind="svg").count(b'<g transform="translate(') == len(words)


def test_the_picture_in_a_document_has_as_many_pixels_as_paper_shows() -> None:
    picture = Image.open(BytesIO(draw_cloud((WordCount("visa", 5),), BESIDE_A_TABLE, scale=0.75)))
    assert picture.size == (1200, 960)
    assert 2 < len(picture.getcolors()) <= 31, "smooth edges, in few colours"


def test_letters_are_drawn_joined_and_from_the_right() -> None:
    """Drawn one by one from the left, or each by itself, the same letters would take more room or end elsewhere."""
    joined, apart = (inked(draw_cloud((WordCount(word, 3),))) for word in ("بيت", "ب\u200cي\u200cت"))
    assert joined != apart
    first, last = (draw_cloud((WordCount(word, 3),)) for word in ("ااام", "مااا"))
    halves = [_right_half(picture) > _left_half(picture) for picture in (first, last)]
    assert halves == [False, True], "the round letter comes last at the left, and first at the right"


def _left_half(png: bytes) -> int:
    return _inked_columns(png, 0, 0.5)


def _right_half(png: bytes) -> int:
    return _inked_columns(png, 0.5, 1)


def _inked_columns(png: bytes, begin: float, end: float) -> int:
    """How many pixels of the drawn word are inked between two parts of its width."""
    picture = Image.open(BytesIO(png)).convert("L").point(lambda level: 255 * (level < 200))
    left, top, right, bottom = picture.getbbox() or (0, 0, 1, 1)
    across = right - left
    return picture.crop((int(left + begin * across), top, int(left + end * across), bottom)).histogram()[255]


def test_a_drawing_has_no_letters_as_text() -> None:
    svg = draw_cloud((WordCount("visa", 5), WordCount("rules", 4)), kind="svg").decode()
    assert "<text" not in svg
    assert "visa" not in svg


def test_a_sentence_comes_instead_of_a_cloud() -> None:
    assert 0 < inked(draw_sentence("Not enough notes yet: please wait.")) < 0.1
    assert 0 < inked(draw_sentence("A long sentence that goes over several lines. " * 8)) < 0.3
