"""Facilitators, their one-time invitations, and which surveys they hold a key of."""

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from sqlite3 import IntegrityError

from sqlite_utils import Database

from surveys.sealing import WrappedKey

INVITATION_HOURS = 24


class NameTaken(Exception):
    """Another organiser has this name."""


class UnknownFacilitator(Exception):
    """There is no organiser with this name."""


class InvitationUsed(Exception):
    """The invitation was used or has expired, or there never was one."""


@dataclass(frozen=True)
class Facilitator:
    """An account: a name and a wrapped key."""

    id: str
    name: str
    key: WrappedKey


def add_facilitator(office: Database, name: str, key: WrappedKey, *, today: date) -> Facilitator:
    """A new account; raises NameTaken."""
    facilitator = Facilitator(secrets.token_hex(8), name, key)
    row = {"id": facilitator.id, "name": name, "added_on": today.isoformat(), **asdict(key)}
    try:
        office.table("facilitators").insert(row)
    except IntegrityError:
        raise NameTaken from None
    return facilitator


def facilitator_by_name(office: Database, name: str) -> Facilitator:
    """Raises UnknownFacilitator."""
    return _facilitator_where(office, "name = ?", name)


def facilitator_by_id(office: Database, facilitator_id: str) -> Facilitator:
    """Raises UnknownFacilitator."""
    return _facilitator_where(office, "id = ?", facilitator_id)


def all_facilitators(office: Database) -> list[Facilitator]:
    """Everybody, by name."""
    return _facilitators(office)


def save_wraps(office: Database, facilitator_id: str, key: WrappedKey) -> None:
    """Replace both wraps of the private key: the old passphrase and recovery key no longer open it."""
    values = [key.by_passphrase, key.by_recovery_key, facilitator_id]
    office.execute("UPDATE facilitators SET by_passphrase = ?, by_recovery_key = ? WHERE id = ?", values)


def remove_facilitator(office: Database, facilitator_id: str) -> None:
    """Delete the account and its grants. It cannot make anyone forget what they have read."""
    office.execute("DELETE FROM facilitators WHERE id = ?", [facilitator_id])


def invite(office: Database, *, invited_by: str, now: datetime | None = None) -> str:
    """A one-time token for INVITATION_HOURS; only its hash is stored."""
    token = secrets.token_urlsafe(24)
    expires_at = (now or datetime.now(UTC)) + timedelta(hours=INVITATION_HOURS)
    row = {"token_hash": _hash(token), "expires_at": expires_at.isoformat(), "invited_by": invited_by}
    office.table("invitations").insert(row)
    return token


def check_invitation(office: Database, token: str, *, now: datetime | None = None) -> str:
    """The name of the person who invited; raises InvitationUsed."""
    for row in office.table("invitations").rows_where("token_hash = ?", [_hash(token)]):
        if datetime.fromisoformat(row["expires_at"]) >= (now or datetime.now(UTC)):
            return str(row["invited_by"])
    raise InvitationUsed


def use_invitation(office: Database, token: str) -> None:
    """Delete the invitation, in the transaction that adds the account; raises InvitationUsed."""
    check_invitation(office, token)
    office.execute("DELETE FROM invitations WHERE token_hash = ?", [_hash(token)])


def withdraw_invitations(office: Database, *, invited_by: str) -> None:
    """Delete the open invitations of one source. When the server starts, it replaces its own invitation this way."""
    office.execute("DELETE FROM invitations WHERE invited_by = ?", [invited_by])


def save_grant(office: Database, survey_id: str, facilitator_id: str, sealed: bytes) -> None:
    """Store a survey's key, sealed to one facilitator."""
    row = {"survey": survey_id, "facilitator": facilitator_id, "sealed": sealed}
    office.table("grants").insert(row, replace=True)


def remove_grant(office: Database, survey_id: str, facilitator_id: str) -> None:
    """Overwrite one facilitator's sealed survey key. It cannot make anyone forget what they have read."""
    office.execute("DELETE FROM grants WHERE survey = ? AND facilitator = ?", [survey_id, facilitator_id])


def grant_of(office: Database, survey_id: str, facilitator_id: str) -> bytes | None:
    """The sealed survey key of one facilitator, or None if they hold none."""
    rows = office.table("grants").rows_where("survey = ? AND facilitator = ?", [survey_id, facilitator_id])
    return next((bytes(row["sealed"]) for row in rows), None)


def surveys_granted_to(office: Database, facilitator_id: str) -> list[str]:
    """The ids of the surveys that a facilitator can read."""
    return [row["survey"] for row in office.table("grants").rows_where("facilitator = ?", [facilitator_id])]


def holders_of(office: Database, survey_id: str) -> list[Facilitator]:
    """Who holds the key of a survey, by name."""
    return _facilitators(office, "id IN (SELECT facilitator FROM grants WHERE survey = ?)", survey_id)


def _facilitator_where(office: Database, where: str, value: str) -> Facilitator:
    for facilitator in _facilitators(office, where, value):
        return facilitator
    raise UnknownFacilitator


def _facilitators(office: Database, where: str | None = None, *values: str) -> list[Facilitator]:
    rows = office.table("facilitators").rows_where(where, values, order_by="name")
    return [
        Facilitator(row["id"], row["name"], WrappedKey(row["public_key"], row["by_passphrase"], row["by_recovery_key"]))
        for row in rows
    ]


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
