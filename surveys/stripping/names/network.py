"""The network that says how likely each word is part of a name, in numpy; bench/training/network.py trains it."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from surveys.stripping.names.features import HEAD, MOST_COLUMNS, TAIL, Seen, letters_of

MODEL = Path(__file__).parent / "names.npz"
PERSON = 1
Floats = NDArray[np.float32]


class Layer(NamedTuple):
    """A gated convolution over three words, so many words apart: (3 × words' width, 2 × width), (2 × width)."""

    apart: int
    weights: Floats
    bias: Floats


class Network(NamedTuple):
    """What was learnt. The letters' convolution is a table: the share of each letter at each of its three places."""

    letters: dict[str, int]
    words: dict[str, int]
    of_letters: Floats  # (3, letters, filters)
    letters_bias: Floats  # (filters,)
    from_letters: Floats  # (filters, width)
    of_words: NDArray[np.int8]  # (words, less than width)
    from_words: Floats  # (less than width, width)
    of_columns: Floats  # (columns, width), nothing for column 0
    bias: Floats  # (width,)
    layers: tuple[Layer, ...]
    out: Floats  # (width, labels)
    out_bias: Floats  # (labels,)

    def alone(self, words: Sequence[Seen]) -> Floats:
        """Words without their neighbours: (words, width)."""
        numbers = [[self.letters.get(letter, 1) for letter in letters_of(word.low)] for word in words]
        size = min(max(map(len, numbers)), HEAD + TAIL) + 4  # nothing behind a word that is shorter counts, too
        letters = np.array([[0, *row, *[0] * (size - len(row) - 1)] for row in numbers])
        columns = np.array([[*one.columns, *[0] * (MOST_COLUMNS - len(one.columns))] for one in words])
        before, at, behind = self.of_letters
        found = before[letters[:, :-2]] + at[letters[:, 1:-1]] + behind[letters[:, 2:]]
        seen = np.maximum(found.max(axis=1) + self.letters_bias, 0)
        parts = self.of_words[[self.words.get(word.low, 0) for word in words]].astype(np.float32)
        # Row by row: the product of a whole table would round a word otherwise, depending on the words beside it.
        products = [one @ self.from_letters + part @ self.from_words for one, part in zip(seen, parts, strict=True)]
        return np.asarray(np.stack(products) + self.of_columns[columns].sum(axis=1))

    def chances(self, words: Floats) -> Floats:
        """How likely each of a sentence's words, (words, width), is part of a person's name."""
        width = words.shape[1]
        shown = words + self.bias
        for apart, weights, bias in self.layers:
            wide = np.zeros((len(shown) + 2 * apart, width), np.float32)
            wide[apart:-apart] = shown
            rows = np.concatenate((wide[: -2 * apart], shown, wide[2 * apart :]), axis=1) @ weights + bias
            shown += rows[:, :width] / (1 + np.exp(-rows[:, width:]))
        scores = np.exp(np.maximum(shown, 0) @ self.out + self.out_bias)
        return np.asarray(scores[:, PERSON] / scores.sum(axis=1))


@cache
def network() -> Network:
    """The shipped one; its weights are bytes, each column of a table with a scale of its own."""
    with np.load(MODEL) as packed:
        return unpacked(dict(packed))


def unpacked(packed: dict[str, NDArray[Any]]) -> Network:
    """Tables are bytes times scales; the head has letters, words and distances of the layers."""
    head = json.loads(packed["head"].tobytes())
    tables = {name for name in packed if f"{name} scale" in packed} - {"words"}
    table = {name: packed[name] * packed[f"{name} scale"] for name in tables}
    layers = tuple(
        Layer(apart, table[f"layer {number}"], packed[f"layer {number} bias"])
        for number, apart in enumerate(head["apart"])
    )
    letters = table["letters"]
    return Network(
        letters={letter: number for number, letter in enumerate(head["letters"], 2)},
        words={word: number for number, word in enumerate(head["words"].split(" "), 1)},
        of_letters=letters.reshape(3, -1, letters.shape[1]),
        letters_bias=packed["letters bias"],
        from_letters=table["from letters"],
        of_words=packed["words"],
        from_words=packed["words scale"].T * table["from words"],
        of_columns=np.vstack((np.zeros_like(packed["bias"]), table["columns"])),
        bias=packed["bias"],
        layers=layers,
        out=table["out"],
        out_bias=packed["out bias"],
    )
