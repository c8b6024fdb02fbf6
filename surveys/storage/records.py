"""What is kept beside a survey: sealed documents, editions, and what facilitators did."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

from surveys.survey import Audience

Purpose = Literal["released", "curation"]


class ChangedMeanwhile(Exception):
    """Another facilitator has changed the same thing since it was read."""


class UnknownEdition(Exception):
    """The survey has no edition of this code."""


@dataclass(frozen=True)
class SealedEdition:
    """An edition as it is kept: its order is sealed."""

    code: str
    survey_id: str
    audience: Audience
    made_on: date
    sealed: bytes


@dataclass(frozen=True)
class Act:
    """What a facilitator did on a day; never what a participant did."""

    day: date
    facilitator: str
    act: str


def sealed_document(office: Database, survey_id: str, purpose: Purpose) -> tuple[int, bytes | None]:
    """The revision and the sealed bytes; (0, None) before the first save."""
    row = office.execute(
        "SELECT revision, sealed FROM sealed_documents WHERE survey = ? AND purpose = ?", [survey_id, purpose]
    ).fetchone()
    return (0, None) if row is None else (int(row[0]), bytes(row[1]))


def save_sealed_document(office: Database, survey_id: str, purpose: Purpose, sealed: bytes, *, revision: int) -> None:
    """Replace the document if it is still at the revision that was read; else raises ChangedMeanwhile."""
    current, _ = sealed_document(office, survey_id, purpose)
    if current != revision:
        raise ChangedMeanwhile
    office.execute(
        "INSERT OR REPLACE INTO sealed_documents (survey, purpose, revision, sealed) VALUES (?, ?, ?, ?)",
        [survey_id, purpose, revision + 1, sealed],
    )


def save_edition(office: Database, edition: SealedEdition) -> None:
    """Add an edition; an edition is never changed."""
    office.execute(
        "INSERT INTO editions (code, survey, audience, made_on, sealed) VALUES (?, ?, ?, ?, ?)",
        [edition.code, edition.survey_id, str(edition.audience), edition.made_on.isoformat(), edition.sealed],
    )


def editions_of(office: Database, survey_id: str) -> list[SealedEdition]:
    """The editions of a survey, newest first."""
    rows = office.execute(
        "SELECT code, survey, audience, made_on, sealed FROM editions WHERE survey = ?"
        " ORDER BY made_on DESC, rowid DESC",
        [survey_id],
    )
    return [SealedEdition(r[0], r[1], Audience(r[2]), date.fromisoformat(r[3]), bytes(r[4])) for r in rows]


def edition_by_code(office: Database, survey_id: str, code: str) -> SealedEdition:
    """Raises UnknownEdition."""
    for edition in editions_of(office, survey_id):
        if edition.code == code:
            return edition
    raise UnknownEdition


def record_act(office: Database, *, day: date, facilitator: str, survey_id: str, act: str) -> None:
    """Add one line to the audit trail."""
    office.execute("INSERT INTO audit_trail VALUES (?, ?, ?, ?)", [day.isoformat(), facilitator, survey_id, act])


def acts_on(office: Database, survey_id: str) -> list[Act]:
    """What facilitators did with a survey, in order."""
    rows = office.execute("SELECT day, facilitator, act FROM audit_trail WHERE survey = ? ORDER BY rowid", [survey_id])
    return [Act(date.fromisoformat(row[0]), row[1], row[2]) for row in rows]
