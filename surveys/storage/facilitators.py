"""Facilitators, their one-time invitations, and which surveys they hold a key of."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from sqlite3 import IntegrityError

from sqlite_utils import Database

from surveys.sealing import WrappedKey

INVITATION_HOURS = 24


class NameTaken(Exception):
    """Another facilitator has this name."""


class UnknownFacilitator(Exception):
    """Nobody of this name is here."""


class InvitationUsed(Exception):
    """The invitation was used, has ended, or never was one."""


@dataclass(frozen=True)
class Facilitator:
    """An account: a name and a wrapped key."""

    id: str
    name: str
    key: WrappedKey


_COLUMNS = "id, name, public_key, by_passphrase, by_recovery_key"


def add_facilitator(office: Database, name: str, key: WrappedKey, *, today: date) -> Facilitator:
    """A new account; raises NameTaken."""
    facilitator = Facilitator(secrets.token_hex(8), name, key)
    values = [facilitator.id, name, key.public_key, key.by_passphrase, key.by_recovery_key, today.isoformat()]
    try:
        office.execute(f"INSERT INTO facilitators ({_COLUMNS}, added_on) VALUES (?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    except IntegrityError:
        raise NameTaken from None
    return facilitator


def facilitator_by_name(office: Database, name: str) -> Facilitator:
    """Raises UnknownFacilitator."""
    return _one(office, "name", name)


def facilitator_by_id(office: Database, facilitator_id: str) -> Facilitator:
    """Raises UnknownFacilitator."""
    return _one(office, "id", facilitator_id)


def all_facilitators(office: Database) -> list[Facilitator]:
    """Everybody, by name."""
    rows = office.execute(f"SELECT {_COLUMNS} FROM facilitators ORDER BY name")  # noqa: S608
    return [_facilitator(row) for row in rows]


def save_passphrase_wrap(office: Database, facilitator_id: str, by_passphrase: bytes) -> None:
    """Put another wrap of the private key in the place of the one whose passphrase is lost."""
    office.execute("UPDATE facilitators SET by_passphrase = ? WHERE id = ?", [by_passphrase, facilitator_id])


def remove_facilitator(office: Database, facilitator_id: str) -> None:
    """Take the account and its grants away; what she has read she keeps in mind."""
    office.execute("DELETE FROM facilitators WHERE id = ?", [facilitator_id])


def invite(office: Database, *, invited_by: str, now: datetime | None = None) -> str:
    """A one-time token, kept only as its hash; good for INVITATION_HOURS."""
    token = secrets.token_urlsafe(24)
    expires_at = (now or datetime.now(UTC)) + timedelta(hours=INVITATION_HOURS)
    office.execute(
        "INSERT INTO invitations (token_hash, expires_at, invited_by) VALUES (?, ?, ?)",
        [_hash(token), expires_at.isoformat(), invited_by],
    )
    return token


def check_invitation(office: Database, token: str, *, now: datetime | None = None) -> str:
    """Who has invited; raises InvitationUsed."""
    row = office.execute(
        "SELECT expires_at, invited_by FROM invitations WHERE token_hash = ?", [_hash(token)]
    ).fetchone()
    if row is None or datetime.fromisoformat(row[0]) < (now or datetime.now(UTC)):
        raise InvitationUsed
    return str(row[1])


def use_invitation(office: Database, token: str) -> None:
    """Take the invitation away, in the transaction that adds the account; raises InvitationUsed."""
    check_invitation(office, token)
    office.execute("DELETE FROM invitations WHERE token_hash = ?", [_hash(token)])


def withdraw_invitations(office: Database, *, invited_by: str) -> None:
    """Take back the open invitations of one source; the server's start renews its own this way."""
    office.execute("DELETE FROM invitations WHERE invited_by = ?", [invited_by])


def save_grant(office: Database, survey_id: str, facilitator_id: str, sealed: bytes) -> None:
    """Keep a survey's key, sealed to one facilitator."""
    office.execute(
        "INSERT OR REPLACE INTO grants (survey, facilitator, sealed) VALUES (?, ?, ?)",
        [survey_id, facilitator_id, sealed],
    )


def grant_of(office: Database, survey_id: str, facilitator_id: str) -> bytes | None:
    """The sealed survey key of one facilitator, or None where she holds none."""
    row = office.execute(
        "SELECT sealed FROM grants WHERE survey = ? AND facilitator = ?", [survey_id, facilitator_id]
    ).fetchone()
    return None if row is None else bytes(row[0])


def surveys_granted_to(office: Database, facilitator_id: str) -> list[str]:
    """The ids of the surveys that a facilitator can read."""
    rows = office.execute("SELECT survey FROM grants WHERE facilitator = ?", [facilitator_id])
    return [row[0] for row in rows]


def holders_of(office: Database, survey_id: str) -> list[Facilitator]:
    """Who holds the key of a survey, by name."""
    rows = office.execute(
        f"SELECT {_COLUMNS} FROM facilitators JOIN grants ON facilitator = id"  # noqa: S608
        " WHERE survey = ? ORDER BY name",
        [survey_id],
    )
    return [_facilitator(row) for row in rows]


def _one(office: Database, column: str, value: str) -> Facilitator:
    row = office.execute(f"SELECT {_COLUMNS} FROM facilitators WHERE {column} = ?", [value]).fetchone()  # noqa: S608
    if row is None:
        raise UnknownFacilitator
    return _facilitator(row)


def _facilitator(row: tuple[str, str, bytes, bytes, bytes]) -> Facilitator:
    return Facilitator(row[0], row[1], WrappedKey(row[2], row[3], row[4]))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
