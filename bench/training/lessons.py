"""What the tagger of names learns from: texts of many sources, as they were written and as others would type them."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple
from zlib import crc32

from bench.marked_notes import notes
from bench.training.generating import FOLDER, LATIN_NAME, OF_ITS_LANGUAGE, generate, invented, written
from bench.training.wordnet import FOLDER as WORDNET
from bench.training.wordnet import everyday_sentences
from surveys.frequent_words import language_of

OUTSIDE, PERSON, PLACE, OTHER = range(4)
LABELS = {"PERSON": PERSON, "LOCATION": PLACE}
VEIL = "\ufffc"
SEED = 20261128
GENERATED, EVERYDAY, LONGEST = 30_000, 20_000, 1_500
# How often a text is learnt in each round, each time typed in another way: notes by hand, what people write on the web,
# news and the like with a person, the rest.
BY_HAND, NEW = "by hand", "by hand, new"
TIMES = {BY_HAND: 3, NEW: 10, "wnut17-train": 6, "wnut17-dev": 6, "btc-train": 6, "btc-dev": 6, "ewt-dev": 8}
TIMES |= {"negatives-fr": 2, "negatives-de": 2, "negatives-it": 2, "negatives-es": 2}
WITH_A_PERSON, SELDOM = 2, 1
# Every so many texts are not learnt from: MODEL.md has its curve from them.
HELD_BACK = 12
# Scripts in which names are not searched, printed pages of other centuries, and what was only ever measured on.
LEFT_OUT = ("zh-", "ja-", "ko-", "hi-", "nl-europeana", "fr-europeana", "presidio")
# How many of a hundred texts get other persons in place of theirs, or veils; small letters, notes by hand more often;
# capitals.
OTHER_PERSONS, VEILS = 30, 5
SMALL, SMALL_BY_HAND, CAPITALS = 40, 50, 3
FORMS = ("name", "name", "first", "first", "last")

Spans = Sequence[tuple[int, int, int]]
"""Beginning, end and label of each mention, sorted."""


class Text(NamedTuple):
    """A text with its mentions; `source` names the file or the kind, `persons_only` says that places have no mark."""

    text: str
    spans: Spans
    source: str
    persons_only: bool = True


def texts(folder: Path) -> Iterator[Text]:
    """All texts once and as they were written: corpora, generated notes, WordNet's examples, notes by hand."""
    paths = sorted((*folder.glob("*.jsonl"), *folder.glob("multilingual/*.jsonl.gz")))
    corpora = (_of_corpus(path) for path in paths if not path.name.startswith(LEFT_OUT))
    found = chain(chain.from_iterable(corpora), _from_templates(), _from_wordnet(), _by_hand(), retired())
    return (text for text in found if len(text.text) <= LONGEST)


def is_held_back(text: Text) -> bool:
    """Whether the tagger must not learn from it: the same ones each time."""
    return crc32(text.text.lower().encode()) % HELD_BACK == 0


def times_of(text: Text) -> int:
    """How often it is learnt."""
    return TIMES.get(text.source, WITH_A_PERSON if text.source != "generated" and _has_a_person(text) else SELDOM)


def _has_a_person(text: Text) -> bool:
    return any(label == PERSON for _, _, label in text.spans)


def _of_corpus(path: Path) -> Iterator[Text]:
    packed = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    entries = [json.loads(line) for line in packed.decode().splitlines()]
    persons_only = all(label == "PERSON" for entry in entries for _, _, label in entry["spans"])
    for entry in entries:
        marked = [(start, end, LABELS.get(label, OTHER)) for start, end, label in entry["spans"] if label != "HANDLE"]
        yield Text(entry["text"], sorted(marked), path.name.partition(".")[0], persons_only)


def _by_hand() -> Iterator[Text]:
    for path in sorted(FOLDER.glob("notes*.txt")):
        source = NEW if path.stem == "notes_with_names_in_small_letters" else BY_HAND
        for text, persons in written(path):
            yield Text(text, _as_spans(persons), source)


def retired() -> Iterator[Text]:
    """Notes that once measured the tagger; what they mark beside persons is no name."""
    for path in sorted(FOLDER.glob("retired/*.txt")):
        for _, text, mentions in notes(path):
            yield Text(text, [(start, end, PERSON) for start, end, kind in mentions if kind == "PERSON"], NEW)


def _from_templates() -> Iterator[Text]:
    return (Text(text, _as_spans(persons), "generated") for text, persons in generate(GENERATED, SEED))


def _from_wordnet() -> Iterator[Text]:
    """Sentences with words that are names elsewhere."""
    sentences = list(everyday_sentences()) if WORDNET.exists() else []
    for sentence in Random(SEED).sample(sentences, min(EVERYDAY, len(sentences))):
        yield Text(sentence, (), "wordnet")


def _as_spans(persons: Iterable[tuple[int, int]]) -> Spans:
    return [(start, end, PERSON) for start, end in persons]


def typed(text: Text, chance: Random) -> Text:
    """As it is, or with other persons or veils in place of them, and in small letters or capitals."""
    if text.source == "generated":
        return text
    who, case = chance.randrange(100), chance.randrange(100)
    if who < OTHER_PERSONS:
        language = language_of(text.text) if chance.random() < OF_ITS_LANGUAGE else ""
        text = _replaced(text, lambda old: _another_person(old, language, chance), is_name=True)
    elif who < OTHER_PERSONS + VEILS:
        text = _replaced(text, lambda old: VEIL, is_name=False)
    small = SMALL_BY_HAND if text.source in (BY_HAND, NEW) else SMALL
    letters = text.text.lower() if case < small else text.text.upper() if case < small + CAPITALS else text.text
    return text._replace(text=letters) if len(letters) == len(text.text) else text


def _another_person(old: str, language: str, chance: Random) -> str:
    """Names in other letters stay: those of their language are invented in Latin ones only."""
    if not LATIN_NAME.fullmatch(old):
        return old
    new = invented(chance.choice(FORMS), chance, language)
    return new.lower() if old.islower() else new


def _replaced(text: Text, new: Callable[[str], str], is_name: bool) -> Text:
    """Every person replaced; the mentions keep their places."""
    written, spans, done = "", [], 0
    for start, end, label in text.spans:
        if start < done:
            continue
        written += text.text[done:start]
        mention = new(text.text[start:end]) if label == PERSON else text.text[start:end]
        if is_name or label != PERSON:
            spans.append((len(written), len(written) + len(mention), label))
        written, done = written + mention, end
    return text._replace(text=written + text.text[done:], spans=spans)
