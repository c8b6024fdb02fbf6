"""What facilitators do to notes: read, withhold, mask. They can never reword or add."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.sealing import NoteId

WITHHOLDING_REASONS = ("identifies", "hurts", "off-topic", "spam")
"""Names of the reasons; the pages have the words for them."""


class UnknownReason(Exception):
    """A note can be withheld only for one of the listed reasons."""


@dataclass(frozen=True)
class Curation:
    """The state of a facilitators' table: which notes were shown, which are withheld and why."""

    read: frozenset[NoteId] = frozenset()
    withheld: Mapping[NoteId, str] = field(default_factory=dict)

    def with_read(self, ids: Iterable[NoteId]) -> "Curation":
        """The same, with these notes shown once."""
        return replace(self, read=self.read | frozenset(ids))

    def with_withheld(self, note_id: NoteId, reason: str) -> "Curation":
        """The same, with one note withheld; raises UnknownReason."""
        if reason not in WITHHOLDING_REASONS:
            raise UnknownReason
        return replace(self, withheld={**self.withheld, note_id: reason})

    def with_given_back(self, note_id: NoteId) -> "Curation":
        """The same, with one note no longer withheld."""
        return replace(self, withheld={i: r for i, r in self.withheld.items() if i != note_id})


def to_document(curation: Curation) -> dict[str, Any]:
    """The curation as JSON, version 1."""
    return {
        "version": 1,
        "read": sorted(note_id.hex() for note_id in curation.read),
        "withheld": {note_id.hex(): reason for note_id, reason in sorted(curation.withheld.items())},
    }


def from_document(document: dict[str, Any]) -> Curation:
    """The curation from its JSON."""
    return Curation(
        read=frozenset(NoteId(bytes.fromhex(i)) for i in document["read"]),
        withheld={NoteId(bytes.fromhex(i)): reason for i, reason in document["withheld"].items()},
    )
