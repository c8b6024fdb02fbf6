"""Signed-in state as a split key: half a secret in the browser, the other half on tmpfs.

The cookie holds 32 random bytes; a file in memory, named by their hash, holds the facilitator's
private key encrypted under them. Neither half is of use without the other. A restart of the machine
signs everybody out. So do twelve hours, or about an hour without a request: the time of the file is
that of the last request.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LONGEST = 12 * 3600
"""Seconds that a session lasts, however often somebody does something."""
_NONCE = bytes(12)  # each token encrypts exactly one value


class NoSession(Exception):
    """The session has ended, or there never was one."""


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, with the key that opens their grants.

    `wrap` is the one that their passphrase opened. Once another one is stored, the session is over.
    """

    facilitator: str
    private_key: bytes
    wrap: bytes


def start_session(signed_in: SignedIn, folder: Path) -> str:
    """Write one half into `folder` and return the other, the value of the cookie (64 hex digits)."""
    token = secrets.token_bytes(32)
    secret = {"private_key": signed_in.private_key.hex(), "wrap": signed_in.wrap.hex()}
    content = {"facilitator": signed_in.facilitator, "began": time(), **secret}
    locked = AESGCM(token).encrypt(_NONCE, json.dumps(content).encode(), None)
    _remove_ended(folder)
    path = session_file(token.hex(), folder)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(locked)
    return token.hex()


def resume_session(cookie: str, folder: Path, *, idle_seconds: float = LONGEST, is_use: bool = True) -> SignedIn:
    """Join the two halves; raises NoSession for an unknown, damaged, old or forgotten one.

    `is_use` says whether somebody did something: only then the time without a request begins anew.
    """
    try:
        token = bytes.fromhex(cookie)
        path = session_file(cookie, folder)
        if _has_ended(path, idle_seconds):
            path.unlink(missing_ok=True)
            raise NoSession
        content = json.loads(AESGCM(token).decrypt(_NONCE, path.read_bytes(), None))
        if time() - content["began"] > LONGEST:
            raise NoSession
        if is_use:
            os.utime(path)
        return SignedIn(content["facilitator"], bytes.fromhex(content["private_key"]), bytes.fromhex(content["wrap"]))
    except (OSError, ValueError, KeyError, InvalidTag):  # KeyError: a session of an earlier release
        raise NoSession from None


def end_session(cookie: str, folder: Path) -> None:
    """Delete the server's half, if it is still there."""
    with suppress(ValueError):
        session_file(cookie, folder).unlink(missing_ok=True)


def session_file(cookie: str, folder: Path) -> Path:
    """The server's half of a session, as long as it lasts; raises ValueError for what is no cookie of ours."""
    return folder / f"{sha256(bytes.fromhex(cookie)).hexdigest()}.session"


def _has_ended(path: Path, idle_seconds: float = LONGEST) -> bool:
    return time() - path.stat().st_mtime > idle_seconds


def _remove_ended(folder: Path) -> None:
    for path in folder.glob("*.session"):
        if _has_ended(path):
            path.unlink(missing_ok=True)
