"""How likely each word is part of a person's name, by the model trained here (see MODEL.md)."""

import lzma
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pycrfsuite

from surveys.stripping.gazetteers import EVERYDAY, FIRST_NAMES, NEVER, PHYSICS, kinds_of
from surveys.stripping.tagging.features import features
from surveys.stripping.tagging.tokens import SENTENCE_ENDS, Token, read_tokens, sentences

MODEL = Path(__file__).parent / "names.crfsuite.xz"
PERSON = "P"
AROUND = 3
"""So many tokens to each side of a word that may be a name are read."""
OF_WORDS = EVERYDAY + PHYSICS + NEVER
_one_at_a_time = Lock()


class Tagged(NamedTuple):
    """A token and how likely it belongs to a name, 0 to 1."""

    token: Token
    chance: float


def tag(text: str, remembered: dict[str, list[float]]) -> list[Tagged]:
    """All tokens of a text in order. Sentences that are remembered from a pass before are not tagged again."""
    tagged: list[Tagged] = []
    for sentence in sentences(read_tokens(text)):
        written = text[sentence[0].start : sentence[-1].end] if sentence else ""
        if written not in remembered:
            remembered[written] = _chances(sentence)
        tagged += map(Tagged, sentence, remembered[written])
    return tagged


def _chances(sentence: list[Token]) -> list[float]:
    """Read around every word that may be a name, with so many words to each side."""
    chances = [0.0] * len(sentence)
    places = {
        place
        for here in range(len(sentence))
        if _may_be_name(sentence, here)
        for place in range(max(0, here - AROUND), min(len(sentence), here + AROUND + 1))
    }
    read = sorted(places)
    if read:
        shown = features(sentence, only=read)
        with _one_at_a_time:
            _tagger().set(shown)
            for number, place in enumerate(read):
                chances[place] = _tagger().marginal(PERSON, number)
    return chances


def _may_be_name(sentence: list[Token], here: int) -> bool:
    """Whether the word is in a list of first names, in none of other words, or has a capital that it need not have."""
    word = sentence[here].text
    if not word[0].isalpha():
        return False
    kinds = set(kinds_of(word.lower()))
    is_first_name = not kinds.isdisjoint(FIRST_NAMES)
    if is_first_name and (NEVER not in kinds or word[0].isupper()):
        return True
    if kinds.isdisjoint(OF_WORDS):
        return True
    opens = here == 0 or sentence[here - 1].text in SENTENCE_ENDS or sentence[here - 1].text == "\n"
    return word[0].isupper() and not opens and word != "I"


@cache
def _model() -> bytes:
    """Kept here, because the tagger reads it where it lies."""
    return lzma.decompress(MODEL.read_bytes())


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())
    return tagger
