"""What a recogniser yields."""

from dataclasses import dataclass

from surveys.stripping.findings import Certainty

DIRECT_KINDS = frozenset({"PERSON", "EMAIL", "PHONE", "URL", "HANDLE", "ID", "IP", "ADDRESS"})


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] of one kind; `placeholder` is the wording in the brackets (names get theirs later)."""

    start: int
    end: int
    kind: str
    certainty: Certainty
    placeholder: str

    @property
    def direct(self) -> bool:
        """Whether this alone names somebody."""
        return self.kind in DIRECT_KINDS
