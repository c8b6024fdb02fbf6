"""A published page at rest: locked under the secret of its link, which the server has only sealed."""

import json
import secrets
from hashlib import sha256
from string import ascii_letters, digits
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from surveys.sealing.seals import BrokenSeal

_BLOCK = 16_384  # padding, so that the size rarely shows that a note was withheld
_NONCE_SIZE = 12  # fresh each time: one secret locks every version of its page


def new_secret() -> str:
    """The secret part of a published link: 190 random bits, in letters that no mail program cuts off at the end."""
    return "".join(secrets.choice(ascii_letters + digits) for _ in range(32))


def name_of_secret(secret: str) -> bytes:
    """A hash by which the office finds the page of a secret."""
    return sha256(b"unsigned/1/publication/name/" + secret.encode()).digest()


def lock_under_secret(document: Any, secret: str) -> bytes:
    """Encrypt a JSON document so that only people with the link can read it."""
    content = json.dumps(document).encode()
    padded = content.ljust(-(-len(content) // _BLOCK) * _BLOCK)  # JSON ends with white space as well
    nonce = secrets.token_bytes(_NONCE_SIZE)
    return nonce + AESGCM(_key(secret)).encrypt(nonce, padded, None)


def open_under_secret(locked: bytes, secret: str) -> Any:
    """The document; raises BrokenSeal."""
    try:
        return json.loads(AESGCM(_key(secret)).decrypt(locked[:_NONCE_SIZE], locked[_NONCE_SIZE:], None))
    except (ValueError, InvalidTag):
        raise BrokenSeal from None


def _key(secret: str) -> bytes:
    """A plain hash is enough to derive a key, because the secret is random and not a password."""
    return sha256(b"unsigned/1/publication/key/" + secret.encode()).digest()
