"""Notes come fifty on a page, in random order."""

from flask import request

from surveys.organising.unlocked_survey import UnlockedSurvey

NOTES_ON_A_PAGE = 50


def posted_page() -> int:
    """The number of the page from which a form came."""
    return request.form.get("page", 1, type=int)


def next_unread(unlocked: UnlockedSurvey, number: int) -> int | None:
    """The next page with an unread note, after this one and then from the first."""
    notes, read = unlocked.notes(), unlocked.curation().read
    unread = [place // NOTES_ON_A_PAGE + 1 for place, note in enumerate(notes) if note.id not in read]
    return next((page for page in unread if page > number), unread[0] if unread else None)
