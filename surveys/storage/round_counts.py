"""How many notes each round of a survey had: numbers that outlive its deletion day, none of them small."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from surveys.survey import Survey

Numbers = Mapping[tuple[str, str], int]
"""Notes by question and category; the question "" has the themes, and the category "" is a total."""

_ORDER = "day, survey <> first_round, survey, rowid"


@dataclass(frozen=True)
class RoundCounts:
    """The numbers of one round, whose survey may be deleted."""

    survey_id: str
    title: str
    day: date
    numbers: Numbers


def save_round_counts(office: Database, survey: Survey, numbers: Numbers) -> None:
    """Store the numbers of a survey that was opened, replacing earlier ones."""
    forget_round_counts(office, survey.id)
    day = survey.opened_on.isoformat() if survey.opened_on else None
    rows = ((survey.first_round, survey.id, survey.title, day, *names, number) for names, number in numbers.items())
    office.conn.executemany("INSERT INTO round_counts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def round_counts_of(office: Database, survey: Survey) -> list[RoundCounts]:
    """The rounds of a survey with numbers, oldest first."""
    rows = office.table("round_counts").rows_where("first_round = ?", [survey.first_round], _ORDER)
    rounds = groupby(rows, itemgetter("survey", "title", "day"))
    return [RoundCounts(one, title, date.fromisoformat(day), _numbers(same)) for (one, title, day), same in rounds]


def forget_round_counts(office: Database, survey_id: str) -> None:
    """Remove the numbers of one round."""
    office.execute("DELETE FROM round_counts WHERE survey = ?", [survey_id])


def _numbers(rows: Iterable[dict[str, Any]]) -> Numbers:
    return {(row["question"], row["name"]): row["notes"] for row in rows}
