"""Numbers in groups: ORCID, cards, social security, IBAN. They come before phones, which look alike in part."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.digits import has_digits
from surveys.stripping.recognisers.span import Span

# Four groups of four digits, as ORCID (last may be X) and cards have them; social security numbers; IBAN.
GROUPED = regex.compile(
    r"(?<![\w.-])(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{3}[\dX]|\d{3}-\d{2}-\d{4}|\d{4}-\d{2}-\d{4}"
    r"|(?i:[A-Z]{2}\d{2}(?: ?(?=[A-Z]{0,3}\d)[A-Z0-9]{4}| ?[A-Z]{4}){3,7}(?: ?[A-Z0-9]{1,3})?))(?![\w-])"
)


def find_accounts(text: str) -> Iterator[Span]:
    """All are certain."""
    if not has_digits(text):
        return
    for match in GROUPED.finditer(text):
        yield Span(match.start(), match.end(), "ID", Certainty.CERTAIN, "a number")
