"""Surveys in the office database: their own wording is public, so it lies there as plain JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from surveys.survey import AboutQuestion, Audience, Prompt, State, Survey

_READERS: dict[str, Callable[[Any], object]] = {
    "prompts": lambda prompts: tuple(Prompt(p["text"], p["hint"], tuple(p["categories"])) for p in prompts),
    "about_you": lambda asked: tuple(AboutQuestion(one["text"], tuple(one["answers"])) for one in asked),
    "state": State,
    "audience": Audience,
    "public_key": bytes.fromhex,
    "opens_at": datetime.fromisoformat,
    "closes_at": datetime.fromisoformat,
    "opened_on": date.fromisoformat,
    "closed_on": date.fromisoformat,
    "delete_on": date.fromisoformat,
}
"""The fields of a survey that JSON does not know as they are; None stays None."""


class UnknownSurvey(Exception):
    """No survey has this link, code or id."""


def save_survey(office: Database, survey: Survey) -> None:
    """Add the survey, or replace what was kept of it."""
    document = asdict(survey) | {"public_key": survey.public_key.hex()}
    row = {"id": survey.id, "slug": survey.slug, "document": json.dumps(document, default=lambda day: day.isoformat())}
    office.table("surveys").upsert(row, pk="id")


def survey_by_slug(office: Database, slug: str) -> Survey:
    """The survey behind a participants' link; raises UnknownSurvey."""
    return _one(office, "slug", slug)


def survey_by_id(office: Database, survey_id: str) -> Survey:
    """Raises UnknownSurvey."""
    return _one(office, "id", survey_id)


def all_surveys(office: Database) -> list[Survey]:
    """Every survey, by title; for the operator and for resetting file times at the start."""
    return [_from_json(row[0]) for row in office.execute("SELECT document FROM surveys ORDER BY slug")]


def delete_survey(office: Database, survey_id: str) -> None:
    """Remove the survey with its grants, editions and sealed documents."""
    office.execute("DELETE FROM surveys WHERE id = ?", [survey_id])


def _one(office: Database, column: str, value: str) -> Survey:
    row = office.execute(f"SELECT document FROM surveys WHERE {column} = ?", [value]).fetchone()  # noqa: S608
    if row is None:  # the column is one of two literals above
        raise UnknownSurvey
    return _from_json(row[0])


def _from_json(text: str) -> Survey:
    document: dict[str, Any] = json.loads(text)
    for name in document.keys() & _READERS:
        document[name] = None if document[name] is None else _READERS[name](document[name])
    return Survey(**document)
