"""How likely each word is part of a person's name, by the network trained here (see MODEL.md)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from surveys.frequent_words import KNOWN
from surveys.stripping.lists import EVERYDAY, FIRST_NAME, is_of
from surveys.stripping.names.employers import places_without_employers
from surveys.stripping.names.features import COLUMN, MOST_OFTEN, Seen, see
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
"""Words of the dictionaries, and marks."""


class Tagged(NamedTuple):
    """A token and how likely it belongs to a name, 0 to 1."""

    token: Token
    chance: float


@dataclass(frozen=True)
class Memory:
    """What was seen of one note before some of it was veiled: its words, and its sentences with their chances."""

    words: dict[str, Alone] = field(default_factory=dict)
    sentences: dict[tuple[str, str], list[float]] = field(default_factory=dict)


def tag(text: str, language: str, memory: Memory) -> list[Tagged]:
    """All tokens of a text in order. Sentences that are remembered from a pass before are not tagged again."""
    tagged: list[Tagged] = []
    tokens = read_tokens(text)
    _learn([token.text for token in tokens], memory.words)
    for sentence in filter(None, sentences(tokens)):
        here = language, text[sentence[0].start : sentence[-1].end]
        if here not in memory.sentences:
            memory.sentences[here] = _surest([token.text for token in sentence], language, memory.words)
        tagged += map(Tagged, sentence, memory.sentences[here])
    return tagged


def columns_around(sentence: list[str], often: list[int]) -> list[tuple[int, int, int]]:
    """The columns of each word that depend on its place: capitals, whether it opens the sentence, its language.

    `often` says how frequent each word is in the language of the text.
    """
    case = CAPITALS if any(word[0].isupper() for word in sentence) else NO_CAPITALS
    opens = [OPENS if before in OPENING_MARKS else 0 for before in ("\n", *sentence[:-1])]
    return [(case, opening, HERE[level]) for opening, level in zip(opens, often, strict=True)]


def _surest(sentence: list[str], language: str, in_note: dict[str, Alone]) -> list[float]:
    """How likely each word is part of a name, read with and without where somebody works."""
    chances = _chances(sentence, language, in_note)
    left = places_without_employers(sentence)
    if len(left) < len(sentence):
        without = _chances([sentence[place] for place in left], language, in_note)
        for place, chance in zip(left, without, strict=True):
            if len(sentence[place]) > 1:  # not the y of "Ana del CIEMAT y Pierre du CERN"
                chances[place] = max(chances[place], chance)
    return chances


def _chances(sentence: list[str], language: str, in_note: dict[str, Alone]) -> list[float]:
    """How likely each word is part of a name; all of them were learnt before."""
    import numpy as np  # here and below: it takes a fifth of a second, and most commands read no note

    from surveys.stripping.names.network import network

    alone = [_kept.get(word) or in_note[word] for word in sentence]
    place = KNOWN.index(language) if language else None
    often = [0 if place is None else one.often[place] for one in alone]
    around = network().of_columns[np.array(columns_around(sentence, often))].sum(axis=1)
    words = np.concatenate([one.seen for one in alone]).reshape(around.shape)
    return list[float](network().chances(words + around).tolist())


def _learn(words: Iterable[str], in_note: dict[str, Alone]) -> None:
    """All new words at once. Marks and words of dictionaries stay in memory, all others for this note alone."""
    new = [word for word in dict.fromkeys(words) if word not in _kept and word not in in_note]
    if not new:
        return
    from surveys.stripping.names.network import network

    seen = [see(word) for word in new]
    for word, one, row in zip(new, seen, network().alone(seen), strict=True):
        in_note[word] = Alone(row, one.often)
        if len(_kept) < MOST_KEPT and _may_be_kept(word, one):
            _kept[word] = Alone(row.copy(), one.often)  # a copy, or the rows of all others would stay with it


def _may_be_kept(word: str, one: Seen) -> bool:
    """No first name, though many are words too."""
    is_known = any(one.often) or is_of(one.low, EVERYDAY)
    return not word[0].isalnum() or (is_known and not is_of(one.low, FIRST_NAME))
