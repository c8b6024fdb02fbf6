"""The words of a cloud fill their page, and none is on another."""

from itertools import combinations

import pytest

from surveys.documents.word_cloud.layout import Placed, lay_out, sizes_of

WIDE_WORDS = [(4.2, 0.7), (2.0, 0.9), (3.1, 0.7), (1.1, 0.5), (5.6, 0.7), (2.4, 0.9), (0.9, 0.5)] * 5
NOTES = sorted((3 + number % 30 for number in range(len(WIDE_WORDS))), reverse=True)


def boxes_of(places: list[Placed], inks: list[tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    return [
        (one.x, one.y, one.x + wide * one.size, one.y + high * one.size)
        for one, (wide, high) in zip(places, inks, strict=True)
    ]


@pytest.mark.parametrize("page", [(1600, 800), (1600, 1280), (400, 900)])
@pytest.mark.parametrize("words", [1, 2, 15, 35])
def test_no_word_is_on_another_or_off_the_page(page: tuple[int, int], words: int) -> None:
    inks = WIDE_WORDS[:words]
    boxes = boxes_of(lay_out(inks, sizes_of(NOTES[:words]), *page), inks)
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert min(min(box) for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= page[0]
    assert max(box[3] for box in boxes) <= page[1]


def test_the_cloud_is_as_large_as_its_page_allows() -> None:
    boxes = boxes_of(lay_out(WIDE_WORDS, sizes_of(NOTES), 1600, 800), WIDE_WORDS)
    across = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    down = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    assert across > 1500 or down > 740
    inked = sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes)
    assert inked > 0.4 * 1600 * 800


def test_a_word_in_more_notes_is_larger_and_none_is_tiny() -> None:
    sizes = sizes_of([40, 20, 20, 3])
    assert sizes[0] == 1
    assert sizes[0] > sizes[1] == sizes[2] > sizes[3] >= 0.3
    assert sizes_of([3, 3]) == [1, 1]
