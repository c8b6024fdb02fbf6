"""Read the notes that were released, fifty on a page, in random order."""

from collections.abc import Callable, Collection
from functools import reduce

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from surveys.curation import Curation, UnknownTheme, count_alike, notes_alike, theme_by_id, with_notes_moved
from surveys.documents.collating import withholding_words
from surveys.documents.word_cloud import has_words_without_spaces
from surveys.facilitator.forms import THEME_GONE
from surveys.facilitator.guarding import go_to, office_pages, page, record_act, unlock
from surveys.facilitator.notes.finding import found
from surveys.facilitator.notes.pages_of_notes import NOTES_ON_A_PAGE, Wanted, next_unread, posted_page, posted_wanted
from surveys.facilitator.notes.posted_note import back_to_note, note_id_from, posted_note_id
from surveys.organising.unlocked_survey import UnlockedSurvey
from surveys.sealing import Note, NoteId
from surveys.storage import Deed

bp: Blueprint = office_pages("reading")


def _withheld(kept: Curation, note: Note) -> Curation:
    """Who withheld a note first gave the reason."""
    return kept if note.id in kept.withheld else kept.with_withheld(note.id, request.form.get("reason", ""))


def _moved(kept: Curation, notes: list[Note]) -> Curation:
    theme = request.form.get("to", "")
    return kept.with_themes(
        with_notes_moved(kept.themes, [note.id for note in notes], "" if theme == "none" else theme)
    )


STEPS_WITH_SEVERAL: dict[str, Callable[[Curation, list[Note]], Curation]] = {
    "read": lambda kept, notes: kept.with_read(note.id for note in notes),
    "move": _moved,
    "withhold": lambda kept, notes: reduce(_withheld, notes, kept),
}
"""What is done to all chosen notes with one button."""


@bp.get("/surveys/<survey_id>/notes", defaults={"number": 1})
@bp.get("/surveys/<survey_id>/notes/<int:number>")
def notes(survey_id: str, number: int) -> ResponseReturnValue:
    """One page of notes."""
    return _notes_page(survey_id, number, Wanted())


@bp.get("/surveys/<survey_id>/notes/found")
def all_again(survey_id: str) -> ResponseReturnValue:
    """What was looked for is no part of this address, so all notes are shown."""
    return _notes_page(survey_id, 1, Wanted())


@bp.post("/surveys/<survey_id>/notes/found")
def find(survey_id: str) -> ResponseReturnValue:
    """One page of the notes that are wanted."""
    return _notes_page(survey_id, posted_page(), posted_wanted())


@bp.post("/surveys/<survey_id>/notes/several")
def change_several(survey_id: str) -> ResponseReturnValue:
    """Mark all chosen notes as read, put them under a theme, or withhold them."""
    step, chosen = request.form.get("do", ""), frozenset(map(note_id_from, request.form.getlist("chosen")))
    problems = _problems_with_several(step, chosen)
    try:
        with unlock(survey_id, with_notes=True) as unlocked:
            if step not in STEPS_WITH_SEVERAL:
                abort(400)
            notes = [note for note in unlocked.notes() if note.id in chosen]
            if not problems:
                withheld = unlocked.curation().withheld
                unlocked.change_curation(lambda kept: STEPS_WITH_SEVERAL[step](kept, notes))
                if step == "withhold":
                    _record_withholding(unlocked, sum(note.id not in withheld for note in notes))
                flash(_said_of(step, len(notes), unlocked.curation()))
    except UnknownTheme:
        problems = {"to": str(THEME_GONE)}
    if problems:
        return _notes_page(survey_id, posted_page(), posted_wanted(), 422, problems, chosen)
    return back_to_note(survey_id)


def _record_withholding(unlocked: UnlockedSurvey, number: int) -> None:
    """One deed for all of them; those that were withheld already are not counted again."""
    reason = request.form.get("reason", "")
    if number == 1:
        record_act(unlocked, Deed.WITHHELD, reason)
    elif number:
        record_act(unlocked, Deed.WITHHELD_SEVERAL, f"{number} {reason}")


