"""What belongs to a survey in the office: sealed documents, editions, and what facilitators did."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

from surveys.storage.deeds import Deed, read_deed
from surveys.survey import Audience

Purpose = Literal["released", "curation", "about-you"]


class ChangedMeanwhile(Exception):
    """Another facilitator has changed the same thing since it was read."""


class UnknownEdition(Exception):
    """The survey has no version of its sheet with this code."""


@dataclass(frozen=True)
class SealedEdition:
    """An edition as it is stored, with its order sealed."""

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
    act: Deed
    detail: str = ""
    """A name, the code of a version, or why a note was withheld."""


def sealed_document(office: Database, survey_id: str, purpose: Purpose) -> tuple[int, bytes | None]:
    """The revision and the sealed bytes; (0, None) before the first save."""
    rows = office.table("sealed_documents").rows_where("survey = ? AND purpose = ?", [survey_id, purpose])
    return next(((row["revision"], row["sealed"]) for row in rows), (0, None))


def save_sealed_document(office: Database, survey_id: str, purpose: Purpose, sealed: bytes, *, revision: int) -> None:
    """Replace the document if it is still at the revision that was read; else raises ChangedMeanwhile."""
    if sealed_document(office, survey_id, purpose)[0] != revision:
        raise ChangedMeanwhile
    row = {"survey": survey_id, "purpose": purpose, "revision": revision + 1, "sealed": sealed}
    office.table("sealed_documents").insert(row, replace=True)


def revision_of(office: Database, survey_id: str) -> int:
    """One number that grows with every release and every change of the curation."""
    sums = office.execute("SELECT coalesce(sum(revision), 0) FROM sealed_documents WHERE survey = ?", [survey_id])
    return int(sums.fetchone()[0])


def save_edition(office: Database, edition: SealedEdition) -> None:
    """Add an edition; its order never changes, but may become longer."""
    values = [edition.code, edition.survey_id, str(edition.audience), edition.made_on.isoformat(), edition.sealed]
    office.execute("INSERT INTO editions (code, survey, audience, made_on, sealed) VALUES (?, ?, ?, ?, ?)", values)


def save_longer_edition(office: Database, new: SealedEdition) -> None:
    """Replace the order of an edition by one with more notes at its end."""
    office.execute("UPDATE editions SET sealed = ? WHERE (survey, code) = (?,?)", [new.sealed, new.survey_id, new.code])


def editions_of(office: Database, survey_id: str) -> list[SealedEdition]:
    """The editions of a survey, newest first."""
    rows = office.table("editions").rows_where("survey = ?", [survey_id], "made_on DESC, rowid DESC")
    return [
        SealedEdition(it["code"], survey_id, Audience(it["audience"]), date.fromisoformat(it["made_on"]), it["sealed"])
        for it in rows
    ]


def edition_by_code(office: Database, survey_id: str, code: str) -> SealedEdition:
    """Raises UnknownEdition."""
    for edition in editions_of(office, survey_id):
        if edition.code == code:
            return edition
    raise UnknownEdition


def record_act(office: Database, *, day: date, facilitator: str, survey_id: str, act: Deed, detail: str = "") -> None:
    """Add one line to the audit trail."""
    values = [day.isoformat(), facilitator, survey_id, act.as_stored(detail)]
    office.execute("INSERT INTO audit_trail VALUES (?, ?, ?, ?)", values)


def acts_on(office: Database, survey_id: str) -> list[Act]:
    """What facilitators did with a survey, in order."""
    rows = office.table("audit_trail").rows_where("survey = ?", [survey_id], "rowid")
    return [Act(date.fromisoformat(row["day"]), row["facilitator"], *read_deed(row["act"])) for row in rows]
