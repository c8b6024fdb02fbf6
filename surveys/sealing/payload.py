"""The bytes inside a seal: every note, of any length, becomes the same 3,950 bytes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntFlag
from struct import Struct
from typing import NewType

from surveys.stripping import StrippedText
from surveys.survey import Sharing

PAYLOAD_SIZE = 3_950
TEXT_LIMIT = 3_800
"""Bytes of UTF-8; the rest of the payload is room for masks, so that they always fit."""

_HEADER = Struct(">B16sBBBBH")  # version, note id, prompt, category + 1 (0: none), sharing, flags, length
_VERSION = 1

NoteId = NewType("NoteId", bytes)
"""16 random bytes by which everything outside the wall refers to a note."""


def ids_to_hex(ids: Iterable[NoteId]) -> list[str]:
    """Note ids as JSON documents have them."""
    return [note_id.hex() for note_id in ids]


def ids_from_hex(texts: Iterable[str]) -> tuple[NoteId, ...]:
    """The note ids of a JSON document."""
    return tuple(NoteId(bytes.fromhex(text)) for text in texts)


class UnreadablePayload(Exception):
    """The opened bytes are not a note of a version that this program knows."""


class Flag(IntFlag):
    """Where a note came from, what has happened to it since, or that it is an answer about the writer, not a note."""

    NONE = 0
    WITHDRAWN = 1
    MASKED = 2
    PAPER = 4
    ABOUT_YOU = 8
    TICKET = 16


@dataclass(frozen=True)
class Note:
    """One answer to one question, opened. `prompt` and `category` are positions in the survey's lists."""

    id: NoteId
    prompt: int
    category: int | None
    sharing: Sharing
    text: StrippedText
    flags: Flag = Flag.NONE

    @property
    def is_withdrawn(self) -> bool:
        """Whether its writer has taken it back."""
        return Flag.WITHDRAWN in self.flags

    @property
    def is_masked(self) -> bool:
        """Whether a facilitator has masked words in it."""
        return Flag.MASKED in self.flags

    @property
    def is_from_paper(self) -> bool:
        """Whether a facilitator typed it in: without a ticket, such a note never counts towards the minimum."""
        return Flag.PAPER in self.flags

    @property
    def has_ticket(self) -> bool:
        """Whether it was typed in from a slip with a ticket that was not spent before."""
        return Flag.TICKET in self.flags

    @property
    def is_about_you(self) -> bool:
        """Whether it is no note but an answer about its writer: prompt and category are its question and answer."""
        return Flag.ABOUT_YOU in self.flags

    def masked(self, text: StrippedText) -> "Note":
        """The same note with masked words in its text."""
        return replace(self, text=text, flags=self.flags | Flag.MASKED)


def new_note(prompt: int, category: int | None, sharing: Sharing, text: StrippedText, flags: Flag = Flag.NONE) -> Note:
    """A note with a fresh random id."""
    return Note(NoteId(secrets.token_bytes(16)), prompt, category, sharing, text, flags)


def new_answer_about_you(question: int, answer: int) -> Note:
    """An answer about the writer, looking like any note from outside."""
    return new_note(question, answer, Sharing.ORGANISERS, StrippedText(""), Flag.ABOUT_YOU)


def withdrawn_note() -> Note:
    """What replaces a note that was taken back."""
    return new_note(0, None, Sharing.ORGANISERS, StrippedText(""), Flag.WITHDRAWN)


def pack(note: Note) -> bytes:
    """The note as exactly PAYLOAD_SIZE bytes; raises ValueError when its text does not fit."""
    text = note.text.encode()
    if len(text) > PAYLOAD_SIZE - _HEADER.size:
        raise ValueError("the text does not fit into a payload")
    category = 0 if note.category is None else note.category + 1
    header = _HEADER.pack(_VERSION, note.id, note.prompt, category, note.sharing, note.flags, len(text))
    return (header + text).ljust(PAYLOAD_SIZE, b"\0")


def unpack(payload: bytes) -> Note:
    """The note inside a payload; raises UnreadablePayload for any other bytes."""
    if len(payload) != PAYLOAD_SIZE or payload[0] != _VERSION:
        raise UnreadablePayload
    _, note_id, prompt, category, sharing, flags, length = _HEADER.unpack_from(payload)
    text = StrippedText(payload[_HEADER.size : _HEADER.size + length].decode())
    return Note(NoteId(note_id), prompt, category - 1 if category else None, Sharing(sharing), text, Flag(flags))
