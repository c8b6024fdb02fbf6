"""What most recognisers are: a table of patterns and what their matches mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.span import Span

Recogniser = Callable[[str], Iterator[Span]]

DIGIT = regex.compile(r"\d")
"""Most notes have none, of any script, and need not be searched further by half of the rules."""


@dataclass(frozen=True)
class Rule:
    """What a match of `pattern`, or its `group`, is; only in texts with `needs`, and only where `holds` agrees."""

    pattern: regex.Pattern[str]
    kind: str
    certainty: Certainty
    placeholder: str
    group: int | str = 0
    needs: regex.Pattern[str] | None = None
    holds: Callable[[regex.Match[str]], bool] | None = None

    def spans(self, text: str) -> Iterator[Span]:
        """What the rule finds in a text, in order."""
        if self.needs is None or self.needs.search(text):
            for match in self.pattern.finditer(text):
                if self.holds is None or self.holds(match):
                    start, end = match.span(self.group)
                    yield Span(start, end, self.kind, self.certainty, self.placeholder)


def recogniser(*rules: Rule) -> Recogniser:
    """All that the rules find; where two overlap, the first is right."""
    return lambda text: (span for rule in rules for span in rule.spans(text))
