"""The word cloud is a picture that depends on the words alone."""

from io import BytesIO

import pytest
from PIL import Image

from surveys.documents.word_cloud import WordCount, draw_cloud, draw_sentence


def inked(png: bytes) -> float:
    """The share of the picture that is not paper."""
    picture = Image.open(BytesIO(png)).convert("L")
    return sum(picture.histogram()[:200]) / (picture.width * picture.height)


@pytest.mark.parametrize("words", [["visa", "rules", "childcare"], ["बैठकों", "समय"], ["اجتماع"], ["회의"], ["бюро"]])
def test_words_of_one_script_are_drawn(words: str) -> None:
    png = draw_cloud(tuple(WordCount(word, 5 + place) for place, word in enumerate(words)))
    assert Image.open(BytesIO(png)).size == (1600, 800)
    assert 0.005 < inked(png) < 0.6


def test_the_same_words_give_the_same_picture() -> None:
    words = (WordCount("visa", 5), WordCount("rules", 4), WordCount("childcare", 3))
    first = draw_cloud(words)
    draw_cloud.cache_clear()
    assert draw_cloud(words) == first


def test_paper_is_white_and_ink_is_dark_enough_for_a_grey_printer() -> None:
    picture = Image.open(BytesIO(draw_cloud((WordCount("visa", 5), WordCount("rules", 4))))).convert("L")
    assert picture.getpixel((0, 0)) == 255
    assert max(level for level, pixels in enumerate(picture.histogram()) if pixels > 5000 and level < 250) < 128


def test_a_word_that_the_font_cannot_write_is_left_out() -> None:
    words = (WordCount("visa", 5), WordCount("rules", 4))
    draw_cloud.cache_clear()
    assert draw_cloud((*words, WordCount("บ้าน", 3))) == draw_cloud(words)


def test_a_sentence_stands_in_for_a_cloud() -> None:
    assert 0 < inked(draw_sentence("Not enough notes yet: please wait.")) < 0.1
