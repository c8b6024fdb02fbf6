"""Facilitators' keys: a private key wrapped by a passphrase, and once more by a recovery key.

There is no password hash anywhere: opening the wrap *is* the check of the passphrase.
"""

import secrets
import threading
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from xkcdpass import xkcd_password

from surveys.sealing.seals import new_private_key, open_sealed, public_key_of, seal

_Derive = Callable[[str, bytes], bytes]
PASSPHRASE_WORDS = 6
_SALT, _NONCE = 16, 12
SIZE_OF_WRAP = _SALT + _NONCE + 32 + 16
_WAITING_ROOM = threading.BoundedSemaphore(8)  # how many may wait for Argon2, including the one that runs
_ONE_AT_A_TIME = threading.Lock()  # 64 MiB each: never two in one worker


class WrongPassphrase(Exception):
    """This is not the passphrase or the recovery key of this account."""


class TooManySignIns(Exception):
    """More people are signing in at this moment than the server checks at once."""


@dataclass(frozen=True)
class WrappedKey:
    """What is stored of a facilitator's keys: the public key, and the private key in two wraps."""

    public_key: bytes
    by_passphrase: bytes
    by_recovery_key: bytes


@cache
def _words() -> list[str]:
    return list(xkcd_password.generate_wordlist("eff-long", min_length=3, max_length=9))


def new_passphrase() -> str:
    """Six words of the EFF long list, drawn by the operating system's generator: 77 bits."""
    return " ".join(secrets.choice(_words()) for _ in range(PASSPHRASE_WORDS))


def new_recovery_key() -> str:
    """160 random bits in groups of four letters and digits."""
    letters = b32encode(secrets.token_bytes(20)).decode()
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def new_facilitator_key(passphrase: str, recovery_key: str) -> tuple[WrappedKey, bytes]:
    """A fresh key pair, as it is stored and as the private key itself."""
    private_key = new_private_key()
    return wrap_key(private_key, passphrase, recovery_key), private_key


def wrap_key(private_key: bytes, passphrase: str, recovery_key: str) -> WrappedKey:
    """The private key encrypted under Argon2id (64 MiB, t=3, p=1) of the passphrase, and under the recovery key."""
    return WrappedKey(
        public_key=public_key_of(private_key),
        by_passphrase=_wrap(private_key, _from_new_passphrase, passphrase),
        by_recovery_key=_wrap(private_key, _from_recovery_key, recovery_key),
    )


def unwrap_by_passphrase(wrap: bytes, passphrase: str) -> bytes:
    """The private key; raises WrongPassphrase, or TooManySignIns when the queue is full."""
    return _unwrap(wrap, _from_passphrase, passphrase)


def unwrap_by_recovery_key(wrap: bytes, recovery_key: str) -> bytes:
    """The private key; raises WrongPassphrase."""
    return _unwrap(wrap, _from_recovery_key, recovery_key)


def grant(survey_key: bytes, public_key: bytes, *, survey_id: str) -> bytes:
    """A survey's private key sealed to one facilitator."""
    return seal(survey_key, public_key, info=f"unsigned/1/grant/{survey_id}")


def open_grant(sealed: bytes, private_key: bytes, *, survey_id: str) -> bytes:
    """The survey's private key; raises BrokenSeal when the grant is for another person or survey."""
    return open_sealed(sealed, private_key, info=f"unsigned/1/grant/{survey_id}")


def _wrap(private_key: bytes, derive: _Derive, secret: str) -> bytes:
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    return salt + nonce + AESGCM(derive(secret, salt)).encrypt(nonce, private_key, None)


def _unwrap(wrap: bytes, derive: _Derive, secret: str) -> bytes:
    salt, nonce, locked = wrap[:_SALT], wrap[_SALT : _SALT + _NONCE], wrap[_SALT + _NONCE :]
    try:
        return AESGCM(derive(secret, salt)).decrypt(nonce, locked, None)
    except InvalidTag:
        raise WrongPassphrase from None


def _from_passphrase(passphrase: str, salt: bytes) -> bytes:
    if not _WAITING_ROOM.acquire(blocking=False):
        raise TooManySignIns
    try:
        return _from_new_passphrase(passphrase, salt)
    finally:
        _WAITING_ROOM.release()


def _from_new_passphrase(passphrase: str, salt: bytes) -> bytes:
    """Whoever asks for a new passphrase has shown a secret already: they wait, and no crowd can keep them out."""
    words = " ".join(passphrase.lower().split())  # phones capitalise and double spaces
    with _ONE_AT_A_TIME:
        return Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=64 * 1024).derive(words.encode())


def _from_recovery_key(recovery_key: str, salt: bytes) -> bytes:
    letters = "".join(c for c in recovery_key.upper() if c.isalnum())
    return HKDF(SHA256(), 32, salt, b"unsigned/1/recovery").derive(letters.encode())
