"""Sealing notes to a survey's public key, and the keys that open them."""

from surveys.sealing.documents import SEALED_NOTE_SIZE, open_ids, open_json, open_note, seal_ids, seal_json, seal_note
from surveys.sealing.keys import SIZE_OF_WRAP, TooManySignIns, WrappedKey, WrongPassphrase, grant, new_facilitator_key
from surveys.sealing.keys import new_passphrase, new_recovery_key, open_grant, unwrap_by_passphrase
from surveys.sealing.keys import unwrap_by_recovery_key, wrap_key
from surveys.sealing.payload import TEXT_LIMIT, Flag, Note, NoteId, UnreadablePayload, ids_from_hex, ids_to_hex
from surveys.sealing.payload import new_answer_about_you, new_note, withdrawn_note
from surveys.sealing.publications import lock_under_secret, name_of_secret, new_secret, open_under_secret
from surveys.sealing.seals import BrokenSeal, Sealed, new_private_key, open_sealed, public_key_of, seal
from surveys.sealing.sessions import NoSession, SignedIn, end_session, resume_session, session_file, start_session
