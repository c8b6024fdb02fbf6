"""The discussion sheet as data: what every format is rendered from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SheetNote:
    """One note as it stands on the sheet. `number` runs through the whole edition from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class SheetGroup:
    """The notes of one category under one question; `category` is "" for notes without one."""

    category: str
    notes: tuple[SheetNote, ...]


@dataclass(frozen=True)
class SheetSection:
    """One question with its notes."""

    prompt: str
    groups: tuple[SheetGroup, ...]


@dataclass(frozen=True)
class SheetCounts:
    """Notes, not people. collected = shown + not_shared + sum(withheld.values()); masked are among the shown."""

    collected: int
    shown: int
    not_shared: int
    masked: int
    withheld: Mapping[str, int]


@dataclass(frozen=True)
class WordCount:
    """In how many notes a word stands."""

    word: str
    notes: int


@dataclass(frozen=True)
class Sheet:
    """One edition, ready to be rendered.

    `labels` are the fixed words of every format, already translated (see `labels.py`).
    `words` is the ranked table of the word cloud; empty where there are not enough notes.
    """

    title: str
    introduction: str
    audience: str
    edition: str
    counts: SheetCounts
    sections: tuple[SheetSection, ...]
    words: tuple[WordCount, ...]
    labels: Mapping[str, str]
