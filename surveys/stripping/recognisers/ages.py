"""How old somebody is."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.digits import has_digits
from surveys.stripping.recognisers.span import Span

# I am 34, 34 years old, a 34-year-old, aged 34, at the age of 34. Not "34 years of data", "I am 3 % sure".
AGE = regex.compile(
    r"\b(?:\d{1,2}(?=[ -]years?[ -]old\b)"
    r"|(?<=\b(?:aged|age of|I am|I'm|turned|turning) )[1-9]\d(?=[.,;!?)]|$| (?:and|now|but|years)\b))",
    regex.IGNORECASE,
)


def find_ages(text: str) -> Iterator[Span]:
    """The number alone."""
    if not has_digits(text):
        return
    for match in AGE.finditer(text):
        yield Span(match.start(), match.end(), "AGE", Certainty.HINT, "an age")
