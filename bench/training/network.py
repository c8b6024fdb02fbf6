"""The network of the tagger as torch trains it: surveys/stripping/names/network.py without its training."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from surveys.stripping.names.features import OF_A_WORD
from surveys.stripping.names.network import PERSON

LETTERS, OF_A_LETTER, FILTERS, WORDS, OF_A_FREQUENT_WORD, WIDTH, LABELS = 320, 24, 64, 12_000, 40, 80, 4
APART = (1, 2, 4)
"""The neighbours that each layer reads: one, two and four words off."""
# How often something is hidden while it trains, so that it does not rest on any one thing.
HIDDEN, HIDDEN_LETTERS, HIDDEN_WORD, HIDDEN_LISTS = 0.1, 0.15, 0.15, 0.12
OF_LISTS = torch.tensor([0.0, *(float(name.startswith(("kind", "in ", "resembles"))) for name in OF_A_WORD)])
LARGEST_BYTE = 127


class Network(nn.Module):
    """Letters, words and columns become one vector a word; gated convolutions add what stands around it."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(LETTERS, OF_A_LETTER, padding_idx=0)
        self.of_three = nn.Conv1d(OF_A_LETTER, FILTERS, 3, padding=1)
        self.from_letters = nn.Linear(FILTERS, WIDTH)
        self.words = nn.Embedding(WORDS + 1, OF_A_FREQUENT_WORD, padding_idx=0)
        self.from_words = nn.Linear(OF_A_FREQUENT_WORD, WIDTH, bias=False)
        self.columns = nn.Embedding(len(OF_A_WORD) + 1, WIDTH, padding_idx=0)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, 2 * WIDTH, 3, padding=apart, dilation=apart) for apart in APART)
        self.out = nn.Linear(WIDTH, LABELS)
        for table, spread in ((self.words, 0.1), (self.columns, 0.05)):
            nn.init.normal_(table.weight, std=spread)
            nn.init.zeros_(table.weight[0])

    def forward(self, words: tuple[Any, Any, Any], which: Any, around: Any, mask: Any) -> Any:
        """Scores, (sentences, tokens, labels). `words` has letters, number and columns of each word that comes, `which`
        of them stands where, `around` the columns that depend on the place, `mask` a 1 for every token.
        """
        shown = self._alone(*words)[which] + self.columns(around).sum(2)
        shown = functional.dropout(shown, HIDDEN, self.training) * mask[..., None]
        rows, mask = shown.transpose(1, 2), mask[:, None]
        for layer in self.layers:
            added, gate = layer(rows).chunk(2, 1)
            rows = functional.dropout((rows + added * torch.sigmoid(gate)) * mask, HIDDEN, self.training)
        return self.out(functional.relu(rows.transpose(1, 2)))

    def _alone(self, letters: Any, number: Any, columns: Any) -> Any:
        of_letters = functional.relu(self.of_three(self.letters(letters).transpose(1, 2))).amax(2)
        of_letters = self.from_letters(functional.dropout(of_letters, HIDDEN_LETTERS, self.training))
        of_word, of_columns, in_lists = self.from_words(self.words(number)), self.columns(columns), OF_LISTS[columns]
        if self.training:
            of_word = of_word * (torch.rand(len(number), 1) > HIDDEN_WORD)
            in_lists = in_lists * (torch.rand(len(number), 1) < HIDDEN_LISTS)
            of_columns = of_columns * (1 - in_lists)[..., None]
        return of_letters + of_word + of_columns.sum(1)


def loss(scores: Any, labels: Any, mask: Any, persons_only: Any) -> Any:
    """Where only persons are marked, all that is no person counts as one label."""
    chances = functional.log_softmax(scores, -1)
    exact = chances.gather(-1, labels[..., None])[..., 0]
    no_person = torch.logsumexp(torch.cat((chances[..., :PERSON], chances[..., PERSON + 1 :]), -1), -1)
    of_persons = torch.where(labels == PERSON, chances[..., PERSON], no_person)
    return -(torch.where(persons_only > 0, of_persons, exact) * mask).sum() / mask.sum()


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> tuple[dict[str, Any], list[str], list[str]]:
    """What a file has learnt, its letters and its words: the other way round than `packed`."""
    table = {name: arrays[name] * arrays[f"{name} scale"] for name in arrays if f"{name} scale" in arrays}
    left, sizes, right = np.linalg.svd(np.concatenate(np.split(table["letters"], 3), axis=1), full_matrices=False)
    left, right = (
        left[:, :OF_A_LETTER] * sizes[:OF_A_LETTER] ** 0.5,
        right[:OF_A_LETTER] * sizes[:OF_A_LETTER, None] ** 0.5,
    )
    learnt = {
        "letters.weight": left,
        "of_three.weight": np.stack(np.split(right.T, 3), axis=2),
        "of_three.bias": arrays["letters bias"],
        "from_letters.weight": table["from letters"].T,
        "from_letters.bias": arrays["bias"],
        "words.weight": table["words"],
        "from_words.weight": table["from words"].T,
        "columns.weight": np.concatenate((np.zeros((1, WIDTH)), table["columns"])),
        "out.weight": table["out"].T,
        "out.bias": arrays["out bias"],
    }
    for layer in range(len(APART)):
        learnt[f"layers.{layer}.weight"] = np.stack([part.T for part in np.split(table[f"layer {layer}"], 3)], axis=2)
        learnt[f"layers.{layer}.bias"] = arrays[f"layer {layer} bias"]
    head = json.loads(arrays["head"].tobytes())
    tensors = {name: torch.tensor(np.ascontiguousarray(one, np.float32)) for name, one in learnt.items()}
    return tensors, head["letters"], head["words"].split(" ")


def packed(learnt: Mapping[str, Any], letters: list[str], words: list[str]) -> dict[str, NDArray[Any]]:
    """The arrays of the file: tables as bytes, each column with its scale."""
    table = {name: tensor.numpy() for name, tensor in learnt.items()}
    of_three = table["of_three.weight"]
    tables = {
        "letters": np.concatenate([table["letters.weight"] @ of_three[:, :, place].T for place in range(3)]),
        "from letters": table["from_letters.weight"].T,
        "words": table["words.weight"],
        "from words": table["from_words.weight"].T,
        "columns": table["columns.weight"][1:],
        "out": table["out.weight"].T,
    }
    plain = {"letters bias": table["of_three.bias"], "bias": table["from_letters.bias"], "out bias": table["out.bias"]}
    for layer in range(len(APART)):
        weights = table[f"layers.{layer}.weight"]
        tables[f"layer {layer}"] = np.concatenate([weights[:, :, place].T for place in range(3)])
        plain[f"layer {layer} bias"] = table[f"layers.{layer}.bias"]
    for name, weights in tables.items():
        scale = np.maximum(np.abs(weights).max(axis=0, keepdims=True), 1e-9) / LARGEST_BYTE
        plain |= {name: np.round(weights / scale).astype(np.int8), f"{name} scale": scale.astype(np.float32)}
    head = {"letters": letters, "words": " ".join(words), "apart": APART}
    return {**plain, "head": np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8)}
