"""Notes come fifty on a page, in random order: all of them, or those that an organiser looks for.

What they look for travels in forms only, so that no word of it reaches a log or the history of a browser.
"""

from dataclasses import asdict, dataclass, fields

from flask import request

from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.stripping import clean

NOTES_ON_A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which notes to show; what is empty does not matter. `rows` says how: "compact", or as cards.

    `like` is the id of a note whose like is wanted; nothing else matters then.
    """

    text: str = ""
    question: str = ""
    category: str = ""
    sharing: str = ""
    theme: str = ""
    state: str = ""
    like: str = ""
    rows: str = ""

    def fields(self) -> dict[str, str]:
        """What forms carry on, by the names of their fields."""
        return {f"by-{name}": value for name, value in asdict(self).items() if value}


def posted_wanted() -> Wanted:
    """What the form that came carries, in the letters that notes are stored in."""
    return Wanted(**{field.name: clean(request.form.get(f"by-{field.name}", "")).strip() for field in fields(Wanted)})


def posted_page() -> int:
    """The number of the page from which a form came."""
    return request.form.get("page", 1, type=int)


def next_unread(unlocked: UnlockedSurvey, number: int) -> int | None:
    """The next page with an unread note, after this one and then from the first."""
    notes, read = unlocked.notes(), unlocked.curation().read
    unread = [place // NOTES_ON_A_PAGE + 1 for place, note in enumerate(notes) if note.id not in read]
    return next((page for page in unread if page > number), unread[0] if unread else None)
