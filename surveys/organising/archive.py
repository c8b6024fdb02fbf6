"""Surveys that an organiser has put away in their own list; nothing else about them changes."""

from sqlite_utils import Database


def archive(office: Database, survey_id: str, facilitator_id: str, *, is_away: bool) -> None:
    """Put a survey away, or take it out again."""
    where = [int(is_away), survey_id, facilitator_id]
    office.execute("UPDATE grants SET archived = ? WHERE survey = ? AND facilitator = ?", where)


def archived_by(office: Database, facilitator_id: str) -> frozenset[str]:
    """The ids of the surveys that they have put away."""
    rows = office.execute("SELECT survey FROM grants WHERE facilitator = ? AND archived", [facilitator_id])
    return frozenset(row[0] for row in rows)
