"""Make the tagger of names again: `python -m bench.training.train_names CORPORA`.

It needs `bench/training/requirements.txt`, and takes about 25 minutes on two cores. With `--further` it begins with the
shipped model, for notes that came later: a thousand steps take five minutes.
CORPORA is a folder with corpora, one object a line: `{"text", "spans": [[start, end, LABEL], …]}`, and more of them in
its folder `multilingual`, packed. PERSON is what the tagger finds; places and groups help it to tell them apart.
The same texts make the same model, on the same machine and versions.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator
from math import cos, pi
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bench.training.lessons import BY_HAND, NEW, OUTSIDE, SEED, Text, is_held_back, texts, times_of, typed
from bench.training.network import LETTERS, WORDS, Network, loss, packed, unpacked
from surveys.frequent_words import frequency, language_of
from surveys.stripping.names.features import HEAD, TAIL, letters_of, see
from surveys.stripping.names.network import MODEL
from surveys.stripping.names.tagger import columns_around
from surveys.stripping.names.tokens import Token, read_tokens, sentences

OFTEN = 4
"""A frequent word comes at least so often."""
ROUNDS, SENTENCES_SORTED = 3, 4_000
SLOWEST = 1e-5
SHARE_OF_THE_REST = 0.14
"""How many of the texts that are no notes by hand are learnt again when a model learns further."""


class Pace(NamedTuple):
    """How fast it learns at most, on how many words at once, and how it begins and forgets."""

    fastest: float
    words_at_once: int
    steps_to_warm_up: int
    forgetting: float


FROM_NOTHING, FURTHER = Pace(2e-3, 4_096, 300, 0.002), Pace(8e-4, 2_048, 40, 0.005)
MOST_COLUMNS, SHOWN_EVERY = 24, 200


class Lesson(NamedTuple):
    """One sentence: the number of each word, the columns of its place (tokens, 3), its label; who marked what."""

    words: NDArray[np.int32]
    around: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    persons_only: bool


def lessons(text: Text, numbers: dict[str, int]) -> Iterator[Lesson]:
    """A text sentence by sentence; `numbers` gets the words that are new."""
    language = language_of(text.text)
    for sentence in filter(None, sentences(read_tokens(text.text))):
        words = [token.text for token in sentence]
        often = [frequency(word.lower(), language) if language else 0 for word in words]
        yield Lesson(
            np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int32),
            np.array(columns_around(words, often), np.uint8),
            np.array([_label(token, text) for token in sentence], np.uint8),
            text.persons_only,
        )


def _label(token: Token, text: Text) -> int:
    return next((label for start, end, label in text.spans if token.start < end and token.end > start), OUTSIDE)


class Course(NamedTuple):
    """All lessons; what is known of each word alone: its letters, its number among the frequent ones, its columns."""

    lessons: list[Lesson]
    words: tuple[Any, Any, Any]
    letters: list[str]
    frequent: list[str]


def course(folder: Path, share: float = 1, known: tuple[list[str], list[str]] | None = None) -> Course:
    """Read everything, or a share of what is not by hand; number letters and words by how often they come, if no
    numbers are known.
    """
    chance, numbers, counts = Random(SEED), dict[str, int](), Counter[str]()
    taught: list[Lesson] = []
    for text in texts(folder):
        if is_held_back(text) or (text.source not in (BY_HAND, NEW) and chance.random() >= share):
            continue
        counts.update(token.text.lower() for token in read_tokens(text.text))
        for _ in range(times_of(text)):
            taught += lessons(typed(text, chance), numbers)
    seen = [see(word) for word in numbers]
    letters = [letter for letter, _ in Counter("".join(letters_of(one.low) for one in seen)).most_common(LETTERS - 2)]
    frequent = [word for word, count in counts.most_common(WORDS) if count >= OFTEN]
    letters, frequent = known or (letters, frequent)
    of_letter, of_word = {one: n for n, one in enumerate(letters, 2)}, {one: n for n, one in enumerate(frequent, 1)}
    words = (
        _rows(([of_letter.get(letter, 1) for letter in letters_of(one.low)] for one in seen), HEAD + TAIL + 2),
        torch.tensor([of_word.get(one.low, 0) for one in seen]),
        _rows((one.columns for one in seen), MOST_COLUMNS),
    )
    return Course(taught, words, letters, frequent)


def _rows(rows: Any, width: int) -> Any:
    """Rows of numbers, filled up with 0."""
    return torch.from_numpy(np.array([[*row, *[0] * (width - len(row))] for row in rows], np.int64))


def batches(taught: list[Lesson], words_at_once: int, chance: Random) -> Iterator[list[Lesson]]:
    """All lessons in a new order, those of about the same length together."""
    order = chance.sample(taught, len(taught))
    for start in range(0, len(order), SENTENCES_SORTED):
        groups: list[list[Lesson]] = [[]]
        for lesson in sorted(order[start : start + SENTENCES_SORTED], key=lambda lesson: len(lesson.words)):
            if (len(groups[-1]) + 1) * len(lesson.words) > words_at_once:
                groups.append([])
            groups[-1].append(lesson)
        chance.shuffle(groups)
        yield from filter(None, groups)


def side_by_side(batch: list[Lesson]) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
    """The words that come in a batch; which of them, the columns around, labels, mask, who marked what."""
    longest = max(len(lesson.words) for lesson in batch)
    fill = [(0, longest - len(lesson.words)) for lesson in batch]
    which = np.stack([np.pad(one.words, more) for one, more in zip(batch, fill, strict=True)])
    around = np.stack([np.pad(one.around, (more, (0, 0))) for one, more in zip(batch, fill, strict=True)])
    labels = np.stack([np.pad(one.labels, more) for one, more in zip(batch, fill, strict=True)])
    mask = np.arange(longest) < np.array([[len(one.words)] for one in batch])
    persons_only = np.array([[one.persons_only] for one in batch])
    words, inverse = np.unique(which, return_inverse=True)
    arrays = (inverse.reshape(mask.shape).astype(np.int64), around.astype(np.int64), labels.astype(np.int64))
    return words.astype(np.int64), tuple(map(torch.from_numpy, (*arrays, mask.astype(np.float32), persons_only)))


def train(course: Course, seed: int, pace: Pace, steps: int | None, learnt: dict[str, Any] | None) -> dict[str, Any]:
    """What was learnt, perhaps further than before: the mean of the weights of the last steps."""
    torch.manual_seed(seed)
    network, chance = Network(), Random(seed)
    network.load_state_dict(learnt or network.state_dict())
    optimizer = torch.optim.AdamW(network.parameters(), lr=pace.fastest, weight_decay=0.01)
    mean = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    rounds = itertools.count() if steps else range(ROUNDS)
    each = itertools.chain.from_iterable(batches(course.lessons, pace.words_at_once, chance) for _ in rounds)
    planned = list(itertools.islice(each, steps))
    for step, batch in enumerate(planned):
        share = min(1, (step + 1) / pace.steps_to_warm_up) * (1 + cos(pi * step / len(planned))) / 2
        optimizer.param_groups[0]["lr"] = SLOWEST + pace.fastest * share
        words, (which, around, labels, mask, persons_only) = side_by_side(batch)
        scores = network(tuple(table[torch.from_numpy(words)] for table in course.words), which, around, mask)
        missed = loss(scores, labels, mask, persons_only)
        optimizer.zero_grad()
        missed.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            for name, tensor in network.state_dict().items():
                mean[name].lerp_(tensor, max(pace.forgetting, 1 / (step + 1)))
        if step % SHOWN_EVERY == 0:
            print(f"{step} of {len(planned)}: {missed.item():.4f}", flush=True)
    return mean


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--further", type=int, metavar="STEPS", help="begin with the shipped model")
    given = parser.parse_args()
    if given.further:
        with np.load(MODEL) as shipped:
            learnt, *known = unpacked(dict(shipped))
        taught, pace = course(given.corpora, SHARE_OF_THE_REST, (known[0], known[1])), FURTHER
    else:
        learnt, taught, pace = None, course(given.corpora), FROM_NOTHING
    print(f"{len(taught.lessons)} sentences, {len(taught.words[1])} words")
    weights = train(taught, given.seed, pace, given.further, learnt)
    arrays: dict[str, Any] = packed(weights, taught.letters, taught.frequent)
    np.savez_compressed(given.out, **arrays)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
