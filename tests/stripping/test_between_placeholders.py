"""Rules read the words between placeholders. Nothing is missed because of that."""

import random
from itertools import chain

import pytest

from bench.hostile import hostile_text
from surveys.stripping import find
from surveys.stripping.finding import VEIL, _direct, _without_overlaps
from surveys.stripping.recognisers import ACROSS, DIRECT, Span
from surveys.stripping.recognisers.reading import Reading

NUMBERS_BEHIND_A_PLACEHOLDER = (
    "My badge [a person] 802116 is broken.",
    "My badge, lea.fontaine@cern.ch, 802116 is broken.",
    "The badge number for olga@cern.ch is 802116.",
    "My badge does not work, ask [an e-mail address] about 802116.",
)


@pytest.mark.parametrize("text", NUMBERS_BEHIND_A_PLACEHOLDER)
def test_a_number_is_found_behind_a_placeholder(text: str) -> None:
    start = text.index("802116")
    assert (start, start + 6) in [(found.start, found.end) for found in find(text)]


def veiled_texts() -> list[Reading]:
    chance = random.Random(354)
    texts = [hostile_text(chance, 600) for _ in range(150)]
    words = [[VEIL if chance.random() < 0.1 else word for word in text.split(" ")] for text in texts]
    return [Reading(" ".join(some)) for some in words]


def directly_found(text: Reading) -> list[Span]:
    return _without_overlaps(text, chain.from_iterable(recogniser(text) for recogniser in DIRECT))


def is_found_with_its_neighbours(text: Reading, span: Span) -> bool:
    """Not only because a word far away made a rule look at it: `ticketoffice00` beside another `ticket`."""
    start = max(0, span.start - 64)
    near = directly_found(Reading(text[start : span.end + 64]))
    return any(one.start <= span.start - start and span.end - start <= one.end for one in near)


def test_pieces_give_all_that_the_whole_text_gives() -> None:
    for text in veiled_texts():
        pieces = _without_overlaps(text, _direct(text, {}), *(recogniser(text) for recogniser in ACROSS))
        removed = {place for span in pieces for place in range(span.start, span.end)}
        missed = [span for span in directly_found(text) if not removed.issuperset(range(span.start, span.end))]
        missed = [span for span in missed if is_found_with_its_neighbours(text, span)]
        assert not missed, ascii(text[missed[0].start - 60 : missed[0].end])
