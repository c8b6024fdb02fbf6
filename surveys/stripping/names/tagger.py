"""How likely each word is part of a person's name, by the network trained here (see MODEL.md)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from surveys.stripping.languages import KNOWN, frequencies, language_of
from surveys.stripping.lists import EVERYDAY, kinds_of
from surveys.stripping.names.features import COLUMN, MOST_OFTEN, see
from surveys.stripping.names.tokens import OPENING_MARKS, Token, read_tokens, sentences

if TYPE_CHECKING:
    from surveys.stripping.names.network import Floats

MOST_KEPT = 4_096
HERE = (0, *(COLUMN[f"here {often}"] for often in range(1, MOST_OFTEN + 1)))
OPENS, CAPITALS, NO_CAPITALS = COLUMN["opens a sentence"], COLUMN["capitals around"], COLUMN["no capitals around"]


class Alone(NamedTuple):
    """A word as the network sees it without its neighbours, and how frequent it is in each known language."""

    seen: "Floats"
    often: bytes


_kept: dict[str, Alone] = {}
"""Words of the dictionary and marks."""


class Tagged(NamedTuple):
    """A token and how likely it belongs to a name, 0 to 1."""

    token: Token
    chance: float


@dataclass(frozen=True)
class Memory:
    """What was seen of one note before some of it was veiled: its words, and its sentences with their chances."""

    words: dict[str, Alone] = field(default_factory=dict)
    sentences: dict[tuple[str, str], list[float]] = field(default_factory=dict)


def tag(text: str, memory: Memory) -> list[Tagged]:
    """All tokens of a text in order. Sentences that are remembered from a pass before are not tagged again."""
    tagged: list[Tagged] = []
    language = language_of(text)
    for sentence in filter(None, sentences(read_tokens(text))):
        here = language, text[sentence[0].start : sentence[-1].end]
        if here not in memory.sentences:
            memory.sentences[here] = _chances([token.text for token in sentence], language, memory.words)
        tagged += map(Tagged, sentence, memory.sentences[here])
    return tagged


def columns_around(sentence: list[str], often: list[int]) -> list[tuple[int, int, int]]:
    """The columns of each word that depend on its place: capitals, whether it opens the sentence, its language.

    `often` says how frequent each word is in the language of the text.
    """
    case = CAPITALS if any(word[0].isupper() for word in sentence) else NO_CAPITALS
    opens = [OPENS if before in OPENING_MARKS else 0 for before in ("\n", *sentence[:-1])]
    return [(case, opening, HERE[level]) for opening, level in zip(opens, often, strict=True)]


def _chances(sentence: list[str], language: str, in_note: dict[str, Alone]) -> list[float]:
    import numpy as np  # here and below: it takes a fifth of a second, and most commands read no note

    from surveys.stripping.names.network import network

    alone = [_alone(word, in_note) for word in sentence]
    place = KNOWN.index(language) if language else None
    often = [0 if place is None else one.often[place] for one in alone]
    around = network().of_columns[np.array(columns_around(sentence, often))].sum(axis=1)
    return list(map(float, network().chances(np.stack([one.seen for one in alone]) + around)))


def _alone(word: str, in_note: dict[str, Alone]) -> Alone:
    """Marks and words of the dictionary stay in memory, all others for this note alone."""
    alone = _kept.get(word) or in_note.get(word)
    if alone is None:
        from surveys.stripping.names.network import network

        low, columns = see(word)
        alone = in_note[word] = Alone(network().of_word(low, columns), frequencies(low))
        if len(_kept) < MOST_KEPT and (EVERYDAY in kinds_of(low) or not word.isalnum()):
            _kept[word] = alone
    return alone
