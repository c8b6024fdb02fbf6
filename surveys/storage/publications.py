"""Published pages, locked. One that has ended leaves nothing but the name of its secret, to say so kindly."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

_NOTHING_LEFT = "survey = NULL, code = NULL, ends_on = NULL, updated_on = NULL, sealed_secret = NULL, locked = NULL"


class UnknownPublication(Exception):
    """No page was ever published under this link."""


class PublicationEnded(Exception):
    """The page was taken back by the organisers, or its last day is over."""


@dataclass(frozen=True)
class Publication:
    """A published edition. `name` is a hash of the link's secret; on the day `ends_on` it is gone."""

    name: bytes
    survey: str
    code: str
    ends_on: date
    updated_on: date
    sealed_secret: bytes
    locked: bytes


def save_publication(office: Database, publication: Publication) -> None:
    """Add a page, or replace what it says."""
    days = {"ends_on": publication.ends_on.isoformat(), "updated_on": publication.updated_on.isoformat()}
    office.table("publications").insert(vars(publication) | days, replace=True)


def publications_of(office: Database, survey_id: str) -> list[Publication]:
    """The pages of a survey that have not ended, by the code of their version."""
    return [_publication(row) for row in office.table("publications").rows_where("survey = ?", [survey_id], "code")]


def publication_by_name(office: Database, name: bytes, *, today: date) -> Publication:
    """Raises UnknownPublication or PublicationEnded."""
    for row in office.table("publications").rows_where("name = ?", [name]):
        if row["survey"] is None or date.fromisoformat(row["ends_on"]) <= today:
            raise PublicationEnded
        return _publication(row)
    raise UnknownPublication


def end_publication(office: Database, survey_id: str, name: bytes) -> None:
    """Take a page back for good; raises PublicationEnded where somebody has done so before."""
    ended = office.execute(f"UPDATE publications SET {_NOTHING_LEFT} WHERE survey = ? AND name = ?", [survey_id, name])  # noqa: S608 - a constant
    if not ended.rowcount:
        raise PublicationEnded


def end_publications_due(office: Database, today: date, *, after: date = date.min) -> None:
    """Forget what pages said whose day has come, and was later than `after`."""
    days = [after.isoformat(), today.isoformat()]
    office.execute(f"UPDATE publications SET {_NOTHING_LEFT} WHERE ends_on > ? AND ends_on <= ?", days)  # noqa: S608


def has_publications_due(office: Database, today: date) -> bool:
    """Whether the last day of a page is over that can still be read from the disk."""
    return office.table("publications").count_where("ends_on <= ?", [today.isoformat()]) > 0


def _publication(row: dict[str, Any]) -> Publication:
    days = {"ends_on": date.fromisoformat(row["ends_on"]), "updated_on": date.fromisoformat(row["updated_on"])}
    return Publication(**row | days)
