"""What a form about a note carries: which note it is, and the page from which it came and to which it goes back."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from surveys.facilitator.notes.pages_of_notes import posted_page, posted_wanted
from surveys.sealing import NoteId

FROM_PINBOARD = "pinboard"
"""What forms on the pinboard carry as `from`; others came from a page of notes."""


def posted_note_id() -> NoteId:
    """The note that a form is about; its id travels in forms only, never in an address."""
    return note_id_from(request.form.get("note", ""))


def note_id_from(text: str) -> NoteId:
    """The id from its hex digits; anything else becomes the id of no note."""
    try:
        return NoteId(bytes.fromhex(text))
    except ValueError:
        return NoteId(b"")


def back_to_note(survey_id: str) -> ResponseReturnValue:
    """Answer a form that has done its work with the page from which it came.

    What was looked for is no part of an address, so the browser posts it again, which is what 307 asks it to do.
    """
    if request.form.get("from") != FROM_PINBOARD and posted_wanted().fields():
        return redirect(url_for("reading.find", survey_id=survey_id, _anchor=_anchor()), 307)
    return redirect(origin_of_note(survey_id), 303)


def back_to_meeting(survey_id: str) -> ResponseReturnValue:
    """Answer a form of the meeting with the window from which it came, or with the pinboard on the projector."""
    windows = {"presenter": "meeting.presenter", "projector": "pinboard.show_room"}
    return redirect(url_for(windows.get(request.form.get("view", ""), "meeting.show"), survey_id=survey_id), 303)


def origin_of_note(survey_id: str) -> str:
    """The address of the pinboard, or of the note on its page: by its position, which says nothing about the note."""
    if request.form.get("from") == FROM_PINBOARD:
        return url_for("pinboard.show", survey_id=survey_id)
    return url_for("reading.notes", survey_id=survey_id, number=posted_page(), _anchor=_anchor())


def _anchor() -> str | None:
    return f"note-{place}" if (place := request.form.get("place", 0, type=int)) else None
