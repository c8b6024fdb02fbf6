"""What the recognisers find and what stripping gives back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CleanText = NewType("CleanText", str)
"""Text after `clean`: folded line ends, quotes and spaces, no control characters. Not yet stripped."""

StrippedText = NewType("StrippedText", str)
"""Text after `strip`: the only kind of text that may be sealed."""


class Certainty(StrEnum):
    """How sure a recogniser is, and with it who decides."""

    CERTAIN = "certain"  # removed; the writer cannot keep it
    LIKELY = "likely"  # removed; the writer can keep it
    HINT = "hint"  # underlined; the writer can replace it


class Choice(StrEnum):
    """What the writer decides about one finding."""

    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True)
class Finding:
    """A stretch of text that could identify someone: text[start:end], offsets in Python string indices.

    `kind` is a label such as PERSON, EMAIL, PHONE, URL, HANDLE, ID, ADDRESS (direct)
    or ORG, LOCATION, NRP, DATE, TITLE (indirect); `replacement` is the whole placeholder with brackets.
    """

    start: int
    end: int
    kind: str
    direct: bool
    certainty: Certainty
    replacement: str


@dataclass(frozen=True)
class Stripped:
    """A stripped text, with the findings of its original and the choice for each."""

    text: StrippedText
    findings: tuple[Finding, ...]
    choices: tuple[Choice, ...]