@bp.post("/surveys/<survey_id>/notes/read")
def mark_read(survey_id: str) -> ResponseReturnValue:
    """Save that these notes were read, and go on to the next page with unread ones."""
    number = posted_page()
    with unlock(survey_id, with_notes=True) as unlocked:
        released = {note.id for note in unlocked.notes()}
        seen = released.intersection(map(note_id_from, request.form.get("notes", "").split()))
        unlocked.change_curation(lambda kept: kept.with_read(seen))
        following = next_unread(unlocked, number)
    if posted_wanted().fields():
        return back_to_note(survey_id)
    if following:
        return go_to("reading.notes", survey_id, number=following)
    flash(_("Every note has been read."))
    return go_to("survey_home.show", survey_id)


@bp.post("/surveys/<survey_id>/notes/withhold")
def withhold(survey_id: str) -> ResponseReturnValue:
    """Withhold a note, or all with the same words, from every document; the document states the reason."""
    reason = request.form.get("reason", "")
    with unlock(survey_id, with_notes=True) as unlocked:
        if reason not in withholding_words(str):
            abort(400)
        notes, are_alike = _posted_notes(unlocked)
        unlocked.change_curation(lambda kept: reduce(_withheld, notes, kept))
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


def _problems_with_several(step: str, chosen: Collection[NoteId]) -> dict[str, str]:
    """What is missing, by the field."""
    problems = {}
    if not chosen:
        problems["chosen"] = _("Choose at least one note: tick the box beside it.")
    if step == "withhold" and request.form.get("reason") not in withholding_words(str):
        problems["reason"] = _("Say why: choose a reason.")
    if step == "move" and not request.form.get("to"):
        problems["to"] = _("Choose a theme.")
    return problems


def _said_of(step: str, number: int, curation: Curation) -> str:
    if step == "read":
        return str(ngettext("%(num)d note is marked as read.", "%(num)d notes are marked as read.", number))
    if step == "withhold":
        return str(ngettext("%(num)d note is withheld.", "%(num)d notes are withheld.", number))
    if (to := request.form["to"]) == "none":
        return str(ngettext("%(num)d note is now without a theme.", "%(num)d notes are now without a theme.", number))
    name = theme_by_id(curation.themes, to).name
    return str(ngettext("%(num)d note is under “%(name)s”.", "%(num)d notes are under “%(name)s”.", number, name=name))


def _notes_page(
    survey_id: str,
    number: int,
    wanted: Wanted,
    status: int = 200,
    problems: dict[str, str] | None = None,
    chosen: Collection[NoteId] = (),
) -> ResponseReturnValue:
    with unlock(survey_id, read_only=True) as unlocked:
        waiting, all_notes, curation = unlocked.waiting(), unlocked.notes(), unlocked.curation()
    matching, shared = found(all_notes, wanted, curation)
    number, pages = _existing_page(number, len(matching))
    shown = matching[(number - 1) * NOTES_ON_A_PAGE : number * NOTES_ON_A_PAGE]
    return page(
        "notes",
        status,
        survey=unlocked.survey,
        waiting=waiting,
        notes=shown,
        alike=count_alike(shown, all_notes),
        curation=curation,
        themes={note_id: theme for theme in curation.themes for note_id in theme.notes},
        wanted=wanted,
        shared=shared,
        number=number,
        pages=pages,
        matching=len(matching),
        total=len(all_notes),
        unread=sum(note.id not in curation.read for note in all_notes),
        unread_here=any(note.id not in curation.read for note in shown),
        reasons=withholding_words(_),
        problems=problems or {},
        chosen=chosen,
        is_spaceless=wanted.like and has_words_without_spaces(matching[0].text),
    )


def _existing_page(number: int, matching: int) -> tuple[int, int]:
    """The number of a page that there is, and of the last one. A page may be gone since a form was made."""
    pages = max(1, -(-matching // NOTES_ON_A_PAGE))
    if request.method == "GET" and not 1 <= number <= pages:
        abort(404)
    return max(1, min(number, pages)), pages
