"""Sealing notes to a survey's public key, and the keys that open them."""

from surveys.sealing.documents import open_ids, open_json, seal_ids, seal_json
from surveys.sealing.keys import (
    TooManySignIns,
    WrappedKey,
    WrongPassphrase,
    grant,
    new_facilitator_key,
    new_passphrase,
    new_recovery_key,
    open_grant,
    unwrap_by_passphrase,
    unwrap_by_recovery_key,
    wrap_by_passphrase,
)
from surveys.sealing.notes import SEALED_NOTE_SIZE, open_note, seal_note
from surveys.sealing.payload import (
    TEXT_LIMIT,
    Flag,
    Note,
    NoteId,
    UnreadablePayload,
    new_note,
    withdrawn_note,
)
from surveys.sealing.seals import BrokenSeal, Sealed, new_private_key, open_sealed, public_key_of, seal
from surveys.sealing.sessions import NoSession, SignedIn, end_session, resume_session, start_session

__all__ = [
    "SEALED_NOTE_SIZE",
    "TEXT_LIMIT",
    "BrokenSeal",
    "Flag",
    "NoSession",
    "Note",
    "NoteId",
    "Sealed",
    "SignedIn",
    "TooManySignIns",
    "UnreadablePayload",
    "WrappedKey",
    "WrongPassphrase",
    "end_session",
    "grant",
    "new_facilitator_key",
    "new_note",
    "new_passphrase",
    "new_private_key",
    "new_recovery_key",
    "open_grant",
    "open_ids",
    "open_json",
    "open_note",
    "open_sealed",
    "public_key_of",
    "resume_session",
    "seal",
    "seal_ids",
    "seal_json",
    "seal_note",
    "start_session",
    "unwrap_by_passphrase",
    "unwrap_by_recovery_key",
    "withdrawn_note",
    "wrap_by_passphrase",
]
