"""Read the notes that were released, fifty on a page, in random order."""

from functools import reduce

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from surveys.curation import Curation, count_alike, notes_alike
from surveys.documents.collating import withholding_words
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.facilitator.notes.pages_of_notes import NOTES_ON_A_PAGE, next_unread, posted_page
from surveys.facilitator.notes.posted_note import back_to_note, note_id_from, posted_note_id
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note
from surveys.storage import Deed

bp: Blueprint = office_pages("reading")


@bp.get("/surveys/<survey_id>/notes", defaults={"number": 1})
@bp.get("/surveys/<survey_id>/notes/<int:number>")
def notes(survey_id: str, number: int) -> ResponseReturnValue:
    """One page of notes."""
    with unlock(survey_id, read_only=True) as unlocked:
        waiting, all_notes, curation = unlocked.waiting(), unlocked.notes(), unlocked.curation()
    start = (number - 1) * NOTES_ON_A_PAGE
    shown = all_notes[start : start + NOTES_ON_A_PAGE]
    if not shown and number != 1:
        abort(404)
    return page(
        "notes",
        survey=unlocked.survey,
        waiting=waiting,
        notes=shown,
        alike=count_alike(shown, all_notes),
        curation=curation,
        number=number,
        pages=max(1, -(-len(all_notes) // NOTES_ON_A_PAGE)),
        total=len(all_notes),
        unread=sum(note.id not in curation.read for note in all_notes),
        unread_here=any(note.id not in curation.read for note in shown),
        reasons=withholding_words(_),
    )


@bp.post("/surveys/<survey_id>/notes/read")
def mark_read(survey_id: str) -> ResponseReturnValue:
    """Save that these notes were read, and go on to the next page with unread ones."""
    number = posted_page()
    with unlock(survey_id, with_notes=True) as unlocked:
        released = {note.id for note in unlocked.notes()}
        seen = released.intersection(map(note_id_from, request.form.get("notes", "").split()))
        unlocked.change_curation(lambda kept: kept.with_read(seen))
        following = next_unread(unlocked, number)
    if following:
        return go_to("reading.notes", survey_id, number=following)
    flash(_("Every note has been read."))
    return go_to("survey_home.show", survey_id)


@bp.post("/surveys/<survey_id>/notes/withhold")
def withhold(survey_id: str) -> ResponseReturnValue:
    """Withhold a note, or all with the same words, from every document; the document states the reason."""
    reason = request.form.get("reason", "")

    def withheld(kept: Curation, note: Note) -> Curation:
        return kept if note.id in kept.withheld else kept.with_withheld(note.id, reason)

    with unlock(survey_id, with_notes=True) as unlocked:
        if reason not in withholding_words(str):
            abort(400)
        notes, are_alike = _posted_notes(unlocked)
        unlocked.change_curation(lambda kept: reduce(withheld, notes, kept))
        record_act(unlocked, Deed.WITHHELD_ALIKE if are_alike else Deed.WITHHELD, reason)
    return back_to_note(survey_id)


@bp.post("/surveys/<survey_id>/notes/give-back")
def give_back(survey_id: str) -> ResponseReturnValue:
    """Include a withheld note again, or all with the same words."""
    with unlock(survey_id, with_notes=True) as unlocked:
        notes, are_alike = _posted_notes(unlocked)
        unlocked.change_curation(lambda kept: reduce(lambda last, note: last.with_given_back(note.id), notes, kept))
        record_act(unlocked, Deed.GAVE_BACK_ALIKE if are_alike else Deed.GAVE_BACK)
    return back_to_note(survey_id)


@bp.post("/surveys/<survey_id>/notes/care")
def care(survey_id: str) -> ResponseReturnValue:
    """Set or take away the mark by which a note is announced before it is shown to a room."""
    needed = request.form.get("needed") == "1"
    with unlock(survey_id, with_notes=True) as unlocked:
        note = unlocked.note(posted_note_id())
        unlocked.change_curation(lambda kept: kept.with_care(note.id, needed=needed))
        record_act(unlocked, Deed.NEEDS_CARE if needed else Deed.NEEDS_NO_CARE)
    return back_to_note(survey_id)


def _posted_notes(unlocked: UnlockedSurvey) -> tuple[list[Note], bool]:
    """The note that a form is about, or all that say the same, and whether it is about all."""
    note = unlocked.note(posted_note_id())
    if request.form.get("alike") == "1":
        return notes_alike(note, unlocked.notes()), True
    return [note], False
