"""Since when something waits for its deletion; written after a deletion day only, so it tells nothing of who wrote."""

from datetime import date

from sqlite_utils import Database


def waiting_since(office: Database, today: date) -> date:
    """The day on which the waiting began: today where it begins, or where the clock has been set back since."""
    row = office.execute("SELECT since FROM waiting").fetchone()
    if row and date.fromisoformat(row[0]) <= today:
        return date.fromisoformat(row[0])
    end_waiting(office)
    office.execute("INSERT INTO waiting VALUES (?)", [today.isoformat()])
    return today


def end_waiting(office: Database) -> None:
    """Nothing waits any more; where nothing did, not a byte of the file changes (it would without a condition)."""
    office.execute("DELETE FROM waiting WHERE since IS NOT NULL")
