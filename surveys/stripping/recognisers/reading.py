"""A text as the recognisers read it: its words are looked up once, for all rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import regex

from surveys.stripping.lists import words_of

# Letters and digits; what joins words (hyphens, apostrophes, low lines) parts them.
WORD = regex.compile(r"[^\W_]+")
DIGIT = regex.compile(r"\d")
DOT_INSIDE = regex.compile(r"\w\.\p{L}")
MARKS = "@\"'/#_-"


class Reading(str):
    """A text that knows its words; the rules ask it for their cues before they search."""

    @cached_property
    def low(self) -> str:
        """The text in small letters, as long as before."""
        low = self.lower()
        return low if len(low) == len(self) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, in small letters."""
        return frozenset(WORD.findall(self.low))

    @cached_property
    def cues(self) -> set[str]:
        """The words; their beginnings, `univ-`, and endings, `-ator`; some marks.

        A 0 means any digit, and a full stop means one between letters.
        """
        words = self.words
        cues = set(words)
        cues.update([word[:4] + "-" for word in words])
        cues.update(["-" + word[-4:] for word in words])
        cues.update(mark for mark in MARKS if mark in self)
        if DIGIT.search(self):
            cues.add("0")
        if "." in self and DOT_INSIDE.search(self):
            cues.add(".")
        return cues


class Phrases:
    """Rows of words, looked up by the first of them, the longest first; each needs its longest word in the text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self.cues: set[str] = set()
        for entry in sorted(entries, key=len, reverse=True):
            if words := WORD.findall(entry):
                self._by_first[words[0]].append(entry)
                self.cues.add(max(words, key=len))

    def spans(self, text: Reading) -> Iterator[tuple[int, int]]:
        """Their places in a text, without overlaps."""
        low, done = text.low, 0
        for word in WORD.finditer(low) if not text.words.isdisjoint(self.cues) else ():
            start = word.start()
            for entry in self._by_first.get(word.group(), ()) if start >= done else ():
                if low.startswith(entry, start) and not low[start + len(entry) : start + len(entry) + 1].isalnum():
                    done = start + len(entry)
                    yield start, done
                    break


def cues(written: str) -> frozenset[str]:
    """The cues named one after the other."""
    return frozenset(written.split())


def telling_words(*lists: str) -> frozenset[str]:
    """As cues: the longest word of each entry of these lists; without it the entry is in no text."""
    entries = (WORD.findall(entry.lower()) for name in lists for entry in words_of(name))
    return frozenset(max(words, key=len) for words in entries if words)
