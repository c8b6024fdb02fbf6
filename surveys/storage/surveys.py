"""Surveys in the office database: their own wording is public, so it lies there as plain JSON."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from surveys.survey import AboutQuestion, Audience, Prompt, State, Survey


class UnknownSurvey(Exception):
    """No survey has this link, code or id."""


def save_survey(office: Database, survey: Survey) -> None:
    """Add the survey, or replace what was kept of it."""
    row = {"id": survey.id, "slug": survey.slug, "document": _to_json(survey)}
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


def _to_json(survey: Survey) -> str:
    document = asdict(survey) | {"public_key": survey.public_key.hex()}
    return json.dumps(document, default=lambda day: day.isoformat())


def _from_json(text: str) -> Survey:
    document: dict[str, Any] = json.loads(text)
    prompts = (Prompt(p["text"], p["hint"], tuple(p["categories"])) for p in document["prompts"])
    about = (AboutQuestion(one["text"], tuple(one["answers"])) for one in document.get("about_you", ()))
    return Survey(
        **document
        | {
            "prompts": tuple(prompts),
            "about_you": tuple(about),
            "state": State(document["state"]),
            "audience": Audience(document["audience"]),
            "public_key": bytes.fromhex(document["public_key"]),
            "opens_at": _moment(document["opens_at"]),
            "closes_at": _moment(document["closes_at"]),
            "opened_on": _day(document["opened_on"]),
            "closed_on": _day(document.get("closed_on")),
            "delete_on": _day(document["delete_on"]),
        }
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
