"""Make the tagger of names again: `python -m bench.training.train_names [CORPUS.jsonl …]`.

Without corpora it learns from notes made of templates alone. A corpus has one object a line: `{"text", "spans":
[[start, end, LABEL], …]}`; PERSON is what the tagger finds, places and groups help it to tell them apart.
Only training needs Faker.
"""

import argparse
import json
import lzma
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pycrfsuite

from bench.training.generating import generate, written
from bench.training.wordnet import FOLDER as WORDNET
from bench.training.wordnet import everyday_sentences
from surveys.stripping.lists import kinds_of
from surveys.stripping.names.features import features
from surveys.stripping.names.tagger import MODEL, PERSON
from surveys.stripping.names.tokens import Token, read_tokens, sentences

LABELS = {"PERSON": PERSON, "LOCATION": "L"}
OTHER, OUTSIDE = "G", "O"
SEED = 20261124
GENERATED, EVERYDAY = 18_000, 8_000
# Words shown without their lists, so that names in no list are learnt too.
UNLISTED = 0.15
# Neighbours seen less often teach nothing, and fill the model.
SELDOM = 6
PARAMETERS = {"c1": 0.08, "c2": 0.1, "feature.minfreq": 1, "feature.possible_transitions": True, "max_iterations": 120}

Spans = Sequence[tuple[int, int, str]]


class Lesson(NamedTuple):
    """One sentence: features and label of each token."""

    features: list[list[str]]
    labels: list[str]


def from_corpora(paths: Iterable[Path]) -> Iterator[tuple[str, Spans]]:
    """The texts of corpora, each also in small letters."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            text, spans = entry["text"], [span for span in entry["spans"] if span[2] != "HANDLE"]
            yield text, spans
            if len(text.lower()) == len(text) and text != text.lower():
                yield text.lower(), spans


def from_templates(count: int) -> Iterator[tuple[str, Spans]]:
    """Generated notes."""
    yield from map(with_label, generate(count, SEED))


def from_hand() -> Iterator[tuple[str, Spans]]:
    """Notes written by hand, as often as helps."""
    yield from map(with_label, (*written(), *written()))


def with_label(note: tuple[str, list[tuple[int, int]]]) -> tuple[str, Spans]:
    """A note with its persons as spans."""
    text, persons = note
    return text, [(start, end, "PERSON") for start, end in persons]


def from_wordnet(count: int) -> Iterator[tuple[str, Spans]]:
    """Sentences with words that are names elsewhere: half begin with a capital, half end with a full stop."""
    chance = Random(SEED)
    sentences_of_all = list(everyday_sentences())
    for sentence in chance.sample(sentences_of_all, min(count, len(sentences_of_all))):
        written = sentence[0].upper() + sentence[1:] if chance.random() < 0.5 else sentence
        yield written + chance.choice((".", "")), ()


def lessons(texts: Iterable[tuple[str, Spans]]) -> Iterator[Lesson]:
    """Texts sentence by sentence."""
    chance = Random(SEED)
    for text, spans in texts:
        for sentence in sentences(read_tokens(text)):
            shown = features(sentence, lambda low: "" if chance.random() < UNLISTED else kinds_of(low))
            yield Lesson(shown, [label(token, spans) for token in sentence])


def label(token: Token, spans: Spans) -> str:
    """What the token is a part of."""
    names = (name for start, end, name in spans if token.start < end and token.end > start)
    name = next(names, None)
    return OUTSIDE if name is None else LABELS.get(name, OTHER)


def without_rare_neighbours(taught: list[Lesson]) -> Iterator[Lesson]:
    """Lessons without features of neighbours that hardly ever come."""
    counts = Counter(feature for lesson in taught for shown in lesson.features for feature in shown)
    for lesson in taught:
        kept = [[one for one in shown if one[0] not in "-+" or counts[one] >= SELDOM] for shown in lesson.features]
        yield Lesson(kept, lesson.labels)


def train(texts: Iterable[tuple[str, Spans]]) -> bytes:
    """The model, packed; the same texts make the same model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for lesson in without_rare_neighbours(list(lessons(texts))):
        trainer.append(lesson.features, lesson.labels)
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        return lzma.compress(Path(file.name).read_bytes())


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    if not WORDNET.exists():
        print("without WordNet (Debian's wordnet-base): everyday words that are also names are learnt less well")
    model = train((*from_corpora(given.corpora), *from_templates(GENERATED), *from_hand(), *from_wordnet(EVERYDAY)))
    given.out.write_bytes(model)
    print(f"{given.out}: {len(model) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
