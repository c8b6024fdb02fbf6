"""The logos of surveys, in a table of the office: deleted with the survey, copied to the next round."""

from sqlite_utils import Database

from surveys.documents.logos import Logo


def logo_of(office: Database, survey_id: str) -> Logo | None:
    """The logo of a survey, if it has one."""
    row = office.execute("SELECT kind, content FROM logos WHERE survey = ?", [survey_id]).fetchone()
    return Logo(*row) if row else None


def save_logo(office: Database, survey_id: str, logo: Logo) -> None:
    """Put it in place of an earlier one."""
    row = {"survey": survey_id, "kind": logo.kind, "content": logo.content}
    office.table("logos").insert(row, replace=True)


def remove_logo(office: Database, survey_id: str) -> None:
    """Forget it; nothing happens if there is none."""
    office.execute("DELETE FROM logos WHERE survey = ?", [survey_id])


def copy_logo(office: Database, survey_id: str, to: str) -> None:
    """The next round, or a copy, is asked by the same people."""
    if logo := logo_of(office, survey_id):
        save_logo(office, to, logo)
