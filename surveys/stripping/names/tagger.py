"""How likely each word is part of a person's name, by the model trained here (see MODEL.md)."""

import lzma
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pycrfsuite

from surveys.stripping.names.features import Seen, features_at, see
from surveys.stripping.names.tokens import SENTENCE_ENDS, Token, read_tokens, sentences

MODEL = Path(__file__).parent / "names.crfsuite.xz"
PERSON = "P"
AROUND = 3
"""So many tokens to each side of a word that may be a name are read."""
BEFORE_A_SENTENCE = SENTENCE_ENDS | {"\n"}
_one_at_a_time = Lock()


class Tagged(NamedTuple):
    """A token and how likely it belongs to a name, 0 to 1."""

    token: Token
    chance: float


@dataclass(frozen=True)
class Memory:
    """What was seen of one note before some of it was veiled: its words, its sentences with their chances, and how
    likely each word needs to be a name.
    """

    words: dict[str, Seen] = field(default_factory=dict)
    sentences: dict[str, list[float]] = field(default_factory=dict)
    needed: dict[tuple[str, bool, bool], float] = field(default_factory=dict)


def tag(text: str, memory: Memory) -> list[Tagged]:
    """All tokens of a text in order. Sentences that are remembered from a pass before are not tagged again."""
    tagged: list[Tagged] = []
    for sentence in sentences(read_tokens(text)):
        written = text[sentence[0].start : sentence[-1].end] if sentence else ""
        if written not in memory.sentences:
            memory.sentences[written] = _chances(sentence, memory.words)
        tagged += map(Tagged, sentence, memory.sentences[written])
    return tagged


def _chances(sentence: list[Token], words: dict[str, Seen]) -> list[float]:
    """Read around every word that may be a name, with so many words to each side."""
    chances = [0.0] * len(sentence)
    seen = [see(token.text, words) for token in sentence]
    places = {
        place
        for here in range(len(sentence))
        if seen[here].may_be_name or _has_capital(sentence, here, seen[here].sort[0] == "F")
        for place in range(max(0, here - AROUND), min(len(sentence), here + AROUND + 1))
    }
    read = sorted(places)
    if read:
        shown = features_at(read, sentence, seen)
        with _one_at_a_time:
            _tagger().set(shown)
            for number, place in enumerate(read):
                chances[place] = _tagger().marginal(PERSON, number)
    return chances


def _has_capital(sentence: list[Token], here: int, is_first_name: bool) -> bool:
    """Whether the word has a capital that it need not have, or is a first name with one."""
    word = sentence[here].text
    if not word[0].isupper() or word == "I":
        return False
    return is_first_name or (here > 0 and sentence[here - 1].text not in BEFORE_A_SENTENCE)


@cache
def _model() -> bytes:
    """Held here, because the tagger reads it in place."""
    return lzma.decompress(MODEL.read_bytes())


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())
    return tagger
