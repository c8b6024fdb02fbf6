"""Facilitators' accounts: made by an invitation, opened by a passphrase, rescued by a recovery key."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from time import time

from surveys import sealing, storage
from surveys.sealing import SignedIn, WrongPassphrase
from surveys.storage import Facilitator, Instance

LONGEST_WAIT = 30
_FREE_TRIES = 3
_FORGIVEN_AFTER = 3600  # seconds without a try
_MOST_NAMES = 1_000
_SIZE_OF_WRAP = 76


class PleaseWait(Exception):
    """Too many wrong passphrases for one name; carries the seconds until the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class NewSecrets:
    """What is shown once, and stored nowhere."""

    name: str
    passphrase: str
    recovery_key: str = ""


def accept_invitation(token: str, name: str, *, instance: Instance, today: date) -> NewSecrets:
    """Use the invitation up and make the account; raises InvitationUsed or NameTaken and keeps nothing."""
    with storage.open_office(instance.office, read_only=True) as office:
        storage.check_invitation(office, token)
    new = NewSecrets(name, sealing.new_passphrase(), sealing.new_recovery_key())
    key, _ = sealing.new_facilitator_key(new.passphrase, new.recovery_key)
    with storage.open_office(instance.office) as office:
        storage.use_invitation(office, token)
        storage.add_facilitator(office, name, key, today=today)
    return new


def sign_in(name: str, passphrase: str, *, instance: Instance) -> str:
    """The cookie of a new session; raises WrongPassphrase, PleaseWait or TooManySignIns."""
    facilitator = _find(name, instance)
    _take_a_try(name, instance)
    # an unknown name costs as much time as a known one
    wrap = facilitator.key.by_passphrase if facilitator else secrets.token_bytes(_SIZE_OF_WRAP)
    private_key = sealing.unwrap_by_passphrase(wrap, passphrase)
    if facilitator is None:
        raise WrongPassphrase
    _forgive(name, instance)
    return sealing.start_session(SignedIn(facilitator.id, private_key), instance.sessions)


def recover(name: str, recovery_key: str, *, instance: Instance) -> NewSecrets:
    """A new passphrase in the place of a lost one; raises WrongPassphrase."""
    facilitator = _find(name, instance)
    if facilitator is None:
        raise WrongPassphrase
    private_key = sealing.unwrap_by_recovery_key(facilitator.key.by_recovery_key, recovery_key)
    new = NewSecrets(facilitator.name, sealing.new_passphrase())
    wrap = sealing.wrap_by_passphrase(private_key, new.passphrase)
    with storage.open_office(instance.office) as office:
        storage.save_passphrase_wrap(office, facilitator.id, wrap)
    _forgive(name, instance)
    return new


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


def _take_a_try(name: str, instance: Instance) -> None:
    """Count the try before it is made, so that many at once gain nothing; raises PleaseWait."""
    tries = _read_tries(instance)
    count, last = tries.get(_entry(name), (0, 0.0))
    wait = min(LONGEST_WAIT, 2 ** (count - _FREE_TRIES + 2)) if count >= _FREE_TRIES else 0
    left = last + wait - time()
    if left > 0:
        raise PleaseWait(int(left) + 1)
    _write_tries({**tries, _entry(name): (count + 1, time())}, instance)


def _forgive(name: str, instance: Instance) -> None:
    tries = _read_tries(instance)
    tries.pop(_entry(name), None)
    _write_tries(tries, instance)


def _entry(name: str) -> str:
    return sha256(name.casefold().encode()).hexdigest()


def _read_tries(instance: Instance) -> dict[str, tuple[int, float]]:
    """Tries and the time of the last one, by hashed name. In memory only: it goes with a restart."""
    try:
        tries = json.loads((instance.sessions / "sign-ins.json").read_text())
    except (OSError, ValueError):
        return {}
    return {entry: (count, last) for entry, (count, last) in tries.items() if time() - last < _FORGIVEN_AFTER}


def _write_tries(tries: Mapping[str, tuple[int, float]], instance: Instance) -> None:
    newest = dict(sorted(tries.items(), key=lambda item: -item[1][1])[:_MOST_NAMES])
    draft = instance.sessions / f"sign-ins.{os.getpid()}.{secrets.token_hex(4)}"
    draft.write_text(json.dumps(newest))
    draft.replace(instance.sessions / "sign-ins.json")
