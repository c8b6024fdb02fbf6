"""Surveys in the office database. Their wording is public, so it is stored as plain JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from surveys.survey import AboutQuestion, Audience, Prompt, State, Survey, Translation

_READERS: dict[str, Callable[[Any], object]] = {
    "prompts": lambda prompts: tuple(Prompt(p["text"], p["hint"], tuple(p["categories"])) for p in prompts),
    "about_you": lambda asked: tuple(AboutQuestion(one["text"], tuple(one["answers"])) for one in asked),
    "translations": lambda made: tuple(Translation(one["language"], tuple(map(tuple, one["words"]))) for one in made),
    "state": State,
    "audience": Audience,
    "public_key": bytes.fromhex,
    **dict.fromkeys(("opens_at", "closes_at"), datetime.fromisoformat),
    **dict.fromkeys(("opened_on", "closed_on", "delete_on"), date.fromisoformat),
}
"""How to read the fields that JSON has no type for; None stays None."""


class UnknownSurvey(Exception):
    """No survey has this link, code or id."""


def save_survey(office: Database, survey: Survey) -> None:
    """Add the survey, or replace the stored one."""
    row = {"id": survey.id, "slug": survey.slug, "document": document_of(survey)}
    office.table("surveys").upsert(row, pk="id")


def document_of(survey: Survey) -> str:
    """The survey as JSON, as it is stored; nothing in it is secret."""
    document = asdict(survey) | {"public_key": survey.public_key.hex()}
    return json.dumps(document, default=lambda day: day.isoformat())


def survey_by_slug(office: Database, slug: str) -> Survey:
    """The survey behind a participants' link; raises UnknownSurvey."""
    return _survey_where(office, "slug", slug)


def survey_by_id(office: Database, survey_id: str) -> Survey:
    """Raises UnknownSurvey."""
    return _survey_where(office, "id", survey_id)


def all_surveys(office: Database) -> list[Survey]:
    """Every survey, by title; for the operator and for resetting file times at the start."""
    return [survey_from_document(row[0]) for row in office.execute("SELECT document FROM surveys ORDER BY slug")]


def open_surveys(office: Database) -> list[Survey]:
    """Every survey that is not closed yet; its closing hour may have come."""
    rows = office.execute("SELECT document FROM surveys WHERE json_extract(document, '$.state') = ?", [State.OPEN])
    return [survey_from_document(row[0]) for row in rows]


def delete_survey(office: Database, survey_id: str) -> None:
    """Remove the survey with its grants, editions and sealed documents."""
    office.execute("DELETE FROM surveys WHERE id = ?", [survey_id])


def _survey_where(office: Database, column: str, value: str) -> Survey:
    row = office.execute(f"SELECT document FROM surveys WHERE {column} = ?", [value]).fetchone()  # noqa: S608
    if row is None:  # the column is one of two literals above
        raise UnknownSurvey
    return survey_from_document(row[0])


def survey_from_document(text: str) -> Survey:
    """The survey that `document_of` made this JSON of. Raises TypeError for a name that is there twice."""
    # SQLite reads the first of two fields with one name, Python the last: with such a pair nothing would be frozen
    document: dict[str, Any] = json.loads(text, object_pairs_hook=lambda p: dict(p) if len(dict(p)) == len(p) else {})
    document.pop("reopened", None)  # stored by earlier releases
    for name in document.keys() & _READERS:
        document[name] = None if document[name] is None else _READERS[name](document[name])
    return Survey(**document)
