"""Facilitators' accounts: made by an invitation, opened by a passphrase, rescued by a recovery key.

Nothing here makes anybody wait: six random words cannot be guessed, so a wait would only keep their owner out
(docs/decisions/0004). `sealing` limits what a flood of attempts can cost.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from surveys import sealing, storage
from surveys.sealing import SignedIn, WrappedKey, WrongPassphrase
from surveys.storage import Facilitator, Instance


@dataclass(frozen=True)
class NewSecrets:
    """A passphrase and a recovery key, shown once and never stored, and the key wrapped by them, which is stored."""

    name: str
    passphrase: str
    recovery_key: str
    key: WrappedKey


def accept_invitation(token: str, name: str, *, instance: Instance, today: date) -> NewSecrets:
    """Make the account and use up the invitation; raises InvitationUsed or NameTaken, and then stores nothing."""
    with storage.open_office(instance.office, read_only=True) as office:
        storage.check_invitation(office, token)
    new = draw_secrets(name, sealing.new_private_key())
    with storage.open_office(instance.office) as office:
        storage.use_invitation(office, token)
        storage.add_facilitator(office, name, new.key, today=today)
    return new


def sign_in(name: str, passphrase: str, *, instance: Instance) -> SignedIn:
    """The account with this name and passphrase; raises WrongPassphrase or TooManySignIns."""
    facilitator = _find(name, instance)
    # an unknown name costs as much time as a known one
    wrap = facilitator.key.by_passphrase if facilitator else secrets.token_bytes(sealing.SIZE_OF_WRAP)
    private_key = sealing.unwrap_by_passphrase(wrap, passphrase)
    if facilitator is None:
        raise WrongPassphrase
    return SignedIn(facilitator.id, private_key, wrap)


def recover(name: str, recovery_key: str, *, instance: Instance) -> SignedIn:
    """The account with this name and recovery key; raises WrongPassphrase."""
    facilitator = _find(name, instance)
    if facilitator is None:
        raise WrongPassphrase
    private_key = sealing.unwrap_by_recovery_key(facilitator.key.by_recovery_key, recovery_key)
    return SignedIn(facilitator.id, private_key, facilitator.key.by_passphrase)


def draw_secrets(name: str, private_key: bytes) -> NewSecrets:
    """A new passphrase and recovery key for a private key; nothing is stored, so nothing changes yet."""
    passphrase, recovery_key = sealing.new_passphrase(), sealing.new_recovery_key()
    return NewSecrets(name, passphrase, recovery_key, sealing.wrap_key(private_key, passphrase, recovery_key))


def take_new_secrets(
    facilitator: Facilitator, private_key: bytes, key: WrappedKey, passphrase: str, *, instance: Instance
) -> SignedIn:
    """Replace the earlier secrets once the new passphrase was typed, and end every session.

    Raises WrongPassphrase if it was not, or if the wraps do not belong to this private key, and then stores nothing.
    """
    if sealing.unwrap_by_passphrase(key.by_passphrase, passphrase) != private_key:
        raise WrongPassphrase
    with storage.open_office(instance.office) as office:
        storage.save_wraps(office, facilitator.id, key)
    return SignedIn(facilitator.id, private_key, key.by_passphrase)


def fingerprint(facilitator: Facilitator) -> str:
    """Sixteen hex digits in fours, by which two people can compare a key over the telephone."""
    digits = sha256(facilitator.key.public_key).hexdigest()[:16]
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def _find(name: str, instance: Instance) -> Facilitator | None:
    with storage.open_office(instance.office, read_only=True) as office:
        try:
            return storage.facilitator_by_name(office, name)
        except storage.UnknownFacilitator:
            return None
