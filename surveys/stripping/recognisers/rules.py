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
    """What a match of `pattern`, or its `group`, is; only where `holds` agrees.

    `needs` spares most texts the search: a pattern, or pieces in small letters one of which must be in the text.
    """

    pattern: regex.Pattern[str]
    kind: str
    certainty: Certainty
    placeholder: str
    group: int | str = 0
    needs: regex.Pattern[str] | tuple[str, ...] = ()
    holds: Callable[[regex.Match[str]], bool] | None = None

    def spans(self, text: str) -> Iterator[Span]:
        """What the rule finds in a text, in order."""
        if self._may_be_in(text):
            for match in self.pattern.finditer(text):
                if self.holds is None or self.holds(match):
                    start, end = match.span(self.group)
                    yield Span(start, end, self.kind, self.certainty, self.placeholder)

    def _may_be_in(self, text: str) -> bool:
        if isinstance(self.needs, tuple):
            low = text.lower()
            return not self.needs or any(piece in low for piece in self.needs)
        return self.needs.search(text) is not None


def recogniser(*rules: Rule) -> Recogniser:
    """All that the rules find; where two overlap, the first is right."""
    return lambda text: (span for rule in rules for span in rule.spans(text))
