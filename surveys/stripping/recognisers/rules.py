"""What most recognisers are: a table of patterns and what their matches mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.reading import Reading
from surveys.stripping.recognisers.span import Span

CERTAIN, LIKELY, HINT = Certainty
Recogniser = Callable[[Reading], Iterator[Span]]

DIGITS = frozenset("0")
"""The cue of most numbers: few notes have any digit."""

# Between a word and what it names: my login is, meu login no lxplus é, login:. Few words, or a chain takes long.
BESIDE = rf"(?: (?:{alternatives('being.beside')})(?!\w)){{0,4}}+"
BEING = rf"{BESIDE}(?: (?:{alternatives('being.forms')})(?!\w)| ?[:=]| -){BESIDE}"


@dataclass(frozen=True)
class Rule:
    """What a match of `pattern`, or its `group`, is; only where `holds` agrees, and up to where `end` says.

    `needs` spares most texts the search: one of these cues must be in the text. The pattern is compiled when it is
    first needed: with long lists in it that takes a while.
    """

    pattern: str
    kind: str
    certainty: Certainty
    placeholder: str
    needs: frozenset[str] = DIGITS
    group: int | str = 0
    holds: Callable[[regex.Match[str]], bool] | None = None
    end: Callable[[regex.Match[str]], int] | None = None

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self.pattern)

    def spans(self, text: Reading) -> Iterator[Span]:
        """What the rule finds in a text, in order."""
        if not text.cues.isdisjoint(self.needs):
            for match in self._compiled.finditer(text):
                if self.holds is None or self.holds(match):
                    start, end = match.span(self.group)
                    end = end if self.end is None else self.end(match)
                    if end > start:
                        yield Span(start, end, self.kind, self.certainty, self.placeholder)


@dataclass(frozen=True)
class Finder:
    """A recogniser with every placeholder that it may put: what is not named here would not be known again."""

    spans: Recogniser
    placeholders: frozenset[str]

    def __call__(self, text: Reading) -> Iterator[Span]:
        """What it finds in a text."""
        return self.spans(text)


def puts(*placeholders: str) -> Callable[[Recogniser], Finder]:
    """Name the placeholders of a recogniser that is more than a table of rules."""
    return lambda spans: Finder(spans, frozenset(placeholders))


def recogniser(*rules: Rule, needs: frozenset[str] | None = None) -> Finder:
    """All that the rules find; where two overlap, the first is right. `needs` are cues that all of them need."""
    any_cue = frozenset[str]().union(*(rule.needs for rule in rules)) if needs is None else needs

    def find(text: Reading) -> Iterator[Span]:
        if not text.cues.isdisjoint(any_cue):
            for rule in rules:
                yield from rule.spans(text)

    return Finder(find, frozenset(rule.placeholder for rule in rules))
